// `npm run analyze`: writes custom-elements.json, and docs/api.md from it; with `--check`, fails if a file
// there differs.
import {readdirSync, readFileSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {format, resolveConfig} from 'prettier';
import {projectRoot} from '../project-root.js';
import {apiDocs} from './api-docs.js';
import type {Declaration, Manifest} from './manifest.js';

const manifestFile = 'custom-elements.json';

/** Names of the sources' types that are unions of literals, and the unions. */
type Unions = ReadonlyMap<string, string>;

const manifest = await analyzeSources();
const unions = unionsOfWords();
for (const element of manifest.modules.flatMap(({declarations = []}) => declarations)) {
  if (element.customElement) complete(element, unions);
}
// The order of files on disk differs between machines.
manifest.modules.sort((a, b) => (a.path! < b.path! ? -1 : 1));
const path = join(projectRoot, manifestFile);
const wanted = {
  [manifestFile]: await format(JSON.stringify(manifest), {...(await resolveConfig(path)), filepath: path}),
  'docs/api.md': apiDocs(manifest),
};

for (const [name, content] of Object.entries(wanted)) {
  const file = join(projectRoot, name);
  if (!process.argv.includes('--check')) {
    await writeFile(file, content);
    process.stdout.write(`${name} is written\n`);
  } else if ((await readFile(file, 'utf8').catch(() => '')) !== content) {
    process.stderr.write(`${name} is not up to date: run \`npm run analyze\` and commit the result.\n`);
    process.exitCode = 1;
  } else {
    process.stdout.write(`${name} is up to date\n`);
  }
}

async function analyzeSources(): Promise<Manifest> {
  // The analyzer has no types.
  const {cli} = (await import(import.meta.resolve('@custom-elements-manifest/analyzer/cli.js'))) as {
    cli: (options: {argv: string[]; cwd: string; noWrite: boolean}) => Promise<Manifest>;
  };
  return cli({argv: ['analyze', '--quiet'], cwd: projectRoot, noWrite: true});
}

/** The types in the sources that are unions of literals, in full. */
function unionsOfWords(): Unions {
  const sources = readdirSync(join(projectRoot, 'src'), {recursive: true, encoding: 'utf8'}).filter((file) =>
    file.endsWith('.ts'),
  );
  const found = sources.flatMap((file) => {
    const source = readFileSync(join(projectRoot, 'src', file), 'utf8');
    return [...source.matchAll(/^export type (\w+) =((?:\s*\|?\s*(?:'[\w-]+'|[A-Z]\w+))+);/gm)];
  });
  return new Map(found.map(([, name, union]) => [name!, union!.match(/'[\w-]+'|\w+/g)!.join(' | ')]));
}

/** Replaces the names of such types in a type by their literals. */
function writtenOut(text: string, names: Unions): string {
  const next = text.replace(/\b[A-Z]\w+\b/g, (name) => names.get(name) ?? name);
  return next === text ? text : writtenOut(next, names);
}

/** Adds to an element's entry the facts that the analyzer misses, and removes its mistakes. */
function complete(element: Declaration, names: Unions): void {
  const {attributes = [], members = []} = element;
  // The analyzer lists events that are dispatched as objects without a name; the doc comment names them.
  element.events = element.events?.filter(({name}) => name !== undefined) ?? [];
  // These come from `preloadProperties` and `look()`, which are spread into the properties.
  for (const name of ['preload', 'eagerness', 'variant', 'appearance', 'size']) {
    const field = members.find((member) => member.name === name && member.kind === 'field');
    if (field === undefined || field.attribute !== undefined) continue;
    field.attribute = name;
    const {type, description, default: byDefault} = field;
    attributes.push({name, type, description, default: byDefault, fieldName: name});
  }
  // Without a name of its own, an attribute has the property's in small letters.
  for (const attribute of attributes) attribute.name = attribute.name.toLowerCase();
  for (const member of members) if (member.attribute) member.attribute = member.attribute.toLowerCase();
  for (const each of [...attributes, ...members]) {
    if (each.type === undefined) continue;
    const text = writtenOut(each.type.text, names);
    if (text !== each.type.text) each.parsedType = {text};
  }
}
