import {html, type TemplateResult} from 'lit';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {ScorecardReport} from '../scorecard/report.js';
import {targetsInWindow} from './declared-targets.js';
import {emptyState} from './empty-state.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {onTargetEvent} from './target-events.js';
import {seconds} from './wording.js';

/** What the region has gained and wasted since the page was loaded, in four figures. */
export class PageFiguresView implements InspectorView {
  readonly title = 'This page';
  readonly #host: InspectorHost;
  #region: PredictiveRegion | undefined;
  /** `undefined` when it may have changed: it is not cheap enough for each frame. */
  #report: ScorecardReport | undefined;

  constructor(host: InspectorHost) {
    this.#host = host;
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.#report = undefined;
    const listener = (): void => {
      this.#report = undefined;
      this.#host.update();
    };
    region.addEventListener('predictive-change', listener, {signal});
    for (const type of ['click', 'preload-outcome'] as const) onTargetEvent(region, type, {listener, signal});
  }

  render(): TemplateResult {
    const report = (this.#report ??= this.#region!.scorecard);
    const {presses, predictedPresses, medianLeadMs, used, wasted} = report;
    if (presses + used + wasted === 0)
      return emptyState('The score begins with your first press.', {
        label: 'Go to the first button',
        act: () => targetsInWindow(this.#region!)[0]?.focus(),
      });
    const figures = [
      [`${predictedPresses} of ${presses}`, presses === 1 ? 'press foreseen' : 'presses foreseen'],
      [medianLeadMs === null ? '–' : seconds(medianLeadMs), 'ahead, median'],
      [used, used === 1 ? 'preload used' : 'preloads used'],
      [wasted, wasted === 1 ? 'preload for nothing' : 'preloads for nothing'],
    ];
    return html`<dl class="figures">
      ${figures.map(
        ([figure, name]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${figure}</dd>
          </div>`,
      )}
    </dl>`;
  }
}
