// `npm run bench:stream -- --data FILE`: the comparison of `bench:preload` on continuous use, where most
// movements lead to no press. This is closest to real pages. The kit learns the order of presses within each
// window, and is also scored without it. With `--personal` its network learns from the first half of each
// person's windows, and the second half is reported. Of windows of ten minutes and more, each third is also reported
// apart.
import '../../tools/tensorflow-in-node.js';
import {readArguments, readCount, runBenchmark} from '../../tools/arguments.js';
import type {CalibrationReport} from '../../tools/scores/calibration.js';
import {comparePolicies, measuresByPolicy, type Comparison} from '../../tools/scores/comparison.js';
import {streamHeadlineOf, type StreamHeadline} from '../../tools/scores/headline.js';
import {replayRecordings} from '../../tools/replay/replay-recordings.js';
import {learnFromFirstHalves, simulatedPeoplesWindows, type Learned} from './learn-from-first-halves.js';
import {pressesIn, scriptOfWindow} from '../../tools/recordings/pointer-script.js';
import {minutesOf, tallyWindows, type ReplayedScript} from '../../tools/scores/policies.js';
import {printComparison, printHeadline} from '../../tools/tables/print-policies.js';
import {printSaved} from '../../tools/tables/print-saved.js';
import {readWindows} from '../../tools/recordings/recording.js';
import {replay} from '../../tools/replay/replay.js';
import {shippedModel} from '../../tools/shipped-model.js';
import {simulatedWindows} from '../../tools/recordings/simulated-recordings.js';
import {printTable} from '../../tools/tables/table.js';
import {percent} from '../../tools/tables/percent.js';
import {calibrationOfWindows} from './calibration-of-windows.js';
import {horizonsOf, printHorizons, type Horizons} from './horizons.js';
import {lightUpsOf, type LightUpReport} from './light-ups.js';
import {printThirds, thirdsOf, type Third} from './thirds.js';
import type {RowModel} from '../../src/prediction/predictor.js';

/** The measures of each policy in the file that `--json` names. */
const measures = [
  'precision',
  'firesPerClick',
  'wastePerClick',
  'recall',
  'medianLeadMs',
  'share100',
  'saved',
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
  const {replayed, model, cancelled} = await replayRecordings(tested, scriptOfWindow);
  const shipped = scoreAll(replayed);
  const withoutHabits = scoreAll(
    replayed.map((each) => repredict(each, shippedModel().rows, {hasHabits: false})),
  );
  const presses = replayed.flatMap(({script}) => pressesIn(script));
  const clicks = presses.filter(({target}) => target >= 0).length;
  const minutes = replayed.reduce((sum, {script}) => sum + minutesOf(script), 0);
  const dataset = windows[0]!.dataset;
  const withdrawnPerClick = clicks > 0 ? cancelled / clicks : 0;
  const personal = learned && scoreAll(repredictAll(replayed, learned));

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
  printSaved(shipped);
  printHorizons(shipped.horizons);
  console.log('Without the order of presses:');
  printHeadline(withoutHabits);
  printHorizons(withoutHabits.horizons);
  if (personal !== undefined) {
    console.log('With what it has learned:');
    printComparison(personal);
    printSaved(personal);
    printHorizons(personal.horizons);
  }
  printThirds({
    'without the order of presses': withoutHabits.thirds,
    'with the order of presses': shipped.thirds,
    ...(personal && {'with what it has learned': personal.thirds}),
  });
  const lightUps = {
    'predicted at 0.5': lightUpsOf(replayed, {threshold: 0.5, isSteady: false}),
    'highlighted at 0.5': lightUpsOf(replayed, {threshold: 0.5, isSteady: true}),
    'predicted at auto': lightUpsOf(replayed, {threshold: 'auto', isSteady: false}),
    'highlighted at auto': lightUpsOf(replayed, {threshold: 'auto', isSteady: true}),
  };
  printLightUps(lightUps);
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
      lightUps,
      withoutHabits: {
        policies: measuresByPolicy(kitOnly(withoutHabits.policies), measures),
        ...figuresOf(withoutHabits),
      },
      ...(personal !== undefined && {shipped: figuresOf(shipped), learned: learned?.map(summaryOf)}),
    },
    json,
  };
});

function printLightUps(lightUps: Readonly<Record<string, LightUpReport>>): void {
  console.log('Targets that light up:');
  printTable(
    ['', 'per press', '< 200 ms %', 'not by a press %', 'precision %', 'recall %', 'lead ms'],
    Object.entries(lightUps).map(([name, each]) => [
      name,
      each.perPress.toFixed(2),
      percent(each.shortShare),
      percent(each.shortUnpressedShare),
      percent(each.precision),
      percent(each.recall),
      each.medianLeadMs.toFixed(0),
    ]),
  );
}

interface Scored extends Comparison<StreamHeadline> {
  calibration: CalibrationReport;
  horizons: Horizons;
  thirds: Third[];
}

function scoreAll(replayed: readonly ReplayedScript[]): Scored {
  return {
    ...comparePolicies(tallyWindows(replayed), streamHeadlineOf),
    calibration: calibrationOfWindows(replayed),
    horizons: horizonsOf(replayed),
    thirds: thirdsOf(replayed),
  };
}

function figuresOf({headline, savedAtWaste, calibration, horizons, intervals, thirds}: Scored): object {
  return {
    savedAtWaste,
    headline,
    calibration,
    horizons,
    ...(intervals && {intervals}),
    ...(thirds.length > 0 && {thirds}),
  };
}

/**
 * Predicts the same windows again with each person's learned weights, in a replay without a page. A test
 * asserts that both replays predict the same.
 */
function repredictAll(replayed: readonly ReplayedScript[], learned: readonly Learned[]): ReplayedScript[] {
  return replayed.map((each) => repredict(each, learned.find(({person}) => person === each.person)!.rows));
}

function repredict(
  {person, script, foresight}: ReplayedScript,
  model: RowModel,
  {hasHabits = true}: {hasHabits?: boolean} = {},
): ReplayedScript {
  return {person, script, predictions: replay(model, script, {hasHabits}), ...(foresight && {foresight})};
}

function summaryOf({person, presses, none, verdict, seconds}: Learned): object {
  return {person, presses, none, verdict, seconds};
}

/** The policies that differ without the order of presses. */
function kitOnly<Value>(policies: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(policies).filter(([name]) => name.startsWith('kit@')));
}

/** Renames the shipped kit's policies beside those of the kit that has learned. */
function renamed<Value>(policies: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(policies).map(([name, each]) => [name.replace(/^kit(?=@|-)/, 'shipped'), each]),
  );
}
