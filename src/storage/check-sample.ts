import {checkList, checkNumber, checkRecord, isNumberIn, refuse} from '../core/check-fields.js';
import {PredictiveError} from '../core/errors.js';
import {maxSamplePoints, type Sample, type SampleTarget} from '../core/sample.js';
import {contentHash} from './content-hash.js';

/** Largest coordinate and box size, CSS px: more than the longest page that anybody scrolls through. */
export const maxCoordinate = 1_000_000;

/** Latest time in a movement, ms: the 32-bit maximum, 24 days (a page may stay open over a weekend). */
export const maxMovementMs = 2 ** 31 - 1;

/** Most boxes of one movement; a region with more is a table, and its samples would fill the disk. */
export const maxSampleTargets = 1000;

/** Longest label, characters: enough for a URL, and still small in a data set of 2,000 samples. */
export const maxLabelLength = 200;

/** Largest weight: a sample that represents more movements would outweigh all others. */
export const maxSampleWeight = 10_000;

/** Latest time of a JavaScript `Date`, ms since 1970. */
const maxTime = 8.64e15;

/**
 * Returns a label as it is stored: a long one is cut and ends with a hash of the whole, so that different
 * labels stay different. Markup in it is treated as text.
 */
export function shortenLabel(label: string): string {
  if (label.length <= maxLabelLength) return label;
  const hash = contentHash(label);
  // Half of a surrogate pair would appear as a replacement character.
  const start = label.slice(0, maxLabelLength - hash.length - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${start}…${hash}`;
}

/** Rounds to an integer, without negative zero, which JSON lacks. */
function round(value: number): number {
  return Math.round(value) + 0;
}

/** Returns `[x, y, t]` rounded, or the reason why it cannot follow a point at `previousMs`. */
export function checkPoint(
  x: unknown,
  y: unknown,
  t: unknown,
  previousMs: number,
): Sample['points'][number] | string {
  if (!isNumberIn(x, -maxCoordinate, maxCoordinate) || !isNumberIn(y, -maxCoordinate, maxCoordinate)) {
    return `its place is not two numbers within ±${maxCoordinate}`;
  }
  if (!isNumberIn(t, 0, maxMovementMs)) return `its time is not a number from 0 to ${maxMovementMs}`;
  const rounded = round(t);
  return rounded < previousMs
    ? 'its time is before that of the point before it'
    : [round(x), round(y), rounded];
}

function checkPoints(value: unknown, where: string): Sample['points'] {
  const rows = checkList(value, where, maxSamplePoints);
  if (rows.length === 0) refuse(where, 'is empty');
  const points: Sample['points'] = [];
  for (const [index, row] of rows.entries()) {
    const point =
      Array.isArray(row) && row.length === 3
        ? checkPoint(row[0], row[1], row[2], points.at(-1)?.[2] ?? 0)
        : 'is not [x, y, t]';
    if (typeof point === 'string') refuse(`${where}[${index}]`, point, row);
    points.push(point);
  }
  return points;
}

function checkLabel(value: unknown, where: string): string {
  if (typeof value !== 'string') refuse(where, 'is not a string', value);
  // It would be lost as the name of a property.
  if (value === '__proto__') refuse(where, 'is __proto__, which cannot be a label');
  return shortenLabel(value);
}

function checkTarget(value: unknown, where: string): SampleTarget {
  const record = checkRecord(value, where);
  const place = (field: 'x' | 'y') =>
    round(checkNumber(record[field], `${where}.${field}`, [-maxCoordinate, maxCoordinate]));
  const size = (field: 'w' | 'h') =>
    round(checkNumber(record[field], `${where}.${field}`, [0, maxCoordinate]));
  return {
    key: checkLabel(record.key, `${where}.key`),
    x: place('x'),
    y: place('y'),
    w: size('w'),
    h: size('h'),
  };
}

/**
 * Returns a sample with the known fields of `value`, each checked; points, boxes and times are rounded,
 * labels shortened.
 * @param where - Names the sample in messages, such as `clicks.json: samples[3]`.
 * @throws {PredictiveError} `invalid-dataset`, at the first invalid field.
 */
export function checkSample(value: unknown, where: string): Sample {
  const record = checkRecord(value, where);
  const {id} = record;
  if (typeof id !== 'string' || id === '' || id.length > maxLabelLength) {
    refuse(`${where}.id`, `is not a string of 1 to ${maxLabelLength} characters`, id);
  }
  const targets = checkList(record.targets, `${where}.targets`, maxSampleTargets).map((target, index) =>
    checkTarget(target, `${where}.targets[${index}]`),
  );
  const pressed = record.pressed === null ? null : checkLabel(record.pressed, `${where}.pressed`);
  if (pressed !== null && targets.length > 0 && !targets.some(({key}) => key === pressed)) {
    refuse(`${where}.pressed`, 'is not the key of one of the targets', pressed);
  }
  const weight = checkNumber(record.weight, `${where}.weight`, [0, maxSampleWeight]);
  if (weight === 0) refuse(`${where}.weight`, 'is 0', weight);
  return {
    id,
    time: round(checkNumber(record.time, `${where}.time`, [0, maxTime])),
    pressed,
    pressedAt: round(checkNumber(record.pressedAt, `${where}.pressedAt`, [0, maxMovementMs])),
    points: checkPoints(record.points, `${where}.points`),
    targets,
    weight,
  };
}

/** Returns the valid samples among `values`, checked. */
export function validSamples(values: Iterable<unknown>): Sample[] {
  const samples: Sample[] = [];
  for (const value of values) {
    try {
      samples.push(checkSample(value, 'sample'));
    } catch (error) {
      if (!(error instanceof PredictiveError)) throw error;
    }
  }
  return samples;
}
