// `npm run bench:preload -- --data FILE`: how long before its press a target is preloaded, and how many
// preloads are wasted: the kit at every threshold, js.foresight, and rules based on hovering, in Chromium.
import {readArguments, readCount, runBenchmark} from '../../tools/arguments.js';
import {comparePolicies, measuresByPolicy} from '../../tools/scores/comparison.js';
import {headlineOf} from '../../tools/scores/headline.js';
import {replayRecordings} from '../../tools/replay/replay-recordings.js';
import {scriptOfTrial} from '../../tools/recordings/pointer-script.js';
import {tallyTrials} from '../../tools/scores/policies.js';
import {printComparison} from '../../tools/tables/print-policies.js';
import {printSaved} from '../../tools/tables/print-saved.js';
import {readTrials} from '../../tools/recordings/recording.js';
import {simulatedTrials} from '../../tools/recordings/simulated-recordings.js';

/** The measures of each policy in the file that `--json` names. */
const measures = ['medianLeadMs', 'share100', 'share300', 'saved', 'wastePerClick', 'precision'] as const;

await runBenchmark(async () => {
  const {data, json, limit: limitText} = readArguments(['limit']);
  const limit = readCount(limitText, {name: 'limit', fallback: Infinity});
  const trials = data === undefined ? simulatedTrials({limit}) : readTrials(data, {limit});
  const {replayed, model, cancelled} = await replayRecordings(trials, scriptOfTrial);
  const comparison = comparePolicies(tallyTrials(replayed), headlineOf);
  const {policies, savedAtWaste, headline, intervals} = comparison;
  const dataset = trials[0]!.dataset;
  const withdrawnPerClick = cancelled / trials.length;

  console.log(`${dataset}: ${trials.length} clicks; the kit scores by its ${model}`);
  printComparison(comparison, {withdrawnPerClick});
  printSaved(comparison);
  return {
    result: {
      dataset,
      clicks: trials.length,
      policies: measuresByPolicy(policies, measures, {withdrawnPerClick}),
      savedAtWaste,
      headline,
      ...(intervals && {intervals}),
    },
    json,
  };
});
