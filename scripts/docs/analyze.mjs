// `npm run analyze`: writes custom-elements.json, and docs/api.md from it; with `--check`, fails if a file there is
// another.
import {readdirSync, readFileSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {cli} from '@custom-elements-manifest/analyzer/cli.js';
import {format, resolveConfig} from 'prettier';
import {apiDocs} from './api-docs.mjs';
import {projectRoot} from '../build/tensorflow-bundle.mjs';

const manifestFile = 'custom-elements.json';
const manifest = await cli({argv: ['analyze', '--quiet'], cwd: projectRoot, noWrite: true});
const unions = unionsOfWords();
for (const element of manifest.modules.flatMap(({declarations = []}) => declarations)) {
  if (element.customElement) complete(element, unions);
}
// The order of files on disk differs between machines.
manifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
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

/** The types of the sources that are a choice of words, as one writes them out. */
function unionsOfWords() {
  const sources = readdirSync(join(projectRoot, 'src'), {recursive: true}).filter((path) =>
    path.endsWith('.ts'),
  );
  const found = sources.flatMap((path) => {
    const source = readFileSync(join(projectRoot, 'src', path), 'utf8');
    return [...source.matchAll(/^export type (\w+) =((?:\s*\|?\s*(?:'[\w-]+'|[A-Z]\w+))+);/gm)];
  });
  return new Map(found.map(([, name, union]) => [name, union.match(/'[\w-]+'|\w+/g).join(' | ')]));
}

/** A type with the words that its names stand for. */
function writtenOut(text, unions) {
  const next = text.replace(/\b[A-Z]\w+\b/g, (name) => unions.get(name) ?? name);
  return next === text ? text : writtenOut(next, unions);
}

/** Adds to an element what the analyzer does not see, and takes out what it sees by mistake. */
function complete(element, unions) {
  // Events that are dispatched as objects have no name there; those of the doc comment do.
  element.events = element.events?.filter(({name}) => name !== undefined);
  // These come from `preloadProperties`, which is spread into the properties.
  for (const name of ['preload', 'eagerness']) {
    const field = element.members.find((member) => member.name === name && member.kind === 'field');
    if (field === undefined || field.attribute !== undefined) continue;
    field.attribute = name;
    const {type, description, default: byDefault} = field;
    element.attributes.push({name, type, description, default: byDefault, fieldName: name});
  }
  for (const each of [...(element.attributes ?? []), ...element.members]) {
    if (each.type === undefined) continue;
    const text = writtenOut(each.type.text, unions);
    if (text !== each.type.text) each.parsedType = {text};
  }
}
