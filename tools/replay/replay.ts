import type {RowModel} from '../../src/prediction/predictor.js';
import {scriptOfTrial, scriptOfWindow} from '../recordings/pointer-script.js';
import {scorePolicies, tallyTrials, tallyWindows, type PolicyScores} from '../scores/policies.js';
import type {StreamWindow, Trial} from '../recordings/recording.js';
import {ReplayedHabits} from './replayed-habits.js';
import {replay} from './replayed-region.js';

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
    return {
      person: window.person,
      script,
      thoughts: replay(model, script, {habits: hasHabits ? new ReplayedHabits(script) : undefined}),
    };
  });
  return scorePolicies(tallyWindows(lived));
}

/** What `npm run bench:preload` says, likewise. */
export function trialScores(model: RowModel, trials: readonly Trial[]): PolicyScores {
  const lived = trials.map((trial) => {
    const script = scriptOfTrial(trial);
    return {person: trial.person, script, thoughts: replay(model, script)};
  });
  return scorePolicies(tallyTrials(lived));
}
