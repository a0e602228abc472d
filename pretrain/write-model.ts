import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ScorerWeights} from '../src/core/model.js';
import {writeModelFiles} from '../src/model-files/model-file.js';
import {scorerFile} from '../src/model-files/scorer-file.js';
import {featureVersion} from '../src/prediction/feature-names.js';

/** Writes the two files that `region.exportModel()` returns. */
export async function writeModel(weights: ScorerWeights, folder: string): Promise<void> {
  mkdirSync(folder, {recursive: true});
  const {modelJson, weights: numbers} = writeModelFiles(
    scorerFile({architecture: 'scorer', weights, featureVersion}),
  );
  for (const file of [modelJson, numbers])
    writeFileSync(join(folder, file.name), new Uint8Array(await file.arrayBuffer()));
}
