import {HabitContext} from '../../src/habits/habit-context.js';
import {Habits} from '../../src/habits/habits.js';
import {Engine} from '../../src/prediction/engine.js';
import type {RowModel} from '../../src/prediction/predictor.js';
import {scriptOfTrial, scriptOfWindow, type PointerScript} from '../recordings/pointer-script.js';
import type {StreamWindow, Trial} from '../recordings/recording.js';
import {scorePolicies, tallyTrials, tallyWindows, type PolicyScores} from '../scores/policies.js';
import {driveEngine} from './drive-engine.js';
import {timedPrediction, type TimedPrediction} from './timed-prediction.js';

/** All scripts count as one visit, whatever day they were recorded. */
const visitTime = 1;

/**
 * Replays a script without a page, using the kit's own engine, and returns what a region would predict. With
 * `hasHabits`, also learns the order of presses during the replay.
 */
export function replay(
  model: RowModel,
  script: PointerScript,
  {hasHabits = false}: {hasHabits?: boolean} = {},
): TimedPrediction[] {
  const engine = new Engine<number>({model});
  const habits = new Habits();
  const context = new HabitContext<number>({
    habits: () => habits,
    targets: () => script.targets.keys(),
    keyOf: String,
  });
  if (hasHabits)
    engine.context = {
      fuse: (probabilities, at) => context.fuse(probabilities, at),
      habitOnly: () => ({styled: new Map(), actionable: new Map()}),
    };
  const predictions: TimedPrediction[] = [];
  driveEngine(engine, script, {
    onPrediction: (prediction) => predictions.push(timedPrediction(prediction)),
    onClick: (target, pressedAt) =>
      habits.press(String(target), {now: visitTime, predictions: context.takeBefore(pressedAt, target)}),
  });
  return predictions;
}

/**
 * Scores a model and the hover rules like `npm run bench:stream`, but without a browser and thus without the peer
 * that needs one. Tuning uses it to score the same windows many times.
 */
export function streamScores(
  model: RowModel,
  windows: readonly StreamWindow[],
  {hasHabits = true} = {},
): PolicyScores {
  const replayed = windows.map((window) => {
    const script = scriptOfWindow(window);
    return {person: window.person, script, predictions: replay(model, script, {hasHabits})};
  });
  return scorePolicies(tallyWindows(replayed));
}

/** Scores like `npm run bench:preload`, but without a browser. */
export function trialScores(model: RowModel, trials: readonly Trial[]): PolicyScores {
  const replayed = trials.map((trial) => {
    const script = scriptOfTrial(trial);
    return {person: trial.person, script, predictions: replay(model, script)};
  });
  return scorePolicies(tallyTrials(replayed));
}
