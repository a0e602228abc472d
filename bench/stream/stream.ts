// `npm run bench:stream -- --data FILE`: the same comparison as `bench:preload` on continuous use, where most
// movements lead to no press. Nearest to what a page gets. The kit learns the order of presses within each window,
// and is shown without it as well. With `--personal` its network learns from the first half of each person's
// windows, and the second half is reported.
import '../../tools/tensorflow-in-node.js';
import {readArguments, readCount, runBenchmark} from '../../tools/arguments.js';
import type {CalibrationReport} from '../../tools/scores/calibration.js';
import {comparePolicies, measuresByPolicy, type Comparison} from '../../tools/scores/comparison.js';
import {streamHeadlineOf, type StreamHeadline} from '../../tools/scores/headline.js';
import {live} from '../../tools/replay/live.js';
import {learnFromFirstHalves, simulatedPeoplesWindows, type Learned} from './learn-from-first-halves.js';
import {pressesIn, scriptOfWindow} from '../../tools/recordings/pointer-script.js';
import {minutesOf, tallyWindows, type Lived} from '../../tools/scores/policies.js';
import {printComparison, printHeadline} from '../../tools/tables/print-policies.js';
import {readWindows} from '../../tools/recordings/recording.js';
import {replay} from '../../tools/replay/replay.js';
import {shippedModel} from '../../tools/shipped-model.js';
import {simulatedWindows} from '../../tools/recordings/simulated-recordings.js';
import {calibrationOfWindows} from './calibration-of-windows.js';
import type {RowModel} from '../../src/prediction/predictor.js';

/** Of each policy, in the file that `--json` names. */
const measures = [
  'precision',
  'firesPerClick',
  'wastePerClick',
  'recall',
  'medianLeadMs',
  'share100',
  'firesPerMinute',
] as const;

await runBenchmark(async () => {
  const {
    data,
    json,
    limit: limitText,
    personal: isPersonal,
  } = readArguments(['limit'], {flags: ['personal']});
  const limit = readCount(limitText, {name: 'limit', fallback: Infinity});
  const simulated = isPersonal ? simulatedPeoplesWindows : simulatedWindows;
  const windows = data === undefined ? simulated({limit}) : readWindows(data, {limit});
  const learned = isPersonal ? await learnFromFirstHalves(windows) : undefined;
  const tested = learned?.flatMap(({later}) => later) ?? windows;
  const {lived, model, withdrawn} = await live(tested, scriptOfWindow);
  const shipped = scoreAll(lived);
  const withoutHabits = scoreAll(lived.map((each) => rethink(each, shippedModel().rows, {hasHabits: false})));
  const presses = lived.flatMap(({script}) => pressesIn(script));
  const clicks = presses.filter(({target}) => target >= 0).length;
  const minutes = lived.reduce((sum, {script}) => sum + minutesOf(script), 0);
  const dataset = windows[0]!.dataset;
  const withdrawnPerClick = clicks > 0 ? withdrawn / clicks : 0;
  const personal = learned && scoreAll(rethought(lived, learned));

  console.log(
    `${dataset}: ${tested.length} windows, ${minutes.toFixed(0)} minutes, ${presses.length} presses, ` +
      `${clicks} of them clicks on targets; the kit scores by its ${model}`,
  );
  for (const {person, presses, none, verdict, seconds} of learned ?? [])
    console.log(
      `${person} learned from ${presses} presses and ${none} movements without one, ` +
        `${seconds.toFixed(1)} s; ${verdict}`,
    );
  if (personal !== undefined) console.log('As it ships:');
  printComparison(shipped, {withdrawnPerClick});
  console.log('Without the order of presses:');
  printHeadline(withoutHabits);
  if (personal !== undefined) {
    console.log('With what it has learned:');
    printComparison(personal);
  }
  const policies = measuresByPolicy(shipped.policies, measures, {withdrawnPerClick});
  return {
    result: {
      dataset,
      presses: presses.length,
      clicks,
      minutes,
      policies:
        personal === undefined
          ? policies
          : {...renamed(policies), ...measuresByPolicy(personal.policies, measures)},
      ...figuresOf(personal ?? shipped),
      withoutHabits: figuresOf(withoutHabits),
      ...(personal !== undefined && {shipped: figuresOf(shipped), learned: learned?.map(summaryOf)}),
    },
    json,
  };
});

interface Scored extends Comparison<StreamHeadline> {
  calibration: CalibrationReport;
}

function scoreAll(lived: readonly Lived[]): Scored {
  return {
    ...comparePolicies(tallyWindows(lived), streamHeadlineOf),
    calibration: calibrationOfWindows(lived),
  };
}

function figuresOf({headline, calibration, intervals}: Scored): object {
  return {headline, calibration, ...(intervals && {intervals})};
}

/**
 * The same windows, with what the kit thinks by the weights that each person's browser has learned. It is
 * replayed without a page, which thinks the same; a test holds the two together.
 */
function rethought(lived: readonly Lived[], learned: readonly Learned[]): Lived[] {
  return lived.map((each) => rethink(each, learned.find(({person}) => person === each.person)!.rows));
}

function rethink(
  {person, script, foresight}: Lived,
  model: RowModel,
  {hasHabits = true}: {hasHabits?: boolean} = {},
): Lived {
  return {person, script, predictions: replay(model, script, {hasHabits}), ...(foresight && {foresight})};
}

function summaryOf({person, presses, none, verdict, seconds}: Learned): object {
  return {person, presses, none, verdict, seconds};
}

/** Beside the kit that has learned, the kit as it ships goes by another name. */
function renamed<Value>(policies: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(policies).map(([name, each]) => [name.replace(/^kit(?=@|-)/, 'shipped'), each]),
  );
}
