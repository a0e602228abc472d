// `npm run test:fuzz`: reads 100,000 hostile data sets, habits, models and stored records, and prints how many were
// accepted and refused. `-- --runs N`, `--seed N` (printed, so that a failure can be had again).
import fc from 'fast-check';
import {parseArgs} from 'node:util';
import {kinds} from '../../test/fuzz/hostile-files.js';

const {values} = parseArgs({options: {runs: {type: 'string'}, seed: {type: 'string'}}});
const runs = Number(values.runs ?? 100_000);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);

process.stdout.write(`Seed ${seed}\n`);
for (const {name, files} of kinds) {
  const counts = {accepted: 0, refused: 0};
  let slowestMs = 0;
  const numRuns = Math.ceil(runs / kinds.length);
  const result = await fc.check(
    fc.asyncProperty(files, async (read) => {
      const startedAt = performance.now();
      counts[await read()]++;
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
    }),
    {seed, numRuns},
  );
  const of = `${counts.accepted} accepted, ${counts.refused} refused; the slowest with all checks ${Math.round(slowestMs)} ms`;
  process.stdout.write(`${result.failed ? '✗' : '✓'} ${name}: ${result.numRuns} read, ${of}\n`);
  if (!result.failed) continue;
  process.stderr.write(`${fc.defaultReportMessage(result) ?? ''}\n`);
  process.exitCode = 1;
}
