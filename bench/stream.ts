// `npm run bench:stream -- --data FILE`: the same comparison as `bench:preload` on continuous use, where most
// movements lead to no press. Nearest to what a page gets.
import {readArguments, readCount, runBenchmark, UsageError} from './arguments.js';
import {headlineIntervals, streamHeadlineOf} from './headline.js';
import {live} from './live.js';
import {pressesIn, scriptOfWindow} from './pointer-script.js';
import {minutesOf, scorePolicies, tallyWindows} from './policies.js';
import {printHeadline, printPolicies} from './print-policies.js';
import {readWindows} from './recording.js';
import {simulatedWindows} from './simulated-recordings.js';
import {calibrationOfWindows} from './stream-calibration.js';
import type {Scores} from './tally.js';

await runBenchmark(async () => {
  if (process.argv.includes('--personal'))
    throw new UsageError('--personal: is not supported; the kit is measured as it ships, without learning.');
  const {data, json, limit: limitText} = readArguments('limit');
  const limit = readCount(limitText, {name: 'limit', fallback: Infinity});
  const windows = data === undefined ? simulatedWindows({limit}) : readWindows(data, {limit});
  const {lived, model, withdrawn} = await live(windows, scriptOfWindow);
  const people = tallyWindows(lived);
  const scores = scorePolicies(people);
  const headline = streamHeadlineOf(scores);
  const intervals = headlineIntervals(people, streamHeadlineOf);
  const presses = lived.flatMap(({script}) => pressesIn(script));
  const clicks = presses.filter(({target}) => target >= 0).length;
  const minutes = lived.reduce((sum, {script}) => sum + minutesOf(script), 0);
  const dataset = windows[0]!.dataset;
  const withdrawnPerClick = clicks > 0 ? withdrawn / clicks : 0;

  console.log(
    `${dataset}: ${windows.length} windows, ${minutes.toFixed(0)} minutes, ${presses.length} presses, ` +
      `${clicks} of them clicks on targets; the kit scores by its ${model}`,
  );
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
    result: {
      dataset,
      presses: presses.length,
      clicks,
      minutes,
      policies,
      headline,
      calibration: calibrationOfWindows(lived),
      ...(intervals && {intervals}),
    },
    json,
  };
});

function costAndGain(scores: Scores): object {
  const {precision, firesPerClick, wastePerClick, recall, medianLeadMs, share100, firesPerMinute} = scores;
  return {precision, firesPerClick, wastePerClick, recall, medianLeadMs, share100, firesPerMinute};
}
