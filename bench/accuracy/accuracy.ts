// `npm run bench:accuracy -- --data FILE`: how often the kit, its heuristic and two simple rules predict the
// pressed target at moments before the press, and how well the kit's probabilities are calibrated. With `--devices`,
// simulated people with several devices instead.
import {Heuristic} from '../../src/prediction/heuristic.js';
import {momentsMs, policyNames} from './accuracy-table.js';
import {printDevices, scoreDevices} from './devices.js';
import {scoreAccuracy, type AccuracyScores} from './score-accuracy.js';
import {readArguments, readCount, runBenchmark, UsageError} from '../../tools/arguments.js';
import {readTrials} from '../../tools/recordings/recording.js';
import {shippedModel} from '../../tools/shipped-model.js';
import {simulatedTrials} from '../../tools/recordings/simulated-recordings.js';
import {percent} from '../../tools/tables/percent.js';
import {printGaps} from '../../tools/tables/print-gaps.js';
import {printTable} from '../../tools/tables/table.js';

await runBenchmark(async () => {
  const {data, json, limit: limitText, devices: hasDevices} = readArguments(['limit'], {flags: ['devices']});
  if (hasDevices === true) {
    if (data !== undefined) throw new UsageError('--devices: is of simulated people, and takes no --data.');
    const scores = scoreDevices(shippedModel().rows);
    printDevices(scores);
    return {result: {dataset: 'simulated', devices: scores}, json};
  }
  const limit = readCount(limitText, {name: 'limit', fallback: Infinity});
  const trials = data === undefined ? simulatedTrials({limit}) : readTrials(data, {limit});
  const {kind, rows: kit} = shippedModel();
  const scores = scoreAccuracy(trials, {kit, heuristic: new Heuristic()});
  const dataset = trials[0]!.dataset;

  console.log(`${dataset}: ${trials.length} trials; the kit scores by its ${kind}`);
  print(scores);
  return {result: {dataset, trials: trials.length, ...scores}, json};
});

function print({policies, intervals, calibration, flicker}: AccuracyScores): void {
  const orNothing = (n: number, text: string): string => (n > 0 ? text : '–');
  const rows = momentsMs.flatMap((ms) =>
    policyNames.map((name) => {
      const {n, top1, top3, logloss} = policies[name][ms]!;
      const bounds = intervals?.[name][ms]?.top1;
      return [
        String(ms),
        String(n),
        name,
        orNothing(n, percent(top1)),
        bounds === undefined ? '' : bounds.map(percent).join('–'),
        orNothing(n, percent(top3)),
        logloss === null ? '–' : logloss.toFixed(3),
      ];
    }),
  );
  printTable(['ms before', 'trials', 'policy', 'top-1 %', '95 %', 'top-3 %', 'log-loss'], rows);
  console.log(
    `Calibration error ${calibration.ece.toFixed(4)}, Brier ${calibration.brier.toFixed(3)}, ` +
      `${flicker.toFixed(2)} changes of the predicted target per movement`,
  );
  printGaps(calibration);
}
