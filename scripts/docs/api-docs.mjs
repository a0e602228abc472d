// docs/api.md, made from custom-elements.json: what each element has, and the fields of its events.

const intro = `# Elements and their parts

Every attribute, property, method, event, slot, part and state, as the sources describe them. \`npm run analyze\` writes this page, and \`npm test\` fails where it is not up to date. What it means for a page is in the [README](../README.md#reference) and the guides.
`;

const eventsIntro = `
## Events

They bubble and are composed, and their fields are read only. [What the fields say](../README.md#reference).
`;

/** One line of a table: no line breaks, and no bar that would end the cell. */
function cell(text = '') {
  return text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');
}

const code = (text) => (text === undefined || text === '' ? '' : `\`${text}\``);

/** A heading and a table, where there is anything to list. */
function table(heading, columns, items) {
  if (items.length === 0) return '';
  const row = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  const body = items.map((item) => row(columns.map(([, write]) => write(item) ?? '')));
  return [
    `\n${heading}\n`,
    row(columns.map(([title]) => title)),
    row(columns.map(() => '---')),
    ...body,
    '',
  ].join('\n');
}

const name = ['name', (item) => code(item.name)];
const typeText = ({type, parsedType}) => (parsedType ?? type)?.text;
const type = ['type', (item) => code(typeText(item))];
const description = ['', (item) => item.description];

/** As one writes it in HTML: without quotes, and absent for `null`. */
const inHtml = (text) => text?.replace(/ \| null$/, '').replaceAll("'", '');

/** What is there for pages; elements call the rest among themselves. */
function isForPages({privacy, static: isStatic, description: text = '', attribute}) {
  if (isStatic || privacy === 'private' || privacy === 'protected') return false;
  return attribute !== undefined || (text !== '' && !text.startsWith('Called by '));
}

function signature({name: method, parameters = []}) {
  const listed = parameters.map(
    ({name: parameter, optional, default: usual, type: {text} = {}}) =>
      `${parameter}${optional || usual !== undefined ? '?' : ''}: ${text}`,
  );
  return code(`${method}(${listed.join(', ')})`);
}

function element({tagName, description: text, attributes = [], members = [], ...rest}) {
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

/** The fields and methods that an event has beside those of `Event`. */
function eventClass({name: className, description: text, members = []}) {
  const own = members.filter(({static: isStatic, privacy}) => !isStatic && privacy !== 'private');
  const field = ['field or method', (item) => (item.kind === 'method' ? signature(item) : code(item.name))];
  const fieldType = ['type', (item) => code((item.return ?? item).type?.text)];
  return table(`### \`${className}\`\n\n${text}`, [field, fieldType, description], own);
}

/** The page for a manifest. */
export function apiDocs({modules}) {
  const declarations = modules.flatMap(({declarations: each = []}) => each);
  const elements = declarations.filter(({tagName}) => tagName !== undefined);
  const fired = new Set(elements.flatMap(({events = []}) => events.map((event) => event.type.text)));
  const events = declarations.filter(({name: className}) => fired.has(className));
  return [intro, ...elements.map(element), eventsIntro, ...events.map(eventClass)].join('');
}
