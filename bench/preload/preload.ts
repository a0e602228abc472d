// `npm run bench:preload -- --data FILE`: how long before its press a target is preloaded, and for how many
// others in vain: the kit at every threshold, js.foresight, and rules that look at hovering, in Chromium.
import {readArguments, readCount, runBenchmark} from '../../tools/arguments.js';
import {headlineIntervals, headlineOf} from '../../tools/scores/headline.js';
import {live} from '../../tools/replay/live.js';
import {scriptOfTrial} from '../../tools/recordings/pointer-script.js';
import {scorePolicies, tallyTrials} from '../../tools/scores/policies.js';
import {printHeadline, printPolicies} from '../../tools/tables/print-policies.js';
import {readTrials} from '../../tools/recordings/recording.js';
import {simulatedTrials} from '../../tools/recordings/simulated-recordings.js';
import type {Scores} from '../../tools/scores/tally.js';

await runBenchmark(async () => {
  const {data, json, limit: limitText} = readArguments(['limit']);
  const limit = readCount(limitText, {name: 'limit', fallback: Infinity});
  const trials = data === undefined ? simulatedTrials({limit}) : readTrials(data, {limit});
  const {lived, model, withdrawn} = await live(trials, scriptOfTrial);
  const people = tallyTrials(lived);
  const scores = scorePolicies(people);
  const headline = headlineOf(scores);
  const intervals = headlineIntervals(people, headlineOf);
  const dataset = trials[0]!.dataset;
  const withdrawnPerClick = withdrawn / trials.length;

  console.log(`${dataset}: ${trials.length} clicks; the kit scores by its ${model}`);
  printPolicies(scores.policies);
  console.log(`Of the kit’s own preloads ${withdrawnPerClick.toFixed(2)} per click were withdrawn in time`);
  printHeadline(headline, intervals);
  const policies = Object.fromEntries(
    Object.entries(scores.policies).map(([name, each]) => [
      name,
      {...costAndGain(each), ...(name === 'kit-moderate' && {withdrawnPerClick})},
    ]),
  );
  return {
    result: {dataset, clicks: trials.length, policies, headline, ...(intervals && {intervals})},
    json,
  };
});

function costAndGain({medianLeadMs, share100, share300, wastePerClick, precision}: Scores): object {
  return {medianLeadMs, share100, share300, wastePerClick, precision};
}
