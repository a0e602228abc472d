import type {TrainedModel} from '../../src/core/model.js';
import {Trajectory} from '../../src/prediction/trajectory.js';
import {scorerInUse} from '../../src/prediction/model-in-use.js';
import {Predictor, type RowModel} from '../../src/prediction/predictor.js';
import {samplesOfTrials} from '../../tools/recordings/samples-of-recordings.js';
import type {Trial} from '../../tools/recordings/recording.js';
import {mean} from '../../tools/scores/averages.js';
import {logLossOf} from '../../tools/scores/log-loss.js';
import {learn, type Learned} from '../../tools/learn.js';

/** Numbers of clicks after which the model is tested. */
export const stages = [0, 50, 100, 200] as const;
export type Stage = (typeof stages)[number];

/** Fewest trials of a person, and fewest of them for testing: the latest. */
export const fewestTrials = 150;
const fewestTested = 50;

/** Moments before the press at which the model answers, ms. */
const momentsMs = [300, 500] as const;

/** A model's score on one trial: right or wrong at each moment, `null` where nothing had moved yet. */
export interface TrialScore {
  top1At300: number | null;
  top1At500: number | null;
  /** Mean negative log probability of the target at these moments, nats. */
  logloss: number | null;
}

export interface PersonStage {
  /** One for each tested trial; the trials are the same at all stages. */
  scores: TrialScore[];
  /** The model gate's verdict, or why nothing was trained; absent before anything is learned. */
  verdict?: string;
  seconds?: number;
}

/**
 * Tests the model in use after each number of clicks on later trials: all those after the last stage that
 * leaves 50 trials. A person with 150 to 249 trials has no stage of 200 clicks.
 */
export async function replayPerson(trials: readonly Trial[]): Promise<Map<Stage, PersonStage>> {
  const samples = samplesOfTrials(trials);
  const reached = stages.filter((stage) => trials.length - stage >= fewestTested);
  const tested = trials.slice(reached.at(-1));
  const results = new Map<Stage, PersonStage>();
  let model: TrainedModel | undefined;
  for (const stage of reached) {
    let learned: Learned | undefined;
    if (stage > 0) {
      const known = samples.slice(0, stage).filter((sample) => sample !== undefined);
      learned = await learn(known, model);
      model = learned.model;
    }
    const {rows} = scorerInUse(model?.architecture === 'scorer' ? model.weights : undefined);
    results.set(stage, {
      scores: tested.map((trial) => scoreOf(rows, trial)),
      ...(learned && {verdict: learned.verdict, seconds: learned.seconds}),
    });
  }
  return results;
}

function scoreOf(model: RowModel, {points, targets, clicked, clickT}: Trial): TrialScore {
  const actual = targets.findIndex(({id}) => id === clicked);
  const boxes = targets.flatMap(({x, y, w, h}) => [x, y, w, h]);
  const seen = momentsMs.map((ms) => {
    const now = clickT - ms;
    const before = points.filter(([, , t]) => t <= now);
    // The movement had not started yet.
    if (before.length < 2) return undefined;
    const trajectory = new Trajectory();
    for (const [x, y, t] of before) trajectory.push(x, y, t);
    const {count, indices, probabilities} = new Predictor().predict(
      model,
      trajectory,
      now,
      boxes,
      targets.length,
    );
    const stated = probabilities.slice(0, count);
    const row = indices.subarray(0, count).indexOf(actual);
    const isRight = row >= 0 && stated.every((probability) => probability <= stated[row]!);
    return {isRight, loss: logLossOf(stated[row] ?? 0)};
  });
  const losses = seen.flatMap((moment) => moment?.loss ?? []);
  return {
    top1At300: seen[0] === undefined ? null : +seen[0].isRight,
    top1At500: seen[1] === undefined ? null : +seen[1].isRight,
    logloss: losses.length > 0 ? mean(losses) : null,
  };
}
