import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {naturalMovement, viewport} from '../../tools/timed-pages/movement.js';
import {scriptCosts, type TraceEvent} from '../../tools/timed-pages/trace.js';

const scratch = mkdtempSync(join(tmpdir(), 'predictive-buttons-cost-'));
after(() => rmSync(scratch, {recursive: true, force: true}));

function benchCost(...args: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'bench/cost/cost.ts', ...args], {encoding: 'utf8'});
}

test('a small run measures every figure', () => {
  const json = join(scratch, 'cost.json');
  const small = ['--events', '30', '--rounds', '1', '--buttons', '100', '--loads', '1', '--samples', '150'];
  const {status, stdout, stderr} = benchCost(...small, '--json', json);
  assert.equal(status, 0, stderr);
  assert.match(stdout, /^foresight +100 /m);
  const cost = JSON.parse(readFileSync(json, 'utf8'));
  const {perEventUs, taskUsPerEvent} = cost;
  for (const watcher of ['kit', 'kitNative', 'kitQuiet', 'kitNetwork', 'foresight']) {
    const {median, p95} = perEventUs[100][watcher];
    assert.ok(median > 1 && p95 >= median && p95 < 1e6, `${watcher} ${median} ${p95}`);
  }
  // The cost of the empty page is subtracted; with so few events hardly anything is left.
  assert.ok(Number.isFinite(taskUsPerEvent[100].nothing.task));
  assert.ok(taskUsPerEvent[100].kit.task > 1);
  assert.ok(taskUsPerEvent[100].kit.style > 1);
  assert.ok(cost.firstPredictionMs > 0 && cost.firstPredictionMs < 10_000);
  for (const {ms, cpuMs, epochs, backend} of Object.values<any>(cost.training)) {
    assert.ok(ms > 0 && cpuMs > 0 && epochs > 0);
    assert.ok(['wasm', 'cpu', 'webgl'].includes(backend));
  }
  assert.equal(cost.trainMs, cost.training.fineTuning.ms);
  assert.ok(cost.longTasksWhileTraining >= 0);
  assert.equal(cost.memory.samples, 2000);
  // At least three small numbers per point.
  assert.ok(cost.memory.bytes > cost.memory.samples * cost.memory.pointsPerSample * 12);
  const {entry, worker, wasm, onDemand, foresight} = cost.bytes;
  for (const bytes of [entry, worker, wasm, foresight.entry, foresight.all, ...Object.values(onDemand)])
    assert.ok(Number.isInteger(bytes) && Number(bytes) > 100);
  assert.ok(foresight.all > foresight.entry);
});

test('names invalid arguments', () => {
  for (const [args, message] of [
    [['--events', '0'], /--events 0/],
    [['--buttons', '10,many'], /--buttons many/],
    [['--buttons', '100000'], /--buttons 100000/],
    [['--page', 'book'], /--page book/],
    [['--data', 'file.jsonl'], /--data/],
    [['--speed', '1'], /speed/],
  ] as const) {
    const {status, stderr} = benchCost(...args);
    assert.equal(status, 1);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
  }
});

test('the movement is that of a 125 Hz mouse on the page, reproducible by seed, with short rests', () => {
  const movement = naturalMovement({events: 300, seed: 1});
  assert.equal(movement.length, 300);
  assert.deepEqual(movement, naturalMovement({events: 300, seed: 1}));
  movement.forEach(([x, y, t], index) => {
    assert.ok(x > 0 && x < viewport.width && y > 0 && y < viewport.height);
    const since = t - (movement[index - 1]?.[2] ?? 0);
    assert.ok(since >= 7.9 && since <= 450, `${since}`);
  });
});

test('an event’s cost is the scripts of its thread until the next, with nested ones counted once', () => {
  const thread = {ph: 'X', pid: 1, tid: 1, args: {}};
  const move = (ts: number, tdur: number): TraceEvent => ({
    ...thread,
    name: 'EventDispatch',
    ts,
    dur: 2 * tdur,
    tdur,
    args: {data: {type: 'pointermove'}},
  });
  const events: TraceEvent[] = [
    {...thread, name: 'TimerFire', ts: 0, dur: 9, tdur: 9},
    move(200, 7),
    move(100, 10),
    {...thread, name: 'FunctionCall', ts: 101, dur: 8, tdur: 8},
    {...thread, name: 'FireAnimationFrame', ts: 130, dur: 30, tdur: 20},
    {...thread, name: 'UpdateLayoutTree', ts: 170, dur: 5, tdur: 5},
    {...thread, name: 'RunMicrotasks', ts: 180, dur: 3, tdur: 3},
    {...thread, name: 'FireAnimationFrame', ts: 185, dur: 5, tdur: 5, tid: 2},
  ];
  assert.deepEqual(scriptCosts(events), [33, 7]);
  assert.deepEqual(scriptCosts([]), []);
});
