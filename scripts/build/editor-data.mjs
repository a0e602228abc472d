// What editors offer while elements are written, made from custom-elements.json: custom data for VS Code,
// web-types for JetBrains.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {projectRoot} from './tensorflow-bundle.mjs';

const read = (file) => JSON.parse(readFileSync(join(projectRoot, file), 'utf8'));

/** Words of a union of literals; of any other type none. */
function words(type) {
  return [...(type?.text ?? '').matchAll(/'([^']*)'/g)].map(([, word]) => word);
}

const typeOf = ({parsedType, type}) => parsedType ?? type;

function elements(manifest) {
  return manifest.modules.flatMap(({declarations = []}) => declarations.filter(({tagName}) => tagName));
}

function vsCode(manifest) {
  return {
    version: 1.1,
    tags: elements(manifest).map(({tagName, description, attributes = []}) => ({
      name: tagName,
      description,
      attributes: attributes.map((attribute) => ({
        name: attribute.name,
        description: attribute.description,
        ...(typeOf(attribute)?.text === 'boolean' && {valueSet: 'v'}),
        values: words(typeOf(attribute)).map((name) => ({name})),
      })),
    })),
  };
}

/** https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json */
function webTypes(manifest, {name, version}) {
  return {
    name,
    version,
    'description-markup': 'markdown',
    contributions: {
      html: {
        elements: elements(manifest).map((element) => ({
          name: element.tagName,
          description: element.description,
          attributes: (element.attributes ?? []).map((attribute) => ({
            name: attribute.name,
            description: attribute.description,
            value: {type: typeOf(attribute)?.text ?? 'string'},
            ...(attribute.default !== undefined && {default: attribute.default}),
          })),
          slots: (element.slots ?? []).map((slot) => ({name: slot.name, description: slot.description})),
          js: {
            properties: element.members
              .filter(
                ({kind, privacy, static: isStatic}) =>
                  kind === 'field' && !privacy?.match(/private|protected/) && !isStatic,
              )
              .map((field) => ({
                name: field.name,
                description: field.description,
                type: typeOf(field)?.text,
              })),
            events: (element.events ?? []).map((event) => ({
              name: event.name,
              description: event.description,
            })),
          },
          css: {
            parts: (element.cssParts ?? []).map((part) => ({name: part.name, description: part.description})),
            properties: (element.cssProperties ?? []).map((property) => ({
              name: property.name,
              description: property.description,
            })),
          },
        })),
      },
    },
  };
}

/** The files' contents by name. */
export function editorData() {
  const manifest = read('custom-elements.json');
  return {
    'vscode.html-custom-data.json': vsCode(manifest),
    'web-types.json': webTypes(manifest, read('package.json')),
  };
}
