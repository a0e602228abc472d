import {PredictiveError} from './errors.js';

/** Throws `invalid-dataset`; `where` names the file and the field. */
export function refuse(where: string, problem: string, value?: unknown): never {
  throw new PredictiveError('invalid-dataset', `${where}: ${problem}.`, {value});
}

/** Returns `value` as an object whose fields can be read one by one. */
export function checkRecord(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse(where, 'is not an object', value);
  if (Object.hasOwn(value, '__proto__')) refuse(where, 'has a field named __proto__');
  // A cast: every field is checked when it is read.
  return value as Record<string, unknown>;
}

/** Returns the entries of an array; a gap, which IndexedDB keeps and `map()` would skip, is `undefined`. */
export function checkList(value: unknown, where: string, maxLength: number): unknown[] {
  if (!Array.isArray(value)) refuse(where, 'is not an array', value);
  if (value.length > maxLength) refuse(where, `has ${value.length} entries, more than ${maxLength}`);
  return Array.from(value as unknown[]);
}

export function isNumberIn(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max;
}

export function checkNumber(
  value: unknown,
  where: string,
  [min, max]: readonly [min: number, max: number],
): number {
  if (!isNumberIn(value, min, max)) refuse(where, `is not a number from ${min} to ${max}`, value);
  return value;
}

/** A loop, since `every(Number.isFinite)` takes ten times as long for the weights of a large model. */
export function areFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}
