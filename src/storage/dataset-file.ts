import {checkList, checkRecord, refuse} from '../core/check-fields.js';
import {toJson} from '../core/to-json.js';
import {PredictiveError} from '../core/errors.js';
import {exceededLimit} from '../core/json-limits.js';
import {maxSamplePoints, type Sample} from '../core/sample.js';
import {checkHabits} from '../habits/check-habits.js';
import type {HabitsData} from '../habits/habits-data.js';
import {checkPoint, checkSample} from './check-sample.js';
import {contentHash} from './content-hash.js';

const format = 'predictive-buttons-dataset';
const version = 1;

/** Most samples in a file: five times a learner's capacity, so that files of several people can be joined. */
export const maxDatasetSamples = 10_000;

/** Largest file, bytes: enough for `maxDatasetSamples` of the usual 4 kB. */
export const maxDatasetBytes = 64_000_000;

/**
 * Limits of its text, all beyond those of the fields: no array is longer than `maxDatasetSamples`, and long labels
 * are shortened.
 */
const jsonLimits = {depth: 10, entries: 100_000, textLength: 2_000_000};

/** Samples that are checked in one step: the longest of them in about 3 ms. */
const samplesPerStep = 20;

/** The content of a data set file. */
export interface Dataset {
  samples: Sample[];
  /** Absent if the file has none. */
  habits?: HabitsData | undefined;
}

/** Creates a data set file for download. */
export function writeDatasetFile(samples: readonly Sample[], habits?: HabitsData): File {
  const text = formatDataset(samples, habits);
  return new File([text], 'predictive-buttons-dataset.json', {type: 'application/json'});
}

/** Formats a data set as compact JSON; `parseDataset` is the inverse. */
export function formatDataset(samples: readonly Sample[], habits?: HabitsData): string {
  return toJson({format, version, samples, habits});
}

/**
 * Parses the text of a data set file: the kit's own format, or an array of recordings `{x: [[x, y, dx, dy,
 * dt], …], y: 1…}`. Checks every field before it returns anything.
 * @throws {PredictiveError} `invalid-dataset`, naming the file and the field.
 */
export function parseDataset(text: string, {fileName}: {fileName: string}): Dataset {
  const steps = datasetSteps(text, {fileName});
  for (;;) {
    const {done, value} = steps.next();
    if (done) return value;
  }
}

/** `parseDataset()` in steps of a few milliseconds each, between which a page can answer. */
export function* datasetSteps(text: string, {fileName}: {fileName: string}): Generator<void, Dataset> {
  checkSize(text.length, fileName);
  const exceeded = exceededLimit(text, jsonLimits);
  if (exceeded !== undefined) refuse(fieldOf(fileName, exceeded.where), exceeded.problem);
  yield;
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (cause) {
    throw new PredictiveError('invalid-dataset', `${fileName}: is not JSON.`, {cause});
  }
  yield;
  return Array.isArray(content)
    ? {samples: parseRecordings(content, fileName)}
    : yield* parseSamples(content, fileName);
}

/** Throws `invalid-dataset` for a file that is too large to be read. */
export function checkSize(size: number, fileName: string): void {
  if (size > maxDatasetBytes) refuse(fileName, `is larger than ${maxDatasetBytes / 1e6} MB`);
}

function fieldOf(fileName: string, where: string): string {
  return where === '' ? fileName : `${fileName}: ${where}`;
}

function* parseSamples(content: unknown, fileName: string): Generator<void, Dataset> {
  const file = checkRecord(content, fileName);
  if (file.format !== format)
    refuse(fileName, `is not a data set: its format is not "${format}"`, file.format);
  if (typeof file.version === 'number' && file.version > version) {
    refuse(
      fileName,
      `was written by a newer predictive-buttons (version ${file.version}); update to read it`,
    );
  }
  if (file.version !== version) refuse(fileName, `its version is not ${version}`, file.version);
  const seen = new Set<string>();
  const samples: Sample[] = [];
  const values = checkList(file.samples, `${fileName}: samples`, maxDatasetSamples);
  for (const [index, value] of values.entries()) {
    const where = `${fileName}: samples[${index}]`;
    const sample = checkSample(value, where);
    if (seen.has(sample.id)) refuse(`${where}.id`, 'occurs twice in the file', sample.id);
    seen.add(sample.id);
    samples.push(sample);
    if (index % samplesPerStep === samplesPerStep - 1) yield;
  }
  if (file.habits === undefined) return {samples};
  yield;
  return {samples, habits: checkHabits(file.habits, `${fileName}: habits`)};
}

/** Recordings have no time: their order becomes their time, earlier than that of every real sample. */
function parseRecordings(content: unknown[], fileName: string): Sample[] {
  const byId = new Map<string, Sample>();
  for (const [time, value] of checkList(content, fileName, maxDatasetSamples).entries()) {
    const where = `${fileName}: [${time}]`;
    const {x, y} = checkRecord(value, where);
    const points = parseRows(x, `${where}.x`);
    if (typeof y !== 'number' || !Number.isSafeInteger(y) || y < 1)
      refuse(`${where}.y`, 'is not a whole number from 1', y);
    const last = points.at(-1);
    // Only padding: the pointer did not move before it entered the button.
    if (last === undefined) continue;
    const pressed = String(y);
    // Derived from the content, so that the same recording is always the same sample.
    const id = `recording-${contentHash(toJson([points, pressed]))}`;
    if (!byId.has(id)) byId.set(id, {id, time, pressed, pressedAt: last[2], points, targets: [], weight: 1});
  }
  return [...byId.values()];
}

function parseRows(value: unknown, where: string): Sample['points'] {
  const points: Sample['points'] = [];
  let t = 0;
  for (const [index, row] of checkList(value, where, maxSamplePoints).entries()) {
    if (!isRow(row))
      refuse(`${where}[${index}]`, 'is not [x, y, dx, dy, dt], five finite numbers with dt from 0', row);
    const [x, y, , , dt] = row;
    if (points.length === 0) {
      if (row.every((number) => number === 0)) continue;
    } else {
      t += dt;
    }
    const point = checkPoint(x, y, t, 0);
    if (typeof point === 'string') refuse(`${where}[${index}]`, point, row);
    points.push(point);
  }
  return points;
}

function isRow(row: unknown): row is [x: number, y: number, dx: number, dy: number, dt: number] {
  return Array.isArray(row) && row.length === 5 && row.every(Number.isFinite) && row[4] >= 0;
}
