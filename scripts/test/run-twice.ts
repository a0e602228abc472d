import {loadavg} from 'node:os';
import type {Counts} from './counts.js';
import type {Print} from './run-node.js';
import type {Step} from './steps.js';

/**
 * Runs a timed step, or its files with failures, once more if it fails: other programs may have disturbed it.
 */
export async function runTwiceIfTimed(
  {run, isTimed = false}: Pick<Step, 'run' | 'isTimed'>,
  print: Print,
): Promise<Counts> {
  const counts = await run(print);
  if (!isTimed || counts.failed === 0) return counts;
  const load = loadavg()[0]!.toFixed(1);
  print(
    `\n${counts.failed} failed while the load was ${load}. It depends on time, so that runs once more.\n`,
  );
  const {failed, failures} = await run(print, counts.failedFiles);
  return {
    ...counts,
    passed: counts.passed + Math.max(0, counts.failed - failed),
    failed,
    failures: failures ?? [],
    // A run that died does not say what failed.
    failedOnce: (failed > 0 && failures === undefined ? [] : (counts.failures ?? [])).filter(
      ({where}) => failures?.some((each) => each.where === where) !== true,
    ),
  };
}
