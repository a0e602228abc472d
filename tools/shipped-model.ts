import {scorerInUse} from '../src/prediction/model-in-use.js';
import type {RowModel} from '../src/prediction/predictor.js';

/** What the kit scores targets with before it has learned. */
export function shippedModel(): {kind: string; rows: RowModel} {
  return scorerInUse();
}
