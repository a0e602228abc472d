// Makes docs/api.md from custom-elements.json: the members of each element, and the fields of its events.
import {
  elementsOf,
  typeText,
  type Declaration,
  type Described,
  type Manifest,
  type Member,
  type Typed,
} from './manifest.js';

const intro = `# Elements and their parts

Every attribute, property, method, event, slot, part and state, as the sources describe them. \`npm run analyze\` writes this page, and \`npm test\` fails where it is not up to date. What it means for a page is in the [README](../README.md#reference) and the guides.
`;

const eventsIntro = `
## Events

They bubble and are composed, and their fields are read only. More on them: [predictions](prediction.md#predictions-in-your-code), [training](learning.md#training), [the model gate](learning.md#the-model-gate), [preloads](preloading.md#the-preload-event) and [their outcome](preloading.md#outcome-and-scorecard), [errors](faults.md).
`;

/** The title of a column, and what it says of an item. */
type Column<Item> = readonly [title: string, write: (item: Item) => string | undefined];

/** The text of a table's cell: no line breaks, and no bar that would end it. */
function cell(text = ''): string {
  return text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
}

const code = (text: string | undefined): string => (text ? `\`${text}\`` : '');

/** A heading and a table, or nothing if there are no items. */
function table<Item>(heading: string, columns: readonly Column<Item>[], items: readonly Item[]): string {
  if (items.length === 0) return '';
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  const body = items.map((item) => row(columns.map(([, write]) => write(item) ?? '')));
  return [
    `\n${heading}\n`,
    row(columns.map(([title]) => title)),
    row(columns.map(() => '---')),
    ...body,
    '',
  ].join('\n');
}

const name: Column<Partial<Described>> = ['name', (item) => code(item.name)];
const type: Column<Typed> = ['type', (item) => code(typeText(item))];
const description: Column<Partial<Described>> = ['', (item) => item.description];

/** A value in HTML syntax: without quotes, and absent for `null`. */
const inHtml = (text: string | undefined) => text?.replace(/ \| null$/, '').replaceAll("'", '');

/** Whether a member is public; only the elements call the others. */
function isForPages({privacy, static: isStatic, description: text = '', attribute}: Member): boolean {
  if (isStatic || privacy === 'private' || privacy === 'protected') return false;
  return attribute !== undefined || (text !== '' && !text.startsWith('Called by '));
}

function signature({name: method, parameters = []}: Member): string {
  const listed = parameters.map(
    ({name: parameter, optional, default: usual, type: parameterType}) =>
      `${parameter}${optional || usual !== undefined ? '?' : ''}: ${parameterType?.text}`,
  );
  return code(`${method}(${listed.join(', ')})`);
}

function element({tagName, description: text, attributes = [], members = [], ...rest}: Declaration): string {
  const {events = [], slots = [], cssParts = [], cssProperties = [], cssStates = []} = rest;
  const own = members.filter(isForPages);
  return [
    `\n## \`<${tagName}>\`\n\n${text}\n`,
    table(
      '### Attributes',
      [
        name,
        ['value', (item) => code(inHtml(typeText(item)))],
        ['default', (item) => code(inHtml(item.default))],
        description,
      ],
      attributes,
    ),
    table(
      '### Properties',
      [
        name,
        type,
        ['default', (item) => code(item.default)],
        ['attribute', (item) => code(item.attribute) + (item.reflects ? ', reflected' : '')],
        ['', (item) => (item.readonly ? `Read only. ${item.description}` : item.description)],
      ],
      own.filter(({kind}) => kind === 'field'),
    ),
    table(
      '### Methods',
      [['method', signature], ['returns', (item) => code(item.return?.type.text)], description],
      own.filter(({kind}) => kind === 'method'),
    ),
    table('### Events', [name, type, description], events),
    table('### Slots', [['name', (slot) => code(slot.name) || '(default)'], description], slots),
    table('### Parts', [['name', (part) => code(`::part(${part.name})`)], description], cssParts),
    table(
      '### Custom properties',
      [name, ['default', (item) => code(item.default)], description],
      cssProperties,
    ),
    table('### States', [['name', (state) => code(`:state(${state.name})`)], description], cssStates),
  ].join('');
}

/** The fields and methods that an event has in addition to those of `Event`. */
function eventClass({name: className, description: text, members = []}: Declaration): string {
  const own = members.filter(({static: isStatic, privacy}) => !isStatic && privacy !== 'private');
  const field: Column<Member> = [
    'field or method',
    (item) => (item.kind === 'method' ? signature(item) : code(item.name)),
  ];
  const fieldType: Column<Member> = ['type', (item) => code((item.return ?? item).type?.text)];
  return table<Member>(`### \`${className}\`\n\n${text}`, [field, fieldType, description], own);
}

/** The page for a manifest. */
export function apiDocs(manifest: Manifest): string {
  const declarations = manifest.modules.flatMap(({declarations: each = []}) => each);
  const elements = elementsOf(manifest);
  const fired = new Set(elements.flatMap(({events = []}) => events.map((event) => event.type?.text)));
  const events = declarations.filter(({name: className}) => className !== undefined && fired.has(className));
  return [intro, ...elements.map(element), eventsIntro, ...events.map(eventClass)].join('');
}
