import {seededRandom} from '../../src/core/random.js';
import {Trajectory} from '../../src/prediction/trajectory.js';
import {Decision} from '../../src/prediction/decision.js';
import {Predictor, type RowModel} from '../../src/prediction/predictor.js';
import {mapTable, momentsMs, tableOf, type PolicyName, type Table} from './accuracy-table.js';
import {byBearing, byDistance} from './baselines.js';
import {mean} from '../../tools/scores/averages.js';
import {interval} from '../../tools/scores/bootstrap.js';
import {Calibration, type CalibrationReport} from '../../tools/scores/calibration.js';
import {logLossOf} from '../../tools/scores/log-loss.js';
import {scriptOfTrial} from '../../tools/recordings/pointer-script.js';
import type {RecordedTarget, Trial} from '../../tools/recordings/recording.js';
import {replay} from '../../tools/replay/replay.js';

/** How often a policy was right at one moment. */
export interface MomentScore {
  /** Trials whose movement had started by then. */
  n: number;
  /** Share of them with the target as the policy's first answer, or among its first three, 0…1. */
  top1: number;
  top3: number;
  /** Mean negative log probability of the target, nats; `null` for policies without probabilities. */
  logloss: number | null;
}

type Measure = 'top1' | 'top3' | 'logloss';
type Row = {person: string} & Record<Measure, number | null>;

export interface AccuracyScores {
  policies: Record<PolicyName, Record<string, MomentScore>>;
  calibration: CalibrationReport;
  /** Changes of the predicted target per movement. */
  flicker: number;
  /** 95 % interval by person; absent for one person. */
  intervals?: Record<PolicyName, Record<string, Partial<Record<Measure, [number, number]>>>>;
}

/** The region's default threshold for predicting a target. */
const predictedFrom = 0.5;

const seed = 1;

/** Scores the kit's model and the rules at the same moments of the same trials. */
export function scoreAccuracy(
  trials: readonly Trial[],
  {kit, heuristic}: {kit: RowModel; heuristic: RowModel},
): AccuracyScores {
  const calibration = new Calibration();
  const rows = tableOf((): Row[] => []);
  for (const trial of trials) {
    for (const ms of momentsMs) {
      const trajectory = trajectoryUntil(trial, trial.clickT - ms);
      if (trajectory === undefined) continue;
      const now = trial.clickT - ms;
      const actual = trial.targets.findIndex(({id}) => id === trial.clicked);
      const stated = statedBy(kit, trajectory, now, trial.targets);
      const guessed = statedBy(heuristic, trajectory, now, trial.targets);
      calibration.add(stated, actual);
      const add = (name: PolicyName, order: number[], probability?: number): void => {
        const place = order.indexOf(actual);
        rows[name][ms]!.push({
          person: `${trial.dataset} ${trial.person}`,
          top1: +(place === 0),
          top3: +(place < 3),
          logloss: probability === undefined ? null : logLossOf(probability),
        });
      };
      add('kit', byProbability(stated), stated[actual]);
      add('heuristic', byProbability(guessed), guessed[actual]);
      add('nearest', byDistance(trial.targets, trajectory));
      add('bearing', byBearing(trial.targets, trajectory, now));
    }
  }
  const intervals = intervalsOf(rows, trials);
  return {
    policies: mapTable(rows, scoreOf),
    calibration: calibration.report(),
    flicker: flickerOf(kit, trials),
    ...(intervals && {intervals}),
  };
}

/** The path until `now`; `undefined` if the pointer had not moved yet. */
function trajectoryUntil({points}: Trial, now: number): Trajectory | undefined {
  const trajectory = new Trajectory();
  let moves = -1;
  for (const [x, y, t] of points) {
    if (t > now) break;
    trajectory.push(x, y, t);
    moves++;
  }
  return moves > 0 ? trajectory : undefined;
}

/** The probability of each target, followed by that of none. */
function statedBy(
  model: RowModel,
  trajectory: Trajectory,
  now: number,
  targets: readonly RecordedTarget[],
): number[] {
  const boxes = targets.flatMap(({x, y, w, h}) => [x, y, w, h]);
  const prediction = new Predictor().predict(model, trajectory, now, boxes, targets.length);
  const stated = new Array<number>(targets.length).fill(0);
  for (let i = 0; i < prediction.count; i++) stated[prediction.indices[i]!] = prediction.probabilities[i]!;
  return [...stated, prediction.none];
}

/** Sorts targets by probability, without none. */
function byProbability(stated: readonly number[]): number[] {
  return stated
    .slice(0, -1)
    .map((probability, index) => ({probability, index}))
    .sort((a, b) => b.probability - a.probability)
    .map(({index}) => index);
}

function flickerOf(model: RowModel, trials: readonly Trial[]): number {
  let changes = 0;
  for (const trial of trials) {
    const decision = new Decision<number>({threshold: predictedFrom});
    let before = decision.predicted;
    for (const {probabilities} of replay(model, scriptOfTrial(trial))) {
      const after = decision.update(probabilities);
      if (after !== before) changes++;
      before = after;
    }
  }
  return trials.length > 0 ? changes / trials.length : 0;
}

function valuesOf(rows: readonly Row[], measure: Measure): {person: string; value: number}[] {
  return rows.flatMap(({person, [measure]: value}) => (value === null ? [] : [{person, value}]));
}

function scoreOf(rows: readonly Row[]): MomentScore {
  const meanOf = (measure: Measure): number => mean(valuesOf(rows, measure).map(({value}) => value));
  const states = rows.some(({logloss}) => logloss !== null);
  return {
    n: rows.length,
    top1: meanOf('top1'),
    top3: meanOf('top3'),
    logloss: states ? meanOf('logloss') : null,
  };
}

function intervalsOf(rows: Table<Row[]>, trials: readonly Trial[]): AccuracyScores['intervals'] {
  if (new Set(trials.map(({person}) => person)).size < 2) return undefined;
  // All policies share the draws, so that their intervals can be compared.
  return mapTable(rows, (own) =>
    Object.fromEntries(
      (['top1', 'top3', 'logloss'] as const).flatMap((measure) => {
        const bounds = interval(valuesOf(own, measure), seededRandom(seed));
        return bounds === undefined ? [] : [[measure, bounds]];
      }),
    ),
  );
}
