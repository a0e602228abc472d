import {expect} from '@open-wc/testing';
import * as reference from '@tensorflow/tfjs';
import {type ModelArtifacts, type SequenceArchitecture, windowChannels} from '../../src/core/model.js';
import {seededRandom} from '../../src/core/random.js';
import {labelledWindows} from '../../src/training/input-windows.js';
import {layersModel} from '../../src/training/model-artifacts.js';
import {SequenceModel} from '../../src/training/sequence-model.js';
import {trainSequenceNetwork} from '../../src/training/sequence-network.js';
import {unfoldScaling} from '../../src/model-files/scaling.js';
import * as tf from '../../src/training/tf.js';
import {madeUpSamples} from '../learning/samples.js';

const keys = ['save', 'send', 'cancel'];
const windows = labelledWindows(madeUpSamples({count: 60}), {keys});
const training = windows.slice(0, 60);
const validation = windows.slice(60, 76);
const heldOut = windows.slice(76);

function trainOne(architecture: SequenceArchitecture, {epochs = 2, seed = 1} = {}) {
  return trainSequenceNetwork({architecture, keys, training, validation, heldOut, epochs, seed});
}

describe('trainSequenceNetwork', () => {
  before(async () => {
    await tf.loadWasm('/src/training/wasm/');
    expect(await tf.setBackend('wasm')).to.equal(true);
  });

  for (const architecture of ['simple-rnn', 'gru', 'lstm'] as const) {
    it(`${architecture}: the exported model on raw input equals the scaled one on scaled input`, async () => {
      const {artifacts} = await trainOne(architecture);
      const {inputMean, inputStd} = artifacts.userDefinedMetadata;
      const mean = Float32Array.from(inputMean!);
      const std = Float32Array.from(inputStd!);
      const folded = await layersModel(artifacts);
      const scaled = await layersModel(artifacts);
      const [kernel, recurrent, bias] = scaled.layers[0]!.getWeights();
      const unfolded = unfoldScaling(
        (await kernel!.data()) as Float32Array,
        (await bias!.data()) as Float32Array,
        {mean, std},
      );
      scaled.layers[0]!.setWeights([
        tf.tensor(unfolded.kernel, kernel!.shape),
        recurrent!,
        tf.tensor(unfolded.bias, bias!.shape),
      ]);
      // The last window starts with rows of padding.
      const short = new Float32Array(125);
      short.set(heldOut[0]!.window.subarray(60), 60);
      const raw = [...heldOut.map(({window}) => window), short];
      const standardised = raw.map((window) =>
        window.map((value, i) => (value - mean[i % windowChannels]!) / std[i % windowChannels]!),
      );
      const run = async (model: tf.LayersModel, input: Float32Array[]) => {
        const stacked = tf.tensor3d(Float32Array.from(input.flatMap((window) => [...window])), [
          raw.length,
          25,
          5,
        ]);
        return [...(await (model.predict(stacked) as tf.Tensor).data())];
      };
      const expected = await run(scaled, standardised);
      const got = await run(folded, raw);
      got.forEach((value, i) => expect(value).to.be.closeTo(expected[i]!, 1e-4));
      tf.disposeVariables();
    });
  }

  it('learns to which button a movement leads', async () => {
    const {history} = await trainOne('simple-rnn', {epochs: 30});
    expect(Math.max(...history.map(({heldOutAccuracy}) => heldOutAccuracy))).to.be.greaterThan(0.85);
  });

  it('gives the same model for the same seed, and another for another', async () => {
    const first = await trainOne('gru', {epochs: 1});
    const again = await trainOne('gru', {epochs: 1});
    const other = await trainOne('gru', {epochs: 1, seed: 2});
    expect(new Float32Array(again.artifacts.weightData)).to.deep.equal(
      new Float32Array(first.artifacts.weightData),
    );
    expect(new Float32Array(other.artifacts.weightData)).to.not.deep.equal(
      new Float32Array(first.artifacts.weightData),
    );
  });

  it('continues from a given model without a jump', async () => {
    const {artifacts: start} = await trainOne('gru', {epochs: 4});
    const predictions = async (artifacts: ModelArtifacts) => {
      const model = await SequenceModel.from(artifacts);
      const answers = await model.predict(heldOut.map(({window}) => window));
      model.dispose();
      return answers;
    };
    const expected = await predictions(start);
    // No epoch: only the scaling, which differs here, is unfolded and folded in again.
    const {artifacts} = await trainSequenceNetwork({
      architecture: 'gru',
      keys,
      training: training.slice(0, 40),
      validation: [],
      heldOut: [],
      start,
      epochs: 0,
      seed: 7,
    });
    (await predictions(artifacts)).forEach((value, i) => expect(value).to.be.closeTo(expected[i]!, 1e-4));
  });

  it('starts from scratch when the given model has another shape', async () => {
    const {artifacts: start} = await trainOne('gru', {epochs: 1});
    const {artifacts} = await trainSequenceNetwork({
      architecture: 'lstm',
      keys,
      training,
      validation,
      heldOut,
      start,
      epochs: 1,
      seed: 1,
    });
    expect(artifacts).to.deep.equal((await trainOne('lstm', {epochs: 1})).artifacts);
  });

  it('predicts as TensorFlow.js alone does', async () => {
    const {artifacts} = await trainOne('lstm');
    const model = await SequenceModel.from(artifacts);
    const got = await model.predict(heldOut.map(({window}) => window));
    model.dispose();
    const alone = await reference.loadLayersModel(reference.io.fromMemory(artifacts));
    const input = reference.tensor3d(Float32Array.from(heldOut.flatMap(({window}) => [...window])), [
      heldOut.length,
      25,
      5,
    ]);
    const expected = await (alone.predict(input) as reference.Tensor).data();
    got.forEach((value, i) => expect(value).to.be.closeTo(expected[i]!, 1e-5));
  });

  it('F15 leaves no tensor behind in 20 trainings', async () => {
    await trainOne('simple-rnn', {epochs: 1});
    const {numTensors} = tf.memory();
    for (let seed = 0; seed < 20; seed++) {
      const {artifacts} = await trainOne('simple-rnn', {epochs: 1, seed});
      const model = await SequenceModel.from(artifacts);
      await model.predict([heldOut[0]!.window]);
      model.dispose();
    }
    expect(tf.memory().numTensors).to.equal(numTensors);
  });

  it('F7 never keeps a model that is not finite', async () => {
    const random = seededRandom(1);
    const spoilt = training.map((example, i) =>
      i % 3 === 0 ? {...example, window: example.window.map(() => 1e30 * random())} : example,
    );
    const {artifacts} = await trainSequenceNetwork({
      architecture: 'simple-rnn',
      keys,
      training: spoilt,
      validation,
      heldOut,
      epochs: 2,
      seed: 1,
    });
    expect(new Float32Array(artifacts.weightData).every(Number.isFinite)).to.equal(true);
  });
});
