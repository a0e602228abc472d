import type {TemplateResult} from 'lit';
import type {Observation} from '../core/observation.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {Sample} from '../core/sample.js';
import type {TargetNames} from './target-names.js';

/** What the panel offers its views. */
export interface InspectorHost {
  readonly names: TargetNames;
  /** Renders the view again before the next frame. */
  update(): void;
  /** Runs `work` and shows the outcome: the text it returns, or its error. */
  report(work: () => Promise<string | undefined>): Promise<void>;
  /** Replays a recorded movement on the page; resolves to a sentence about the outcome. */
  replay(sample: Sample): Promise<string>;
}

/** One view of the inspector, with a tab of its own. */
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
