import {scorerInUse} from '../src/prediction/model-in-use.js';
import type {RowModel} from '../src/prediction/predictor.js';

/** The model that scores targets before the kit has learned. */
export function shippedModel(): {kind: string; rows: RowModel} {
  return scorerInUse();
}
