import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {taughtBy} from '../../pretrain/teachers.js';
import type {ScorerWeights} from '../../src/core/model.js';
import {horizonsMs} from '../../src/core/prediction.js';
import {featureCount} from '../../src/prediction/feature-names.js';

/** A network that says the same of every row: `bias` has a logit for each horizon. */
function teacher(...bias: number[]): ScorerWeights {
  const outputs = horizonsMs.length;
  return {
    mean: new Float32Array(featureCount),
    std: new Float32Array(featureCount).fill(1),
    layers: [
      {
        inputs: featureCount,
        outputs,
        kernel: new Float32Array(featureCount * outputs),
        bias: Float32Array.from(bias),
      },
    ],
    temperature: 1,
  };
}

describe('taughtBy', () => {
  it('aims at what the networks say on average', () => {
    const moment = {features: new Float32Array(2 * featureCount), rows: 2, label: 0, weight: 3};
    const sure = -30;
    const [taught] = taughtBy([teacher(0, sure, sure, sure), teacher(sure, 0, sure, 0)], [moment]);
    const expected = [1 / 4, 1 / 8, 0, 1 / 8, 1 / 4, 1 / 8, 0, 1 / 8];
    taught!.target.forEach((share, i) => assert.ok(Math.abs(share - expected[i]!) < 1e-6, `${i}: ${share}`));
    assert.equal(taught!.weight, 3);
    assert.equal(taught!.label, 0);
  });
});
