// Runs test files in Node, each in a process of its own: node --import tsx scripts/test/node-tests.ts AT-ONCE
// FILE … Node 20 loads reporters before it can load TypeScript, so that they cannot be given to `node
// --test`.
import {run} from 'node:test';
import {spec} from 'node:test/reporters';
import {relative} from 'node:path';
import {projectRoot} from '../project-root.js';
import {describeSlowest} from './slowest.js';
import {failureAt, writeCounts, type Failure} from './counts.js';

const [atOnce, ...files] = process.argv.slice(2);

/** The totals that node:test reports at its end. */
const totals: Record<string, number> = {pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0};
const failedFiles = new Set<string>();
const failures: Failure[] = [];
/** Time that each file's tests took, ms. */
const times = new Map<string, number>();

function addTime({
  file,
  nesting,
  details,
}: {
  file?: string;
  nesting: number;
  details: {duration_ms: number};
}): void {
  if (file === undefined || nesting > 0) return;
  const name = relative(projectRoot, file);
  times.set(name, (times.get(name) ?? 0) + details.duration_ms);
}

/** What a test threw: node:test's own error is around it. */
function causeOf({message, cause}: Error): string {
  return cause instanceof Error ? cause.message : message;
}

const events = run({files, concurrency: Number(atOnce)});
events.on('test:fail', (event) => {
  const {file, name, details} = event;
  if (file !== undefined) failedFiles.add(file);
  const error = details.error as Error & {failureType?: string};
  // Of these, others say why.
  if (!['subtestsFailed', 'cancelledByParent'].includes(error.failureType ?? ''))
    failures.push(failureAt([relative(projectRoot, file ?? ''), name], causeOf(error)));
  addTime(event);
});
events.on('test:pass', addTime);
events.on('test:diagnostic', ({message}) => {
  const [, name, count] = /^(\w+) (\d+)$/.exec(message) ?? [];
  if (name !== undefined && Object.hasOwn(totals, name)) totals[name] = Number(count);
});
events.once('end', () => {
  // A hook that fails after the tests is in no total.
  const failed = Math.max(totals['fail']! + totals['cancelled']!, failures.length);
  const skipped = totals['skipped']! + totals['todo']!;
  process.stdout.write(describeSlowest(times));
  writeCounts({passed: totals['pass']!, failed, skipped, failedFiles: [...failedFiles], failures});
  process.exitCode = failed > 0 ? 1 : 0;
});
events.pipe(new spec()).pipe(process.stdout);
