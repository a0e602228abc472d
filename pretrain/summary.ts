// `npm run pretrain:summary -- --data FILE`: compares the movement of simulated people with that of recorded
// ones.
import {readArguments, readCount, runBenchmark} from '../tools/arguments.js';
import {readWindows} from '../tools/recordings/recording.js';
import {seededRandom} from '../src/core/random.js';
import {boutsOf, type Bout} from './bouts.js';
import {people} from './simulator/parameters.js';
import {simulateVisit} from './simulator/visit.js';

const figures: readonly [name: string, of: (bout: Bout) => number][] = [
  ['rest after, ms', ({restMs}) => restMs],
  ['displacement, px', ({displacementPx}) => displacementPx],
  ['path, px', ({pathPx}) => pathPx],
  ['duration, ms', ({durationMs}) => durationMs],
  ['peak speed, px/ms', ({peakSpeed}) => peakSpeed],
  ['straightness', ({displacementPx, pathPx}) => displacementPx / (pathPx + 1)],
];

const quantiles = [0.1, 0.25, 0.5, 0.75, 0.9];

await runBenchmark(async () => {
  const {data, json, visits} = readArguments(['visits']);
  const random = seededRandom(1);
  const count = readCount(visits, {name: 'visits', fallback: 200});
  const simulated = Array.from({length: count}, () =>
    simulateVisit({ms: 60_000, random, parameters: people}),
  ).flatMap(({points, presses, layout}) =>
    boutsOf({points, presses: presses.map(({t}) => t), boxes: layout.targets}),
  );
  const recorded =
    data === undefined
      ? []
      : readWindows(data).flatMap(({points, presses, targets}) =>
          boutsOf({points, presses: presses.map(([down]) => down), boxes: targets}),
        );
  const result = {
    simulated: summaryOf(simulated),
    recorded: data === undefined ? undefined : summaryOf(recorded),
  };
  print(result);
  return {result, json};
});

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
