import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import * as colours from '../../src/core/default-colours.js';

const theme = readFileSync(new URL('../../themes/default.css', import.meta.url), 'utf8');

test('themes/default.css has the colours that the elements have without a theme', () => {
  const properties = Object.keys(colours).map((name) => {
    const words = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return `--predictive-${words}`;
  });
  const found = properties.map((name) => new RegExp(`${name}: ([^;]+);`).exec(theme)?.[1]);
  assert.deepEqual(found, Object.values(colours));
});

test('no other source repeats one of them', () => {
  const files = [
    'demo/demo.css',
    'demo/home/home.css',
    'src/inspector/panel.styles.ts',
    'stories/theme-builder.ts',
  ];
  for (const file of files) {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').replaceAll(
      '#ffffff',
      '#fff',
    );
    for (const [name, value] of Object.entries(colours)) assert.ok(!text.includes(value), `${file}: ${name}`);
  }
});
