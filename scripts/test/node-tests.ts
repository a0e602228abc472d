// Runs test files in Node, each in a process of its own: node --import tsx scripts/test/node-tests.ts AT-ONCE
// FILE … Node 20 loads reporters before it can load TypeScript, so that they cannot be given to `node
// --test`.
import {run} from 'node:test';
import {spec} from 'node:test/reporters';
import {writeCounts} from './counts.js';

const [atOnce, ...files] = process.argv.slice(2);

/** The totals that node:test reports at its end. */
const totals: Record<string, number> = {pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0};
const failedFiles = new Set<string>();

const events = run({files, concurrency: Number(atOnce)});
events.on('test:fail', ({file}) => {
  if (file !== undefined) failedFiles.add(file);
});
events.on('test:diagnostic', ({message}) => {
  const [, name, count] = /^(\w+) (\d+)$/.exec(message) ?? [];
  if (name !== undefined && Object.hasOwn(totals, name)) totals[name] = Number(count);
});
events.once('end', () => {
  const failed = totals['fail']! + totals['cancelled']!;
  const skipped = totals['skipped']! + totals['todo']!;
  writeCounts({passed: totals['pass']!, failed, skipped, failedFiles: [...failedFiles]});
  process.exitCode = failed > 0 ? 1 : 0;
});
events.pipe(new spec()).pipe(process.stdout);
