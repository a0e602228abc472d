import {PredictiveButton} from './elements/predictive-button.js';
import {PredictiveRegion} from './elements/predictive-region.js';

// The first definition on a page wins: a second copy of the kit leaves it alone. Regions come first, so
// that buttons that are already in the page find theirs.
for (const element of [PredictiveRegion, PredictiveButton]) {
  if (customElements.get(element.tagName) === undefined) customElements.define(element.tagName, element);
  else if (customElements.get(element.tagName) !== element)
    console.warn(`predictive-buttons: <${element.tagName}> is defined already; the kit may be on the page twice.`);
}

export {PredictiveButton, PredictiveRegion};
export {PredictiveError, type PredictiveErrorCode} from './errors.js';
export {
  PredictiveChangeEvent,
  PredictiveErrorEvent,
  PredictiveModelEvent,
  PredictiveSampleEvent,
  PredictiveTrainEvent,
  PreloadEvent,
  PreloadOutcomeEvent,
  type ModelChange,
  type TrainProgress,
} from './events.js';
export type {Observation} from './elements/prediction-loop.js';
export type {Evaluation} from './learning/evaluation.js';
export type {ScorecardReport} from './scorecard/scorecard.js';
