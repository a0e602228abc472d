import type {RowModel} from '../src/prediction/predictor.js';
import {scriptOfTrial, scriptOfWindow, type PointerScript} from './pointer-script.js';
import {scoreTrials, scoreWindows, type Lived, type PolicyScores} from './policies.js';
import type {StreamWindow, Trial} from './recording.js';
import {replay} from './replayed-region.js';

/**
 * What `npm run bench:stream` says of a model and of the hover rules, without a browser and so without
 * the peer that needs one: for tuning, where the same windows are scored again and again.
 */
export function streamScores(model: RowModel, windows: readonly StreamWindow[]): PolicyScores {
  return scoreWindows(windows.map(scriptOfWindow).map((script) => livedThrough(model, script)));
}

/** What `npm run bench:preload` says, likewise. */
export function trialScores(model: RowModel, trials: readonly Trial[]): PolicyScores {
  return scoreTrials(trials.map(scriptOfTrial).map((script) => livedThrough(model, script)));
}

function livedThrough(model: RowModel, script: PointerScript): Lived {
  return {script, thoughts: replay(model, script)};
}
