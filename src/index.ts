// The entry `predictive-buttons`: the region and the button.
import {define} from './core/define.js';
import {PredictiveButton} from './elements/predictive-button.js';
import {PredictiveRegion} from './elements/predictive-region.js';

// Regions come first, so that buttons already in the page find theirs.
define(PredictiveRegion, PredictiveButton);

export {PredictiveButton, PredictiveRegion};
export {PredictiveError, type PredictiveErrorCode} from './core/errors.js';
export {PredictiveChangeEvent, PredictiveErrorEvent} from './core/events.js';
export {PreloadEvent, PreloadOutcomeEvent} from './core/preload-events.js';
export type {
  ModelChange,
  PredictiveModelEvent,
  PredictiveSampleEvent,
  PredictiveTrainEvent,
  TrainProgress,
} from './core/events.js';
export type {Observation} from './core/observation.js';
export type {HabitForecast} from './habits/habits.js';
export type {Evaluation} from './core/evaluation.js';
export type {Eagerness, PreloadAction, PreloadTrigger, WasteReason} from './core/preload.js';
export type {PreloadFilter} from './core/preload.js';
export type {ScorecardReport} from './scorecard/report.js';
