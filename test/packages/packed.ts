import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before} from 'node:test';
import {fileURLToPath} from 'node:url';
import {run} from './run.js';

/** The package, packed and unpacked once for all its tests: two builds at a time would share `dist/`. */
export const checkout = fileURLToPath(new URL('../..', import.meta.url));
export const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'predictive-buttons-package-')));
/** An empty project with the package and its dependencies. */
export const project = join(scratch, 'project');
export const installed = join(project, 'node_modules/predictive-buttons');

before(() => {
  run('npm', ['pack', '--pack-destination', scratch], checkout);
  run('tar', ['-xzf', tarball()], scratch);
  emptyProject('project');
});

after(() => rmSync(scratch, {recursive: true, force: true}));

/** Makes a project with the package as its only dependency. */
export function emptyProject(name: string): string {
  const folder = join(scratch, name);
  cpSync(join(scratch, 'package'), join(folder, 'node_modules/predictive-buttons'), {recursive: true});
  // The only dependency of the built files; npm would install it.
  link('@lit/reactive-element', folder);
  writeFileSync(join(folder, 'package.json'), `{"name": "${name}", "private": true, "type": "module"}`);
  return folder;
}

/** The packed file. */
export function tarball(): string {
  const [file] = readdirSync(scratch).filter((name) => name.endsWith('.tgz'));
  assert.ok(file !== undefined);
  return join(scratch, file);
}

/** Adds one of the checkout's packages to a project, unless it has it. */
export function link(name: string, into = project): void {
  const path = join('node_modules', name);
  if (existsSync(join(into, path))) return;
  mkdirSync(dirname(join(into, path)), {recursive: true});
  symlinkSync(join(checkout, path), join(into, path), 'junction');
}

/** Every file of the package, as a path with slashes. */
export function files(): string[] {
  return readdirSync(installed, {recursive: true, encoding: 'utf8'}).map((file) =>
    file.replaceAll('\\', '/'),
  );
}

/** The fields of an element in custom-elements.json that the tests use. */
export interface ElementEntry {
  tagName: string;
  attributes: {name: string}[];
  slots?: {name: string}[];
  events?: {name: string}[];
  cssParts?: {name: string}[];
  cssProperties?: {name: string}[];
  cssStates?: {name: string}[];
  members: {name: string; kind: string; static?: boolean; readonly?: boolean; privacy?: string}[];
}

/** The elements in the custom-elements.json of the package. */
export function elements(): ElementEntry[] {
  const {modules} = JSON.parse(readFileSync(join(installed, 'custom-elements.json'), 'utf8')) as {
    modules: {declarations?: Partial<ElementEntry>[]}[];
  };
  // Declarations with a tag name have the other fields.
  return modules.flatMap(({declarations = []}) =>
    declarations.filter(({tagName}) => tagName !== undefined),
  ) as ElementEntry[];
}
