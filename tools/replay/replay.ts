import {HabitContext} from '../../src/habits/habit-context.js';
import {Habits} from '../../src/habits/habits.js';
import {Engine} from '../../src/prediction/engine.js';
import type {RowModel} from '../../src/prediction/predictor.js';
import {scriptOfTrial, scriptOfWindow, type PointerScript} from '../recordings/pointer-script.js';
import type {StreamWindow, Trial} from '../recordings/recording.js';
import {scorePolicies, tallyTrials, tallyWindows, type PolicyScores} from '../scores/policies.js';
import {driveEngine} from './drive-engine.js';
import {timedPrediction, type TimedPrediction} from './timed-prediction.js';

/** Whatever day a script was recorded, it is one visit. */
const visitTime = 1;

/**
 * What a region would predict while the script happens, without a page: the kit's own engine, driven by the script.
 * With `hasHabits` it learns the order of presses as it goes.
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
 * What `npm run bench:stream` says of a model and of the hover rules, without a browser and so without
 * the peer that needs one: for tuning, where the same windows are scored again and again.
 */
export function streamScores(
  model: RowModel,
  windows: readonly StreamWindow[],
  {hasHabits = true} = {},
): PolicyScores {
  const lived = windows.map((window) => {
    const script = scriptOfWindow(window);
    return {person: window.person, script, predictions: replay(model, script, {hasHabits})};
  });
  return scorePolicies(tallyWindows(lived));
}

/** What `npm run bench:preload` says, likewise. */
export function trialScores(model: RowModel, trials: readonly Trial[]): PolicyScores {
  const lived = trials.map((trial) => {
    const script = scriptOfTrial(trial);
    return {person: trial.person, script, predictions: replay(model, script)};
  });
  return scorePolicies(tallyTrials(lived));
}
