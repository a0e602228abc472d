import {existsSync, readFileSync, writeFileSync} from 'node:fs';

/** Result of tests or checks. */
export interface Counts {
  passed: number;
  failed: number;
  skipped?: number;
  /** Paths of the files, or ids of the stories, with failures, if the runner lists them. */
  failedFiles?: string[];
  /** A line for each test that the browser could not run. */
  notRun?: string[];
}

/** Writes the counts to the file that `TEST_COUNTS_FILE` names, if it is set. */
export function writeCounts(counts: Counts): void {
  const file = process.env.TEST_COUNTS_FILE;
  if (file) writeFileSync(file, JSON.stringify(counts));
}

/** The counts that a test runner wrote to `file`; a runner that failed must not look like a pass. */
export function readCounts(file: string, exitCode: number): Counts {
  if (!existsSync(file)) return {passed: 0, failed: 1};
  const counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}
