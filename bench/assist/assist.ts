// `npm run bench:assist`: how often simulated people with tremor miss, and how long a press takes them, with `assist`,
// without, and with techniques of the literature. With `--data FILE`, on the pages and press places of recordings. With
// `--stream FILE`, also how many recorded presses beside every target would have been taken for one of a target.
import {readArguments, readCount, runBenchmark} from '../../tools/arguments.js';
import {readTrials, readWindows} from '../../tools/recordings/recording.js';
import {simulatedTrials} from '../../tools/recordings/simulated-recordings.js';
import {shippedModel} from '../../tools/shipped-model.js';
import {percent} from '../../tools/tables/percent.js';
import {printTable} from '../../tools/tables/table.js';
import type {TremorStrength} from '../../pretrain/simulator/tremor.js';
import {countRecordedBlanks, type RecordedBlanks} from './recorded-blanks.js';
import {scoreAssist, type AssistScores} from './score-assist.js';
import {techniqueNames} from './techniques.js';

/** An assumption, as no study says how many pixels a pointer trembles: from a steady hand to one that misses often. */
const strengths: Readonly<Record<string, TremorStrength>> = {
  steady: {amplitudePx: 0, scatterPx: 0},
  light: {amplitudePx: 3, scatterPx: 3},
  strong: {amplitudePx: 7, scatterPx: 6},
};

/** The default of `assist-from`. */
const usualFrom = 0.7;

/** Share of presses that are meant for nothing: that of the simulator's people is 7 %. */
const usualBlankShare = 0.0708;

await runBenchmark(async () => {
  const {data, json, limit: limitText, from: fromText, stream} = readArguments(['limit', 'from', 'stream']);
  const limit = readCount(limitText, {name: 'limit', fallback: Infinity});
  const trials = data === undefined ? simulatedTrials({limit}) : readTrials(data, {limit});
  const from = fromText === undefined ? usualFrom : Number(fromText);
  const {rows: model} = shippedModel();
  const dataset = trials[0]!.dataset;
  const scores: Record<string, AssistScores> = {};
  for (const [name, strength] of Object.entries(strengths)) {
    scores[name] = scoreAssist(trials, {model, strength, from, blankShare: usualBlankShare});
    const {presses, blank, techniques} = scores[name];
    const {amplitudePx, scatterPx} = strength;
    console.log(
      `${dataset}, ${name} hands (${amplitudePx} px of tremor, ${scatterPx} px of scatter): ` +
        `${presses} presses of targets, ${blank} meant for nothing`,
    );
    const head = [
      'technique',
      'misses %',
      'of another %',
      'median ms',
      '90 % ms',
      'taken ‰',
      'taken of blank %',
    ];
    printTable(
      head,
      techniqueNames.map((technique) => {
        const {misses, wrong, medianMs, p90Ms, takenOfAll, takenOfBlank} = techniques[technique];
        const ms = [medianMs, p90Ms].map((each) => each.toFixed(0));
        return [
          technique,
          percent(misses),
          percent(wrong),
          ...ms,
          (1000 * takenOfAll).toFixed(2),
          percent(takenOfBlank),
        ];
      }),
    );
  }
  const recorded = stream === undefined ? undefined : countRecordedBlanks(readWindows(stream), {model, from});
  if (recorded !== undefined) printRecorded(recorded);
  return Promise.resolve({result: {dataset, from, scores, recorded}, json});
});

function printRecorded({presses, blank, taken}: RecordedBlanks): void {
  console.log(`${presses} recorded presses, ${blank} of them beside every target`);
  printTable(
    ['technique', 'taken', 'per 1,000 presses'],
    techniqueNames.map((name) => [name, String(taken[name]), ((1000 * taken[name]) / presses).toFixed(2)]),
  );
}
