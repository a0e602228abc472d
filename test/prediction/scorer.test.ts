import {expect} from '@open-wc/testing';
import * as reference from '@tensorflow/tfjs';
import {gaussian, seededRandom} from '../../src/core/random.js';
import {featureCount} from '../../src/prediction/feature-names.js';
import {Scorer, softmaxInPlace} from '../../src/prediction/scorer.js';

describe('softmaxInPlace', () => {
  it('gives probabilities for logits of any size', () => {
    const values = Float32Array.of(1000, 1001, -1e30, 7);
    softmaxInPlace(values, 3);
    expect(values[0]! + values[1]! + values[2]!).to.be.closeTo(1, 1e-6);
    expect(values[1]).to.be.closeTo(1 / (1 + Math.exp(-1)), 1e-6);
    expect(values[3], 'beyond the count').to.equal(7);
  });
});

describe('Scorer', () => {
  const weights = {
    mean: Float32Array.of(1, 2),
    std: Float32Array.of(2, 4),
    layers: [
      {inputs: 2, outputs: 2, kernel: Float32Array.of(1, -1, 0.5, 1), bias: Float32Array.of(0, 0.25)},
      {inputs: 2, outputs: 1, kernel: Float32Array.of(2, 3), bias: Float32Array.of(-1)},
    ],
    temperature: 2,
  };

  it('standardises, applies ReLU between the layers only, and divides by the temperature', () => {
    const out = new Float32Array(2);
    new Scorer(weights).logits(Float32Array.of(3, 6, -3, 6), 2, out);
    // Row 1: standardised (1, 1); hidden (1.5, 0.25); 2 × 1.5 + 3 × 0.25 − 1 = 2.75.
    // Row 2: standardised (−2, 1); hidden (−1.5 → 0, 3.25); 3 × 3.25 − 1 = 8.75.
    expect([...out]).to.deep.equal([2.75 / 2, 8.75 / 2]);
  });

  it('gives each row the logit of all its horizons together, and the share of presses within each', () => {
    const layers = [{inputs: 2, outputs: 4, kernel: new Float32Array(8), bias: Float32Array.of(0, 2, -1, 1)}];
    const scorer = new Scorer({...weights, layers});
    expect(scorer.horizons).to.equal(4);
    const logits = new Float32Array(1);
    const timing = new Float32Array(4);
    scorer.logits(Float32Array.of(3, 6), 1, logits, timing);
    // At a temperature of 2.
    const odds = [0, 1, -0.5, 0.5].map(Math.exp);
    const sum = odds.reduce((total, each) => total + each, 0);
    expect(logits[0]).to.be.closeTo(Math.log(sum), 1e-6);
    let within = 0;
    odds.forEach((each, i) => expect(timing[i]).to.be.closeTo((within += each / sum), 1e-6));
  });

  for (const horizons of [1, 4])
    it(`agrees with TensorFlow.js to 1e-5 on 1,000 random inputs, with ${horizons} outputs`, async () => {
      const random = seededRandom(3);
      const normal = (length: number, deviation = 1): Float32Array =>
        Float32Array.from({length}, () => gaussian(random) * deviation);
      const widths = [featureCount, 32, 16, horizons];
      const layers = widths.slice(1).map((outputs, index) => {
        const inputs = widths[index]!;
        return {
          inputs,
          outputs,
          kernel: normal(inputs * outputs, inputs ** -0.5),
          bias: normal(outputs, 0.1),
        };
      });
      const mean = normal(featureCount);
      const std = normal(featureCount).map((value) => Math.abs(value) + 0.2);
      const rows = 1000;
      const features = normal(rows * featureCount, 2);
      const logits = new Float32Array(rows);
      const timing = new Float32Array(rows * horizons).fill(1);
      new Scorer({mean, std, layers, temperature: 1}).logits(features, rows, logits, timing);

      await reference.setBackend('cpu');
      const expected = reference.tidy(() => {
        let x: reference.Tensor = reference
          .tensor2d(features, [rows, featureCount])
          .sub(reference.tensor1d(mean))
          .div(reference.tensor1d(std));
        layers.forEach(({inputs, outputs, kernel, bias}, index) => {
          x = x.matMul(reference.tensor2d(kernel, [inputs, outputs])).add(reference.tensor1d(bias));
          if (index < layers.length - 1) x = x.relu();
        });
        const shares = reference.cumsum(reference.softmax(x), 1);
        return [x.logSumExp(1).dataSync(), shares.dataSync()] as unknown as reference.Tensor[];
      }) as unknown as [Float32Array, Float32Array];
      expect(logits.every((logit, row) => Math.abs(logit - expected[0][row]!) <= 1e-5)).to.be.true;
      expect(timing.every((share, i) => Math.abs(share - expected[1][i]!) <= 1e-5)).to.be.true;
    });
});
