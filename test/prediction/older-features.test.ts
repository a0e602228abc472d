import {expect} from '@open-wc/testing';
import {seededRandom} from '../../src/core/random.js';
import type {ScorerWeights} from '../../src/core/model.js';
import {featureCount, featureCounts, featureVersion} from '../../src/prediction/feature-names.js';
import {forPresentFeatures} from '../../src/prediction/older-features.js';
import {Scorer} from '../../src/prediction/scorer.js';

const random = seededRandom(3);
const numbers = (length: number): Float32Array => Float32Array.from({length}, () => random() * 2 - 1);

function networkOf(inputs: number): ScorerWeights {
  return {
    mean: numbers(inputs),
    std: numbers(inputs).map((value) => 1.5 + value),
    layers: [
      {inputs, outputs: 5, kernel: numbers(inputs * 5), bias: numbers(5)},
      {inputs: 5, outputs: 4, kernel: numbers(20), bias: numbers(4)},
    ],
    temperature: 0.8,
  };
}

describe('forPresentFeatures', () => {
  for (const [version, count] of featureCounts)
    it(`lets a network of version ${version} say of today’s rows what it said of its own`, () => {
      const network = networkOf(count);
      const present = forPresentFeatures(network);
      const rows = 6;
      const today = numbers(rows * featureCount);
      const own = Float32Array.from(
        {length: rows * count},
        (_, at) => today[Math.floor(at / count) * featureCount + (at % count)]!,
      );
      const [was, is] = [network, present].map((weights, i) => {
        const [logits, timing] = [new Float32Array(rows), new Float32Array(rows * 4)];
        new Scorer(weights).logits(i === 0 ? own : today, rows, logits, timing);
        return [...logits, ...timing];
      });
      is!.forEach((value, i) => expect(value).to.be.closeTo(was![i]!, 1e-6));
    });

  it('knows the present version last, and each version with more features than the one before', () => {
    expect([...featureCounts].at(-1)).to.deep.equal([featureVersion, featureCount]);
    const counts = [...featureCounts.values()];
    expect(counts).to.deep.equal([...new Set(counts)].sort((a, b) => a - b));
  });

  it('leaves a network of the present features as it is', () => {
    const network = networkOf(featureCounts.get(featureVersion)!);
    expect(forPresentFeatures(network)).to.equal(network);
  });
});
