import type {TemplateResult} from 'lit';
import type {Observation} from '../core/observation.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {Sample} from '../core/sample.js';
import type {ReplayResult} from './replay.js';
import type {TargetNames} from './target-names.js';

/** What the panel offers its views. */
export interface InspectorHost {
  readonly names: TargetNames;
  /** Renders the views again before the next frame. */
  update(): void;
  /** Runs `work` and shows the outcome: the text it returns, or its error. */
  report(work: () => Promise<string | undefined>): Promise<void>;
  /** Replays a recorded movement on the page; rejects when another one starts. */
  replay(sample: Sample): Promise<ReplayResult>;
}

/** One view of the inspector: a section of a tab. */
export interface InspectorView {
  readonly title: string;
  /** Starts following a region, until the signal aborts. */
  follow(region: PredictiveRegion, signal: AbortSignal): void;
  /** Called when the probabilities are new, even while the view is hidden. */
  observed?(observation: Observation): void;
  /** Called when the view's tab is chosen. */
  shown?(): void;
  render(): TemplateResult;
}

/** The views that are shown together. */
export interface InspectorTab {
  readonly title: string;
  readonly views: readonly InspectorView[];
}
