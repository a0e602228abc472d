import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {test} from 'node:test';
import {features} from '../../src/region/features.js';
import {projectRoot} from '../../scripts/project-root.js';

const folder = join(projectRoot, 'src');

/** The worker loads TensorFlow.js, and a failure there ends the worker with its own error. */
const inWorker = ['training/tf.ts', 'training/trainer.worker.ts'];

/** Loaded by the script tag; test/pages/auto.test.ts lets it fail. */
const testedElsewhere = ['auto-region'];

interface LazyImport {
  from: string;
  text: string;
  /** The imported module, relative to `src/`, without its extension. */
  module: string;
}

const imports = readdirSync(folder, {recursive: true, encoding: 'utf8'})
  .filter((path) => path.endsWith('.ts') && !inWorker.includes(path))
  .flatMap((path): LazyImport[] => {
    const text = readFileSync(join(folder, path), 'utf8');
    return [...text.matchAll(/import\(\s*'(\.[^']+)\.js'\s*\)/g)].map(([, specifier]) => ({
      from: path,
      text,
      module: relative(folder, join(folder, dirname(path), specifier!)),
    }));
  });

test('only Lazy and the script tag load modules on demand', () => {
  const others = imports.filter(
    ({from, text}) => !/\bnew Lazy\b/.test(text) && from !== 'region/features.ts',
  );
  assert.deepEqual(
    others.map(({from}) => from),
    ['auto.ts'],
  );
});

test('F13 each on-demand module has its own failure test', () => {
  const lazyParts = readFileSync(join(projectRoot, 'test/elements/lazy-parts.test.ts'), 'utf8');
  const rows = features.flatMap((row) => ('load' in row ? [row.name] : []));
  for (const {from, module} of imports) {
    if (from === 'region/features.ts' || testedElsewhere.includes(module)) continue;
    assert.ok(lazyParts.includes(`'${module}'`), module);
  }
  assert.equal(imports.filter(({from}) => from === 'region/features.ts').length, rows.length);
});
