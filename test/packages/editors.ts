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

test('JetBrains gets the same through package.json, with events, parts and properties', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    'web-types': string;
    version: string;
  };
  const webTypes = JSON.parse(readFileSync(join(installed, manifest['web-types']), 'utf8')) as {
    version: string;
    contributions: {
      html: {elements: (Named & {attributes: Named[]; js: {events: Named[]}; css: {parts: Named[]}})[]};
    };
  };
  assert.equal(webTypes.version, manifest.version);
  assert.deepEqual(
    webTypes.contributions.html.elements.map(({name, attributes, js, css}) => [
      name,
      namesOf(attributes),
      namesOf(js.events),
      namesOf(css.parts),
    ]),
    elements().map(({tagName, attributes, events, cssParts}) => [
      tagName,
      namesOf(attributes),
      namesOf(events),
      namesOf(cssParts),
    ]),
  );
});
