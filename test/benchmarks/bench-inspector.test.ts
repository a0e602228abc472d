import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';

const scratch = mkdtempSync(join(tmpdir(), 'predictive-buttons-inspector-'));
after(() => rmSync(scratch, {recursive: true, force: true}));

function benchInspector(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'bench/inspector/inspector.ts', ...args], {
    encoding: 'utf8',
  });
}

test('a small run measures a page without an inspector, with a closed and with an open one', () => {
  const json = join(scratch, 'inspector.json');
  const {status, stdout, stderr} = benchInspector('--events', '60', '--rounds', '1', '--json', json);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^open +\d+ +\d+ +\d/m);
  const {buttons, ...costs} = JSON.parse(readFileSync(json, 'utf8'));
  assert.equal(buttons, 100);
  for (const inspector of ['none', 'closed', 'open']) {
    const {scriptUs, frameMs} = costs[inspector];
    assert.ok(scriptUs.median > 1 && scriptUs.p95 >= scriptUs.median, inspector);
    assert.ok(frameMs.median > 1 && frameMs.p95 >= frameMs.median, inspector);
  }
  assert.ok(costs.open.scriptUs.median > costs.none.scriptUs.median, 'its drawing is measured');
});

test('names invalid arguments', () => {
  for (const [args, message] of [
    [['--events', 'some'], /--events some/],
    [['--data', 'file.jsonl'], /--data/],
  ] as const) {
    const {status, stderr} = benchInspector(...args);
    assert.equal(status, 1);
    assert.match(stderr, message);
  }
});
