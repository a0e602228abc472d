import {existsSync} from 'node:fs';
import {rowsInUse} from '../src/prediction/model-in-use.js';
import type {RowModel} from '../src/prediction/predictor.js';
import type {ScorerWeights} from '../src/prediction/scorer.js';

const weightsFile = new URL('../src/prediction/weights.ts', import.meta.url);

/** What the kit scores targets with before it has learned: the shipped network, or the heuristic without one. */
export async function shippedModel(): Promise<{kind: string; rows: RowModel}> {
  if (!existsSync(weightsFile)) return rowsInUse(undefined);
  const {shippedWeights} = (await import(weightsFile.href)) as {
    shippedWeights: ScorerWeights | (() => ScorerWeights);
  };
  return rowsInUse(typeof shippedWeights === 'function' ? shippedWeights() : shippedWeights);
}
