import {readFileSync} from 'node:fs';
import {gunzipSync} from 'node:zlib';
import {UsageError} from '../arguments.js';

/** The text of a file, unpacked if its name ends in `.gz`. */
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
