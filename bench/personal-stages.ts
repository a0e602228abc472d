import {evaluateCandidate, whatIsMissing} from '../src/learning/model-gate.js';
import type {TrainedModel} from '../src/core/model.js';
import type {Sample} from '../src/core/sample.js';
import {train} from '../src/training/train.js';
import {Trajectory} from '../src/prediction/trajectory.js';
import {scorerInUse} from '../src/prediction/model-in-use.js';
import {Predictor, type RowModel} from '../src/prediction/predictor.js';
import {samplesOfTrials} from './personal-samples.js';
import type {Trial} from './recording.js';
import {wasmUrl} from './tensorflow-in-node.js';

/** After how many clicks it is asked what has been learned. */
export const stages = [0, 50, 100, 200] as const;
export type Stage = (typeof stages)[number];

/** Fewest trials of a person, and fewest of them that are tested on: the latest. */
export const fewestTrials = 150;
const fewestTested = 50;

/** How long before the press it is asked, ms. */
const momentsMs = [300, 500] as const;

/** What the region's attributes say by default, and what its learner trains with. */
const usual = {minAccuracy: 0.7, epochs: 200, seed: 1};

/** Probability that stands for less: one answer given no chance must not make the mean infinite. */
const leastProbability = 1e-7;

/** What a model made of one trial: right or wrong at each moment, `null` where nothing had moved yet. */
export interface TrialScore {
  top1At300: number | null;
  top1At500: number | null;
  /** Mean negative log probability of the target at these moments, nats. */
  logloss: number | null;
}

export interface PersonStage {
  /** Of each tested trial: the same ones at all stages. */
  scores: TrialScore[];
  /** What the gate said, or why nothing was trained; absent before anything is learned. */
  verdict?: string;
  seconds?: number;
}

/**
 * The model in use after so many clicks, tried on what came later: on everything after the latest stage that
 * leaves 50 trials. A person with 150 to 249 trials has no stage of 200 clicks.
 */
export async function livePerson(trials: readonly Trial[]): Promise<Map<Stage, PersonStage>> {
  const samples = samplesOfTrials(trials);
  const reached = stages.filter((stage) => trials.length - stage >= fewestTested);
  const tested = trials.slice(reached.at(-1));
  const results = new Map<Stage, PersonStage>();
  let model: TrainedModel | undefined;
  for (const stage of reached) {
    let learned: Awaited<ReturnType<typeof learn>> | undefined;
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

/** What a visitor's browser does with samples: trains, judges, and keeps what is better. */
export async function learn(
  samples: readonly Sample[],
  current: TrainedModel | undefined,
): Promise<{model: TrainedModel | undefined; verdict: string; seconds: number}> {
  const missing = whatIsMissing(samples);
  if (missing !== undefined) return {model: current, verdict: missing, seconds: 0};
  const {minAccuracy, epochs, seed} = usual;
  const {model, evaluation, baseline, seconds} = await train({
    samples,
    current,
    options: {architecture: 'scorer', epochs, seed, backend: 'wasm', wasmUrl},
  });
  const {verdict, reasons} = evaluateCandidate({candidate: evaluation, baseline, minAccuracy});
  return {
    model: verdict === 'taken' ? model : current,
    verdict: `${verdict}: ${reasons.join(' ')}`,
    seconds,
  };
}

function scoreOf(model: RowModel, {points, targets, clicked, clickT}: Trial): TrialScore {
  const actual = targets.findIndex(({id}) => id === clicked);
  const boxes = targets.flatMap(({x, y, w, h}) => [x, y, w, h]);
  const seen = momentsMs.map((ms) => {
    const now = clickT - ms;
    const before = points.filter(([, , t]) => t <= now);
    // It was not moving yet.
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
    return {isRight, loss: -Math.log(Math.max(stated[row] ?? 0, leastProbability))};
  });
  const losses = seen.flatMap((moment) => moment?.loss ?? []);
  return {
    top1At300: seen[0] === undefined ? null : +seen[0].isRight,
    top1At500: seen[1] === undefined ? null : +seen[1].isRight,
    logloss: losses.length > 0 ? losses.reduce((sum, loss) => sum + loss, 0) / losses.length : null,
  };
}
