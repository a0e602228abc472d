// Checks the package with the tools that editors and readers use.
import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {test} from 'node:test';
import {publint} from 'publint';
import {checkout, files, installed, tarball} from './packed.js';
import {run} from './run.js';

test('publint finds nothing, not even a suggestion', async () => {
  // A Buffer may be a view into the middle of its memory.
  const packed = new Uint8Array(readFileSync(tarball())).buffer;
  const {messages} = await publint({pack: {tarball: packed}, level: 'suggestion', strict: true});
  assert.deepEqual(messages, []);
});

test('the types match the JavaScript, however it is imported', () => {
  const cli = join(checkout, 'node_modules/@arethetypeswrong/cli/dist/index.js');
  const rulesOff = [
    // All modules are ES modules; from 20.19 on, which the package requires, Node's `require()` loads them,
    // too.
    ...['--ignore-rules', 'cjs-resolves-to-esm'],
    // A page loads it by its address; no code imports it.
    ...['--exclude-entrypoints', 'trainer.worker.js'],
  ];
  run(process.execPath, [cli, tarball(), '--no-color', '--no-emoji', ...rulesOff], checkout);
});

test('every relative link in its documents leads to a file of the package', () => {
  const documents = files().filter((file) => file.endsWith('.md'));
  assert.ok(documents.length > 10);
  const broken = documents.flatMap((document) => {
    const text = readFileSync(join(installed, document), 'utf8');
    const links = [...text.matchAll(/\]\((?![a-z]+:|#)([^)\s#]+)/g)].map(([, link]) => link!);
    return links
      .filter((link) => {
        const path = normalize(join(dirname(document), link));
        return path.startsWith('..') || !existsSync(join(installed, path));
      })
      .map((link) => `${document}: ${link}`);
  });
  assert.deepEqual(broken, []);
});
