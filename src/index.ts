import {PredictiveButton} from './elements/predictive-button.js';
import {PredictiveRegion} from './elements/predictive-region.js';

// The first definition on a page wins: a second copy of the kit leaves it alone. Regions come first, so
// that buttons that are already in the page find theirs. On a server there is nothing to define them in.
for (const element of globalThis.customElements ? [PredictiveRegion, PredictiveButton] : []) {
  const {tagName} = element;
  if (customElements.get(tagName) !== undefined) {
    console.warn('predictive-buttons: the elements were defined before.');
    break;
  }
  customElements.define(tagName, element);
}

export {PredictiveButton, PredictiveRegion};
export {PredictiveError, type PredictiveErrorCode} from './core/errors.js';
export {
  PredictiveChangeEvent,
  PredictiveErrorEvent,
  PreloadEvent,
  PreloadOutcomeEvent,
} from './core/events.js';
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
export type {Eagerness, PreloadAction, PreloadTrigger} from './core/preload.js';
export type {PreloadFilter} from './core/preload.js';
export type {ScorecardReport} from './scorecard/scorecard.js';
