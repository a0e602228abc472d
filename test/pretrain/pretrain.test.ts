import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, it} from 'node:test';
import {gzipSync} from 'node:zlib';
import {horizonMs, momentsOfVisit} from '../../pretrain/moments.js';
import {packWeights} from '../../pretrain/pack-weights.js';
import {onTask, people, type Parameters} from '../../pretrain/simulator/parameters.js';
import {drawPerson} from '../../pretrain/simulator/person.js';
import {simulateVisit, type Visit} from '../../pretrain/simulator/visit.js';
import {gaussian, seededRandom} from '../../src/core/random.js';
import {horizonsMs} from '../../src/core/prediction.js';
import {featureCount, featureNames} from '../../src/prediction/feature-names.js';
import {unpackWeights} from '../../src/prediction/packed-weights.js';
import {Scorer} from '../../src/prediction/scorer.js';
import type {ScorerWeights} from '../../src/core/model.js';
import {shippedWeights} from '../../src/prediction/weights.js';

const project = new URL('../..', import.meta.url).pathname;

describe('drawPerson', () => {
  it('draws people who differ, with shares from 0 to 1', () => {
    const random = seededRandom(1);
    const drawn = Array.from({length: 200}, () => drawPerson(random));
    const paces = new Set(drawn.map(({pace}) => pace.median));
    assert.equal(paces.size, drawn.length);
    for (const {pressShare, elsewhere, repeat} of drawn)
      for (const share of [pressShare, elsewhere, repeat.probability]) assert.ok(share > 0 && share < 1);
  });

  it('draws them around the given style', () => {
    const random = seededRandom(2);
    const mean = (style: Parameters): number => {
      const drawn = Array.from({length: 400}, () => drawPerson(random, style).repeat.probability);
      return drawn.reduce((sum, each) => sum + each, 0) / drawn.length;
    };
    assert.ok(Math.abs(mean(people) - people.repeat.probability) < 0.05);
    assert.ok(Math.abs(mean(onTask) - onTask.repeat.probability) < 0.05);
  });
});

describe('momentsOfVisit', () => {
  const layout: Visit['layout'] = {
    width: 800,
    height: 600,
    kinds: ['row'],
    targets: [
      {key: '0', x: 100, y: 100, w: 80, h: 40},
      {key: '1', x: 500, y: 100, w: 80, h: 40},
    ],
  };
  const points = Array.from({length: 60}, (_, i): [number, number, number] => [140 + 6 * i, 120, i * 10]);
  const all = {random: () => 0, share: 1};

  it('labels each moment with the target that is pressed next', () => {
    const moments = momentsOfVisit({layout, points, presses: [{t: 700, target: 1}]}, all);
    assert.ok(moments.length > 20);
    const inside = featureNames.indexOf('inside');
    for (const {features, rows, label} of moments) {
      assert.equal(rows, 3);
      assert.ok(label < 2);
      // The pointer comes from the other target.
      if (features[(1 - label) * featureCount + inside] === 1)
        assert.equal(features[label * featureCount + inside], 0);
    }
  });

  it('labels moments before a press elsewhere, or without a press in time, as “none”', () => {
    for (const press of [
      {t: 700, target: -1},
      {t: 600 + 2 * horizonMs, target: 1},
    ]) {
      const moments = momentsOfVisit({layout, points, presses: [press]}, all);
      assert.ok(moments.length > 20);
      assert.ok(moments.every(({label, rows}) => label === rows - 1));
    }
  });

  it('leaves out moments whose end is unknown', () => {
    assert.deepEqual(momentsOfVisit({layout, points, presses: []}, all), []);
  });

  it('uses the given share of moments', () => {
    const visit = simulateVisit({ms: 60_000, random: seededRandom(3), parameters: people});
    const count = (share: number): number => momentsOfVisit(visit, {random: seededRandom(4), share}).length;
    const [whole, half] = [count(1), count(0.5)];
    assert.ok(half > 0.4 * whole && half < 0.6 * whole, `${half} of ${whole}`);
  });
});

describe('packed weights', () => {
  const random = seededRandom(5);
  const made = (count: number, scale: number, middle = 0): Float32Array =>
    Float32Array.from({length: count}, () => middle + scale * gaussian(random));
  const weights: ScorerWeights = {
    mean: made(10, 0.5, 1),
    std: made(10, 0.1, 0.8),
    layers: [
      {inputs: 10, outputs: 6, kernel: made(60, 0.5), bias: made(6, 0.5)},
      {inputs: 6, outputs: 4, kernel: made(24, 0.5), bias: made(4, 0.5)},
      {inputs: 4, outputs: 1, kernel: made(4, 0.5), bias: made(1, 0.5)},
    ],
    temperature: 1.3,
  };
  const logitsOf = (network: ScorerWeights, features: Float32Array): number[] => {
    const out = new Float32Array(features.length / network.mean.length);
    new Scorer(network).logits(features, out.length, out);
    return [...out];
  };

  it('unpack to a network with nearly the same answers', () => {
    const features = made(10 * 200, 0.8, 1);
    const before = logitsOf(weights, features);
    const after = logitsOf(unpackWeights(packWeights(weights)), features);
    const spread = Math.max(...before) - Math.min(...before);
    before.forEach((logit, row) => assert.ok(Math.abs(logit - after[row]!) < 0.04 * spread));
  });

  it('stay nearly the same when packed again', () => {
    const once = packWeights(weights);
    const {text} = packWeights(unpackWeights(once));
    const off = Array.from({length: text.length}, (_, i) => i).filter((i) => text[i] !== once.text[i]).length;
    assert.ok(off <= 0.02 * text.length, `${off} of ${text.length}`);
  });

  it('need no escaping', () => {
    assert.match(packWeights(weights).text, /^[(-[\]-~]+$/);
  });
});

describe('shipped weights', () => {
  it('fit the features', () => {
    assert.equal(shippedWeights.mean.length, featureCount);
    assert.equal(shippedWeights.layers[0]!.inputs, featureCount);
    assert.equal(shippedWeights.layers.at(-1)!.outputs, horizonsMs.length);
    for (const {kernel, bias} of shippedWeights.layers)
      assert.ok([...kernel, ...bias].every((value) => Number.isFinite(value)));
    assert.ok(shippedWeights.std.every((std) => std > 0));
  });

  it('take at most 4 kB', () => {
    const source = readFileSync(join(project, 'src/prediction/weights.ts'));
    assert.ok(gzipSync(source, {level: 9}).length <= 4000);
  });
});

describe('npm run pretrain', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pretrain-'));
  after(() => rmSync(folder, {recursive: true}));
  const pretrain = (name: string, ...more: string[]): string => {
    const out = join(folder, name);
    const parameters = ['--visits', '30', '--epochs', '2', '--out', out, ...more];
    execFileSync('npx', ['tsx', 'pretrain/train.ts', ...parameters], {cwd: project, stdio: 'pipe'});
    return readFileSync(out, 'utf8');
  };

  it('writes the same file for the same seed, and another for another seed', () => {
    const first = pretrain('first.ts');
    assert.equal(pretrain('second.ts'), first);
    assert.notEqual(pretrain('third.ts', '--seed', '9'), first);
  });

  it('refuses invalid options', () => {
    assert.throws(() => pretrain('fourth.ts', '--visits', 'many'), /--visits many: is not a whole number/);
  });
});
