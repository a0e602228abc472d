// `npm run bench:touch`: which taps are foreseen on a phone before the finger comes down, how long before, and how
// many requests are wasted: by the kit, by quicklink, and by js.foresight with its two strategies for touch screens.
// People and pages are simulated, and were not seen by the kit's network; the packages are real, in Chromium.
import {parseOptions, readCount, runBenchmark} from '../../tools/arguments.js';
import {percent} from '../../tools/tables/percent.js';
import {printTable} from '../../tools/tables/table.js';
import {readInChromium} from './read-in-chromium.js';
import {atRecallOf, calibrationOf, scorePolicies, tapsIn, type TouchScores} from './touch-scores.js';
import {simulatedViews} from './views.js';

/** Enough to tell the policies apart, in some minutes. */
const usualViews = 48;

await runBenchmark(async () => {
  const one = {type: 'string'} as const;
  const {
    views: viewsText,
    seed: seedText,
    json,
  } = parseOptions({
    options: {views: one, seed: one, json: one},
  }).values;
  const count = readCount(viewsText, {name: 'views', fallback: usualViews});
  const seed = readCount(seedText, {name: 'seed', fallback: 1});
  const people = simulatedViews({count, seed});
  const read = await readInChromium(people);
  const policies = scorePolicies(read);
  const calibration = calibrationOf(read);
  const taps = read.reduce((sum, {view}) => sum + tapsIn(view).length, 0);
  const quicklink = policies['quicklink']!;
  const equal = atRecallOf(quicklink, policies);

  console.log(
    `simulated reading: ${people.length} people, ${count} page views, ${taps} taps; people and kinds of pages held out`,
  );
  print(policies);
  console.log(
    equal === undefined
      ? 'The kit does not reach the recall of quicklink.'
      : `At quicklink’s recall (${percent(quicklink.recall)} %) the kit (${equal[0]}) wastes ` +
          `${(equal[1].wastePerTap / quicklink.wastePerTap).toFixed(2)} of what quicklink wastes.`,
  );
  console.log(`Calibration error ${calibration.expectedError().toFixed(4)}`);
  const bins = calibration.bins().filter(({count: statements}) => statements > 0);
  return {
    result: {dataset: 'simulated', people: people.length, views: count, taps, policies, calibration: bins},
    json,
  };
});

function print(policies: Record<string, TouchScores>): void {
  printTable(
    ['policy', 'precision %', 'wasted/tap', 'recall %', 'lead ms', '≥ 500 ms %'],
    Object.entries(policies).map(([name, scores]) => [
      name,
      percent(scores.precision),
      scores.wastePerTap.toFixed(2),
      percent(scores.recall),
      scores.recall > 0 ? scores.medianLeadMs.toFixed(0) : '–',
      scores.recall > 0 ? percent(scores.leadShare500) : '–',
    ]),
  );
}
