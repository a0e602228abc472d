// One cycle of the worker's work, in a page: train a scorer and a sequence network, load both, ask, dispose.
import {featureVersion} from '../../../src/prediction/feature-names.js';
import {scorerFile} from '../../../src/model-files/scorer-file.js';
import {labelledWindows} from '../../../src/training/input-windows.js';
import {trainingMoments} from '../../../src/training/moments.js';
import {trainScorerNetwork} from '../../../src/training/scorer-network.js';
import {scorerWeights} from '../../../src/training/scorer-weights.js';
import {SequenceModel} from '../../../src/training/sequence-model.js';
import {trainSequenceNetwork} from '../../../src/training/sequence-network.js';
import * as tf from '../../../src/training/tf.js';
import {madeUpSamples} from '../../../test/learning/samples.js';

const samples = madeUpSamples({count: 30});
const training = trainingMoments(samples.slice(0, 20));
const validation = trainingMoments(samples.slice(20, 25));
const heldOut = trainingMoments(samples.slice(25));

const keys = ['save', 'send', 'cancel'];
const windows = labelledWindows(samples, {keys});
const inWindows = {
  training: windows.slice(0, 20),
  validation: windows.slice(20, 25),
  heldOut: windows.slice(25, 30),
};

const architectures = ['simple-rnn', 'gru', 'lstm'] as const;

export function numTensors(): number {
  return tf.memory().numTensors;
}

export async function cycle(seed: number): Promise<void> {
  await tf.setBackend('cpu');
  const {weights} = await trainScorerNetwork({training, validation, heldOut, epochs: 1, seed});
  await scorerWeights(scorerFile({architecture: 'scorer', weights, featureVersion}));
  const architecture = architectures[seed % architectures.length]!;
  const {artifacts} = await trainSequenceNetwork({architecture, keys, ...inWindows, epochs: 1, seed});
  const model = await SequenceModel.from(artifacts);
  await model.predict([inWindows.heldOut[0]!.window]);
  model.dispose();
}
