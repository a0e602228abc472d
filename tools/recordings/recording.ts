import {UsageError} from '../arguments.js';
import {readText} from './read-data.js';

/** The box of a target, CSS px of the viewport. */
export interface RecordedTarget {
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A position of the pointer, CSS px, and its time, ms. */
export type RecordedPoint = [x: number, y: number, t: number];

/** The fields that trials and windows share. */
export interface Recording {
  dataset: string;
  person: string;
  /** Width and height, CSS px; `null` if unknown. */
  viewport: [w: number, h: number] | null;
  targets: RecordedTarget[];
  /** In chronological order. */
  points: RecordedPoint[];
}

/** One movement that ended in a press. */
export interface Trial extends Recording {
  /** The id of the pressed target, and the time of the press, ms. */
  clicked: string;
  clickT: number;
}

/** Several minutes of continuous use. */
export interface StreamWindow extends Recording {
  /** In chronological order; `null` where the press hit none of the targets. */
  presses: [down: number, up: number, id: string | null][];
}

/** Reads the first `limit` trials of a `.jsonl` or `.jsonl.gz` file, and checks each line. */
export function readTrials(file: string, {limit = Infinity}: {limit?: number} = {}): Trial[] {
  return readLines(file, limit, (line) => ({
    ...recordingOf(line),
    clicked: targetId(line, 'clicked', line.value['clicked']),
    clickT: time(line, 'click_t', line.value['click_t']),
  }));
}

/** Reads the first `limit` windows of a stream file, and checks each line. */
export function readWindows(file: string, {limit = Infinity}: {limit?: number} = {}): StreamWindow[] {
  return readLines(file, limit, (line) => ({...recordingOf(line), presses: pressesOf(line)}));
}

/** A line of the file, and its place for error messages. */
interface Line {
  place: string;
  value: Record<string, unknown>;
}

function readLines<Row>(file: string, limit: number, parse: (line: Line) => Row): Row[] {
  const rows: Row[] = [];
  for (const [index, text] of readText(file).split('\n').entries()) {
    if (rows.length >= limit) break;
    if (text.trim() === '') continue;
    rows.push(
      parse({place: `${file}, line ${index + 1}`, value: objectIn(text, `${file}, line ${index + 1}`)}),
    );
  }
  if (rows.length === 0) throw new UsageError(`${file}: is empty; it needs one recording per line.`);
  return rows;
}

function objectIn(text: string, place: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(`${place}: is not JSON.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${place}: is not an object.`);
  // The keys of a JSON object are strings.
  return value as Record<string, unknown>;
}

function refuse({place}: Line, field: string, expected: string): never {
  throw new UsageError(`${place}: "${field}" ${expected}.`);
}

function recordingOf(line: Line): Recording {
  const {value} = line;
  return {
    dataset: name(line, 'dataset'),
    person: name(line, 'person'),
    viewport: viewportOf(line),
    targets: list(line, 'targets', value['targets']).map((target, index) => targetOf(line, target, index)),
    points: inOrder(
      line,
      list(line, 'points', value['points']).map((point, i) => pointOf(line, point, i)),
    ),
  };
}

function name(line: Line, field: string): string {
  const value = line.value[field];
  if (typeof value !== 'string' || value === '') refuse(line, field, 'is not a name');
  return value;
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function time(line: Line, field: string, value: unknown): number {
  if (!isNumber(value)) refuse(line, field, 'is not a time in ms');
  return value;
}

function list(line: Line, field: string, value: unknown): unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    refuse(line, field, 'is not a list with at least one entry');
  return value;
}

function viewportOf(line: Line): Recording['viewport'] {
  const value = line.value['viewport'] ?? null;
  if (value === null) return null;
  if (!Array.isArray(value) || value.length !== 2 || !isLength(value[0]) || !isLength(value[1]))
    refuse(line, 'viewport', 'is neither null nor [width, height] in CSS px');
  return [value[0], value[1]];
}

function targetOf(line: Line, value: unknown, index: number): RecordedTarget {
  const {id, x, y, w, h} = (value ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || !isNumber(x) || !isNumber(y) || !isLength(w) || !isLength(h))
    refuse(line, `targets[${index}]`, 'is not {id, x, y, w, h} with a text and four lengths in CSS px');
  return {id, x, y, w, h};
}

function pointOf(line: Line, value: unknown, index: number): RecordedPoint {
  if (!Array.isArray(value) || !isNumber(value[0]) || !isNumber(value[1]) || !isNumber(value[2]))
    refuse(line, `points[${index}]`, 'is not [x, y, t]');
  return [value[0], value[1], value[2]];
}

function inOrder(line: Line, points: RecordedPoint[]): RecordedPoint[] {
  const back = points.findIndex((point, index) => index > 0 && point[2] < points[index - 1]![2]);
  if (back >= 0) refuse(line, `points[${back}]`, 'goes back in time');
  return points;
}

function targetId(line: Line, field: string, id: unknown): string {
  const targets = line.value['targets'] as {id: string}[];
  if (typeof id !== 'string' || !targets.some((target) => target.id === id))
    refuse(line, field, 'is not the id of one of the targets');
  return id;
}

function pressesOf(line: Line): StreamWindow['presses'] {
  const value = line.value['presses'];
  if (!Array.isArray(value)) refuse(line, 'presses', 'is not a list');
  let last = -Infinity;
  return value.map((press: unknown, index) => {
    const field = `presses[${index}]`;
    if (!Array.isArray(press)) refuse(line, field, 'is not [down, up, id]');
    const down = time(line, field, press[0]);
    const up = time(line, field, press[1]);
    if (down < last || up < down) refuse(line, field, 'goes back in time');
    last = down;
    return [down, up, press[2] === null ? null : targetId(line, field, press[2])];
  });
}
