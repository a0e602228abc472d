// The package's data for editors.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {elements, installed} from './packed.js';

interface Named {
  name: string;
  values?: Named[];
}

const namesOf = (list: readonly Named[] = []): string[] => list.map(({name}) => name).sort();

test('VS Code gets every attribute, and its possible values', () => {
  const {tags} = JSON.parse(readFileSync(join(installed, 'dist/vscode.html-custom-data.json'), 'utf8')) as {
    tags: (Named & {attributes: Named[]})[];
  };
  assert.deepEqual(
    tags.map(({name, attributes}) => [name, namesOf(attributes)]),
    elements().map(({tagName, attributes}) => [tagName, namesOf(attributes)]),
  );
  const words = (tag: string, attribute: string): string[] =>
    namesOf(tags.find(({name}) => name === tag)!.attributes.find(({name}) => name === attribute)!.values);
  assert.deepEqual(words('predictive-button', 'eagerness'), ['conservative', 'eager', 'moderate']);
  assert.deepEqual(words('predictive-region', 'architecture'), ['gru', 'lstm', 'scorer', 'simple-rnn']);
  assert.deepEqual(words('predictive-region', 'threshold'), ['auto']);
  assert.deepEqual(words('predictive-region', 'min-accuracy'), []);
});

test('VS Code gets every part, custom property and state for style sheets, each once', () => {
  const {properties, pseudoElements, pseudoClasses} = JSON.parse(
    readFileSync(join(installed, 'dist/vscode.css-custom-data.json'), 'utf8'),
  ) as Record<'properties' | 'pseudoElements' | 'pseudoClasses', (Named & {description: string})[]>;
  const named = (key: 'cssProperties' | 'cssParts' | 'cssStates'): string[] => [
    ...new Set(elements().flatMap((element) => namesOf(element[key]))),
  ];
  assert.deepEqual(namesOf(properties), named('cssProperties').sort());
  assert.deepEqual(
    namesOf(pseudoElements),
    named('cssParts')
      .map((name) => `::part(${name})`)
      .sort(),
  );
  assert.deepEqual(
    namesOf(pseudoClasses),
    named('cssStates')
      .map((name) => `:state(${name})`)
      .sort(),
  );
  assert.ok(namesOf(properties).includes('--predictive-accent'));
  assert.ok(namesOf(pseudoClasses).includes(':state(predicted)'));
  for (const {name, description} of [...properties, ...pseudoElements, ...pseudoClasses])
    assert.ok(description.length > 0, name);
});

test('JetBrains gets the same through package.json, with events, slots, parts and custom properties', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    'web-types': string;
    version: string;
  };
  const webTypes = JSON.parse(readFileSync(join(installed, manifest['web-types']), 'utf8')) as {
    version: string;
    'js-types-syntax': string;
    contributions: {
      html: {
        elements: (Named & {
          attributes: Named[];
          slots: Named[];
          js: {events: Named[]};
          css: {parts: Named[]; properties: Named[]};
        })[];
      };
    };
  };
  assert.equal(webTypes.version, manifest.version);
  assert.equal(webTypes['js-types-syntax'], 'typescript');
  assert.deepEqual(
    webTypes.contributions.html.elements.map(({name, attributes, slots, js, css}) => [
      name,
      namesOf(attributes),
      namesOf(slots),
      namesOf(js.events),
      namesOf(css.parts),
      namesOf(css.properties),
    ]),
    elements().map(({tagName, attributes, slots, events, cssParts, cssProperties}) => [
      tagName,
      namesOf(attributes),
      namesOf(slots),
      namesOf(events),
      namesOf(cssParts),
      namesOf(cssProperties),
    ]),
  );
});
