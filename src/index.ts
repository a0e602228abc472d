// The entry `predictive-buttons`: the region and the button, and the rest of the family when its tags are seen.
import {define} from './core/define.js';
import {PredictiveButton} from './elements/predictive-button.js';
import {PredictiveRegion} from './elements/predictive-region.js';
import {loadFamily} from './family.js';

// Regions come first, so that buttons already in the page find theirs.
define(PredictiveRegion, PredictiveButton);
loadFamily();

export {PredictiveButton, PredictiveRegion};
export {PredictiveError, type PredictiveErrorCode} from './core/errors.js';
export {PredictiveChangeEvent, PredictiveErrorEvent} from './core/events.js';
export {PreloadEvent, PreloadOutcomeEvent} from './core/preload-events.js';
// The rest of the family by their types alone: they declare the tags that the page may use from now on.
export type {PredictiveButtonGroup} from './elements/predictive-button-group.js';
export type {PredictiveLinkCard} from './elements/predictive-link-card.js';
export type {MenuOpening, PredictiveMenu} from './elements/predictive-menu.js';
export type {PredictiveMenuButton} from './elements/predictive-menu-button.js';
export type {PredictiveMenuItem} from './elements/predictive-menu-item.js';
export type {PredictiveNav} from './elements/predictive-nav.js';
export type {PredictiveSplitButton} from './elements/predictive-split-button.js';
export type {PredictiveToggleButton} from './elements/predictive-toggle-button.js';
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
export type {Architecture, BackendReport, EpochReport} from './core/model.js';
export type {Eagerness, PreloadAction, PreloadDeclaration, PreloadTrigger} from './core/preload.js';
export type {PreloadFilter, UrlRefusal, WasteReason} from './core/preload.js';
export type {SampleSummary} from './core/sample.js';
export type {ScorecardReport} from './scorecard/report.js';
