// `npm run pretrain:summary -- --data FILE`: compares the movement of simulated people with that of recorded
// ones, how soon they press, and how well a network can tell them apart.
import {wasmUrl} from '../tools/tensorflow-in-node.js';
import {readArguments, readCount, runBenchmark} from '../tools/arguments.js';
import {scriptOfWindow} from '../tools/recordings/pointer-script.js';
import {readWindows, type StreamWindow} from '../tools/recordings/recording.js';
import {windowOf} from '../tools/recordings/simulated-recordings.js';
import {seededRandom, type Random} from '../src/core/random.js';
import {startBackend} from '../src/training/train.js';
import type {Moment} from '../src/training/moments.js';
import {percent} from '../tools/tables/percent.js';
import {printTable} from '../tools/tables/table.js';
import {boutsOf, type Bout} from './bouts.js';
import {momentsOfScript} from './moments.js';
import {comparePressTimes, pressTimesOf, type PressTimesRow} from './press-times.js';
import {people} from './simulator/parameters.js';
import {drawPerson} from './simulator/person.js';
import {simulateVisit} from './simulator/visit.js';
import {tellApart, windowsOf, type PersonsWindows, type ToldApart} from './tell-apart.js';

const figures: readonly [name: string, of: (bout: Bout) => number][] = [
  ['rest after, ms', ({restMs}) => restMs],
  ['displacement, px', ({displacementPx}) => displacementPx],
  ['path, px', ({pathPx}) => pathPx],
  ['duration, ms', ({durationMs}) => durationMs],
  ['peak speed, px/ms', ({peakSpeed}) => peakSpeed],
  ['straightness', ({displacementPx, pathPx}) => displacementPx / (pathPx + 1)],
];

/** Share of the ticks whose presses are timed: neighbouring ones are nearly equal. */
const timedShare = 1 / 4;

const quantiles = [0.1, 0.25, 0.5, 0.75, 0.9];

/** Longest visit of one simulated person, ms. */
const longestVisitMs = 120_000;

await runBenchmark(async () => {
  const {data, json, visits} = readArguments(['visits']);
  const random = seededRandom(1);
  const count = readCount(visits, {name: 'visits', fallback: 200});
  const simulated = Array.from({length: count}, () =>
    simulateVisit({ms: 60_000, random, parameters: people}),
  ).flatMap(({points, presses, layout}) =>
    boutsOf({points, presses: presses.map(({t}) => t), boxes: layout.targets}),
  );
  const windows = data === undefined ? [] : readWindows(data);
  const recorded = windows.flatMap(({points, presses, targets}) =>
    boutsOf({points, presses: presses.map(([down]) => down), boxes: targets}),
  );
  const compared = windows.length > 0 ? await compare(windows, random) : undefined;
  const result = {
    simulated: summaryOf(simulated),
    recorded: data === undefined ? undefined : summaryOf(recorded),
    ...compared,
  };
  print(result);
  if (compared !== undefined) {
    printPressTimes(compared.pressTimes);
    printToldApart(compared.toldApart);
  }
  return {result, json};
});

interface Compared {
  pressTimes: PressTimesRow[];
  toldApart: ToldApart;
}

/** Simulates other people on the same pages, and compares them with those who were recorded there. */
async function compare(windows: readonly StreamWindow[], random: Random): Promise<Compared> {
  await startBackend({architecture: 'scorer', backend: 'wasm', wasmUrl});
  const recorded = new Map<string, PersonsWindows>();
  const simulated: PersonsWindows[] = [];
  const moments: Record<'simulated' | 'recorded', Moment[]> = {simulated: [], recorded: []};
  const timing = {random: seededRandom(1), share: timedShare};
  for (const [index, window] of windows.entries()) {
    const script = scriptOfWindow(window);
    const own = recorded.get(window.person) ?? {person: window.person, windows: []};
    recorded.set(window.person, own);
    own.windows.push(...windowsOf(script));
    moments.recorded.push(...momentsOfScript(script, timing));
    const [width, height] = script.viewport;
    const layout = {
      width,
      height,
      kinds: [],
      targets: script.targets.map(({id, ...box}) => ({key: id, ...box})),
    };
    const lengthMs = script.steps.at(-1)!.t - script.steps[0]!.t;
    for (let left = lengthMs; left > 0; left -= longestVisitMs) {
      const person = `simulated ${index}-${left.toFixed()}`;
      const parameters = drawPerson(random);
      const visit = simulateVisit({ms: Math.min(left, longestVisitMs), random, parameters, layout});
      if (visit.points.length === 0) continue;
      const simulatedScript = scriptOfWindow(windowOf({...visit, person}));
      simulated.push({person, windows: windowsOf(simulatedScript)});
      moments.simulated.push(...momentsOfScript(simulatedScript, timing));
    }
  }
  return {
    pressTimes: comparePressTimes(pressTimesOf(moments.simulated), pressTimesOf(moments.recorded)),
    toldApart: await tellApart(simulated, [...recorded.values()], random),
  };
}

function printPressTimes(rows: readonly PressTimesRow[]): void {
  console.log(
    '\nOf the moments that lead to a press, the share in % whose press comes within 0.35, 0.7 and 1.5 s: simulated, recorded',
  );
  const percents = (within: readonly number[]): string => within.map((each) => percent(each)).join(' ');
  printTable(
    ['the hand is', 'moments', '', 'simulated', 'recorded'],
    rows.map(({situation, simulated, recorded}) => [
      situation,
      String(simulated.moments),
      String(recorded.moments),
      percents(simulated.within),
      percents(recorded.within),
    ]),
  );
}

function printToldApart({auc, windows, givenAwayBy}: ToldApart): void {
  console.log(
    `\nA network tells simulated people from recorded ones on the same pages by half a second of what it sees: ` +
      `AUC ${auc.toFixed(3)} (0.5 if not at all), of ${windows.simulated} and ${windows.recorded} windows`,
  );
  for (const {feature, fall} of givenAwayBy.slice(0, 10))
    console.log(`  ${feature.padEnd(32)} shuffled: ${(auc - fall).toFixed(3)}`);
}

type Summary = ReturnType<typeof summaryOf>;

function summaryOf(bouts: readonly Bout[]) {
  const kind = (pressed: boolean) => {
    const of = bouts.filter((bout) => bout.pressed === pressed);
    return {
      share: of.length / bouts.length,
      inside: of.filter(({inside}) => inside).length / of.length,
      figures: Object.fromEntries(figures.map(([name, figure]) => [name, quantilesOf(of.map(figure))])),
    };
  };
  return {bouts: bouts.length, press: kind(true), none: kind(false)};
}

function quantilesOf(values: number[]): number[] {
  values.sort((a, b) => a - b);
  return quantiles.map((share) => values[Math.floor(share * values.length)] ?? NaN);
}

function print({simulated, recorded}: {simulated: Summary; recorded: Summary | undefined}): void {
  for (const kind of ['press', 'none'] as const) {
    const share = (summary: Summary): string =>
      `${(summary[kind].share * 100).toFixed(0)} % of ${summary.bouts}, ${(summary[kind].inside * 100).toFixed(0)} % end in a target`;
    console.log(
      `\nMovements that end in ${kind === 'press' ? 'a press' : 'no press'} (10, 25, 50, 75, 90 %)`,
    );
    console.log(`  simulated ${share(simulated)}${recorded ? `; recorded ${share(recorded)}` : ''}`);
    for (const [name] of figures) {
      const row = (summary: Summary): string =>
        summary[kind].figures[name]!.map((value) => value.toPrecision(3).padStart(8)).join('');
      console.log(`  ${name.padEnd(18)} simulated ${row(simulated)}`);
      if (recorded) console.log(`  ${''.padEnd(18)} recorded  ${row(recorded)}`);
    }
  }
}
