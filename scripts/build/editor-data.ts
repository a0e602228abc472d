// Autocompletion data for editors, made from custom-elements.json: custom data for VS Code, web-types for
// JetBrains.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {elementsOf, typeText, type Described, type Manifest, type Typed} from '../docs/manifest.js';
import {projectRoot} from '../project-root.js';

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(join(projectRoot, file), 'utf8'));
}

/** The values of a union of literals; empty for any other type. */
function words(typed: Typed): string[] {
  return [...(typeText(typed) ?? '').matchAll(/'([^']*)'/g)].map(([, word]) => word!);
}

const nameAndDescription = ({name, description}: Partial<Described>) => ({name, description});

/** https://code.visualstudio.com/api/extension-guides/custom-data-extension */
function vsCode(manifest: Manifest) {
  return {
    version: 1.1,
    tags: elementsOf(manifest).map(({tagName, description, attributes = []}) => ({
      name: tagName,
      description,
      attributes: attributes.map((attribute) => ({
        ...nameAndDescription(attribute),
        ...(typeText(attribute) === 'boolean' && {valueSet: 'v'}),
        values: words(attribute).map((name) => ({name})),
      })),
    })),
  };
}

/** Each name once: elements share custom properties, states and names of parts. */
function once(items: readonly Described[]): Pick<Described, 'name' | 'description'>[] {
  return [...new Map(items.map(({name, description}) => [name, {name, description}])).values()];
}

/** What style sheets can name of the elements: https://github.com/microsoft/vscode-css-languageservice */
function vsCodeStyles(manifest: Manifest) {
  const elements = elementsOf(manifest);
  const all = (key: 'cssProperties' | 'cssParts' | 'cssStates', nameOf = (name: string) => name) =>
    once(elements.flatMap((each) => each[key] ?? []).map((item) => ({...item, name: nameOf(item.name)})));
  return {
    version: 1.1,
    properties: all('cssProperties'),
    pseudoElements: all('cssParts', (name) => `::part(${name})`),
    pseudoClasses: all('cssStates', (name) => `:state(${name})`),
  };
}

/** https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json */
function webTypes(manifest: Manifest, {name, version}: {name: string; version: string}) {
  return {
    name,
    version,
    'js-types-syntax': 'typescript',
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elementsOf(manifest).map((element) => ({
          name: element.tagName,
          description: element.description,
          attributes: (element.attributes ?? []).map((attribute) => ({
            ...nameAndDescription(attribute),
            value: {type: typeText(attribute) ?? 'string'},
            ...(attribute.default !== undefined && {default: attribute.default}),
          })),
          slots: (element.slots ?? []).map(nameAndDescription),
          js: {
            properties: (element.members ?? [])
              .filter(
                ({kind, privacy, static: isStatic}) =>
                  kind === 'field' && !/private|protected/.test(privacy ?? '') && !isStatic,
              )
              .map((field) => ({...nameAndDescription(field), type: typeText(field)})),
            events: (element.events ?? []).map(nameAndDescription),
          },
          css: {
            parts: (element.cssParts ?? []).map(nameAndDescription),
            properties: (element.cssProperties ?? []).map(nameAndDescription),
          },
        })),
      },
    },
  };
}

/** The files' contents by name. */
export function editorData(): Record<string, object> {
  const manifest = readJson('custom-elements.json') as Manifest;
  return {
    'vscode.html-custom-data.json': vsCode(manifest),
    'vscode.css-custom-data.json': vsCodeStyles(manifest),
    'web-types.json': webTypes(manifest, readJson('package.json') as {name: string; version: string}),
  };
}
