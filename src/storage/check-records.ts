import {checkModel} from './check-model.js';
import {validSamples} from './check-sample.js';
import type {RecordKind, WritableRecords} from './records.js';

type Checks = {[Kind in RecordKind]: (value: WritableRecords[Kind]) => WritableRecords[Kind]};

const checks: Checks = {
  samples: validSamples,
  model(model) {
    checkModel(model);
    return model;
  },
  habits: (habits) => habits,
};

/**
 * Returns the part of `value` that may be stored: of samples, the valid ones.
 * @throws {PredictiveError} `invalid-model`.
 */
export function checkRecords<Kind extends RecordKind>(
  kind: Kind,
  value: WritableRecords[Kind],
): WritableRecords[Kind] {
  return checks[kind](value);
}
