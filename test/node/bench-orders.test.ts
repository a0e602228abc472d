import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {orderNetwork} from '../../bench/orders/order-network.js';
import {bigram, guessAll, variableOrder, type OrderModel} from '../../bench/orders/order-models.js';
import {manyClicks} from '../../bench/orders/visits.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-orders-'));
after(() => rmSync(folder, {recursive: true, force: true}));

function orders(...options: string[]) {
  return spawnSync(process.execPath, ['--import', 'tsx', 'bench/orders/orders.ts', ...options], {
    encoding: 'utf8',
  });
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const keys = ['a', 'b', 'c', 'd'];
const regular = Array.from({length: 20}, () => keys);

describe('bench:orders', () => {
  test('reports the kit beside the bigram, the cost of learning, and the stored size', () => {
    const json = join(folder, 'result.json');
    const {status, stderr} = orders('--data', file('regular.json', regular), '--json', json);
    assert.equal(status, 0, stderr);
    const result = JSON.parse(readFileSync(json, 'utf8'));
    assert.equal(result.clicks, 80);
    assert.ok(result.top1 > 0.9 && result.top3 >= result.top1 && result.logloss < 0.7);
    assert.equal(result.intervals.top1.length, 2);
    assert.deepEqual(Object.keys(result.models), ['kit', 'bigram']);
    // Lower log-loss is better, and the kit's is lower.
    const {kit, bigram: other} = result.models;
    const ahead = result.ahead.bigram.logloss.value;
    assert.ok(Math.abs(ahead - (kit.logloss.value - other.logloss.value)) < 1e-9 && ahead < 0);
    for (const {medianMs, p95Ms, storedBytes} of Object.values<any>(result.cost)) {
      assert.ok(medianMs <= p95Ms && p95Ms <= 0.2, `${p95Ms} ms`);
      assert.ok(storedBytes > 100 && storedBytes < 20_000, `${storedBytes} bytes`);
    }
  });

  test('explains invalid files and options', () => {
    for (const [options, message] of [
      [['--data', join(folder, 'none.json')], /cannot be read/],
      [['--data', file('object.json', {})], /is not an array of visits/],
      [['--data', file('flat.json', ['a'])], /visit 0 is not an array/],
      [['--data', file('numbers.json', [[1]])], /visit 0, click 0: is not a key/],
      [['--data', file('empty.json', [[]])], /has no clicks/],
      [['--seed', '0'], /--seed 0/],
    ] as const) {
      const {status, stderr} = orders(...options);
      assert.equal(status, 1);
      assert.match(stderr, message);
    }
  });

  const models: Record<string, () => OrderModel> = {
    'variable order': () => variableOrder(keys),
    bigram: () => bigram(keys, {pseudoCount: 8}),
    network: () =>
      orderNetwork(regular, {
        size: {embedding: 4, units: 8, dropout: 0, epochs: 3, learningRate: 0.01},
        seed: 1,
      }),
    'network with dropout': () =>
      orderNetwork(regular, {
        size: {embedding: 4, units: 8, dropout: 0.3, epochs: 3, learningRate: 0.01},
        seed: 1,
      }),
  };
  for (const [name, make] of Object.entries(models)) {
    test(`${name}: predicts a click without those that follow`, async () => {
      const few = [keys, keys, ['a', 'c', 'd', 'b']];
      const whole = await guessAll(make(), few);
      const cut = await guessAll(make(), [...few.slice(0, 2), ['a', 'c', 'd', 'a']]);
      // With another last click, the answers before it are the same.
      assert.deepEqual(whole.slice(0, -1), cut.slice(0, -1));
    });

    test(`${name}: gives probabilities that add up to 1, before and after learning`, async () => {
      const model = make();
      for (const visit of regular.slice(0, 2)) {
        await model.startVisit();
        for (const key of visit) {
          const shares = await model.probabilities();
          assert.equal(shares.length, keys.length);
          assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-5);
          model.learn(key);
        }
      }
    });
  }

  test('the network learns a constant order', async () => {
    const size = {embedding: 4, units: 8, dropout: 0, epochs: 20, learningRate: 0.02};
    const guesses = await guessAll(orderNetwork(regular, {size, seed: 1}), regular);
    const late = guesses.slice(-8);
    assert.ok(late.every(({rank, logLoss}) => rank === 0 && logLoss < 0.3));
  });

  test('simulated clicks are reproducible, and follow habits only with habits', () => {
    const of = (hasHabits: boolean): string[] => manyClicks({buttons: 10, clicks: 400, hasHabits});
    assert.deepEqual(of(true), of(true));
    const pairs = (clicks: readonly string[]): number =>
      new Set(clicks.slice(1).map((key, index) => `${clicks[index]!} ${key}`)).size;
    assert.ok(pairs(of(true)) < pairs(of(false)));
    assert.equal(new Set(of(false)).size, 10);
  });
});
