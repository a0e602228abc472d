import {readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {UsageError} from '../arguments.js';

/** Reads a JSON file, and unpacks it if its name ends in `.gz`. */
export function readJson(path: string): unknown {
  const text = readText(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path}: is not JSON (${error instanceof Error ? error.message : String(error)}).`);
  }
}

/** Reads a text file, and unpacks it if its name ends in `.gz`. */
export function readText(path: string): string {
  try {
    const bytes = readFileSync(path);
    return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  } catch (error) {
    throw new UsageError(
      `${path}: cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
}
