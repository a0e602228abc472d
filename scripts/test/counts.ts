import {existsSync, readFileSync, writeFileSync} from 'node:fs';

/** Result of tests or checks. */
export interface Counts {
  passed: number;
  failed: number;
  skipped?: number;
  /** Paths of the files, or ids of the stories, with failures, if the runner lists them. */
  failedFiles?: string[];
  failures?: Failure[];
  /** Those of a first run that a second one did not have. */
  failedOnce?: Failure[];
  /** A line for each test that the browser could not run. */
  notRun?: string[];
}

/** What failed, and the first line of why. */
export interface Failure {
  where: string;
  message: string;
}

export function failureAt(
  where: readonly string[],
  message = 'it never ran, or failed outside its tests',
): Failure {
  return {where: where.join(' › '), message: message.split('\n', 1)[0]!};
}

/** As many failures are listed. */
const mostLines = 20;

/** Lines to print at the end, where failures are found without reading what the tests printed. */
export function listFailures({
  failures = [],
  failedOnce = [],
}: Pick<Counts, 'failures' | 'failedOnce'>): string {
  const lines = [
    ...failures.map(lineOf),
    ...failedOnce.map((each) => `only in the first of two runs: ${lineOf(each)}`),
  ];
  const more = lines.length - mostLines;
  return [...lines.slice(0, mostLines), ...(more > 0 ? [`and ${more} more`] : [])]
    .map((line) => `    ${line}\n`)
    .join('');
}

function lineOf({where, message}: Failure): string {
  return `${where}: ${message}`;
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
