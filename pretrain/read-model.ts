import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ScorerWeights} from '../src/core/model.js';
import {readModelFiles} from '../src/model-files/model-file.js';
import {inspectModel} from '../src/training/inspect-model.js';
import * as tf from '../src/training/tf.js';

/** The weights of a scorer in a folder, as a region would read them. */
export async function readModel(folder: string): Promise<ScorerWeights> {
  const files = ['model.json', 'model.weights.bin'].map(
    (name) => new File([readFileSync(join(folder, name))], name),
  );
  await tf.setBackend('cpu');
  const model = await inspectModel(await readModelFiles(files));
  if (model.architecture !== 'scorer')
    throw new Error(`${folder}: is a ${model.architecture}, not a scorer.`);
  return model.weights;
}
