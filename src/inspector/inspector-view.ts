import type {TemplateResult} from 'lit';
import type {Observation} from '../core/observation.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {Sample} from '../core/sample.js';
import type {TargetNames} from './target-names.js';

/** What a view may ask of the panel that it is in. */
export interface InspectorHost {
  readonly names: TargetNames;
  /** Renders again what is shown, before the next frame. */
  update(): void;
  /** Does `work` and says how it went: in the words it returns, or in those of the error. */
  report(work: () => Promise<string | undefined>): Promise<void>;
  /** Plays a recorded movement on the page; resolves to how it went, in words. */
  replay(sample: Sample): Promise<string>;
}

/** One page of the inspector, behind a tab of its own. */
export interface InspectorView {
  readonly title: string;
  /** Begins to follow a region, until the signal aborts. */
  follow(region: PredictiveRegion, signal: AbortSignal): void;
  /** Told whenever the probabilities are new, shown or not. */
  observed?(observation: Observation): void;
  /** Its tab was chosen. */
  shown?(): void;
  render(): TemplateResult;
}
