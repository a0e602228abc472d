import {html, type TemplateResult} from 'lit';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {ScorecardReport} from '../scorecard/report.js';
import {emptyState} from './empty-state.js';
import {figureList} from './figure-list.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {leadChart, type PreloadEnd} from './lead-chart.js';
import {onTargetEvent} from './target-events.js';
import {byteCount, milliseconds} from './wording.js';

/** Preloads drawn; the oldest are dropped first. */
const endsKept = 40;

/** A region's preloads since page load, used and wasted. */
export class PreloadsView implements InspectorView {
  readonly title = 'Preloads';
  readonly #host: InspectorHost;
  #region: PredictiveRegion | undefined;
  #ends: PreloadEnd[] = [];

  constructor(host: InspectorHost) {
    this.#host = host;
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.#ends = [];
    onTargetEvent(region, 'preload-outcome', {
      listener: ({used, leadMs}) => {
        this.#ends = [...this.#ends, {used, leadMs}].slice(-endsKept);
        this.#host.update();
      },
      signal,
    });
  }

  render(): TemplateResult {
    const report = this.#region!.scorecard;
    const {presses, used, wasted, withdrawnInTime, medianPreloadLeadMs} = report;
    if (used + wasted === 0) return this.#renderEmpty();
    return html`
      ${figureList(
        Object.entries({
          Used: `${used}, ${byteCount(report.usedBytes)}`,
          Wasted: `${wasted}, ${byteCount(report.wastedBytes)}`,
          'of them withdrawn in time': withdrawnInTime,
          'Wasted per press': presses === 0 ? '–' : (wasted / presses).toFixed(2),
          'Lead, median': medianPreloadLeadMs === null ? '–' : milliseconds(medianPreloadLeadMs),
          'By trigger': triggers(report),
        }),
      )}
      ${
        this.#ends.length === 0
          ? html`<p class="hint">The next ones are drawn here: the lead of each, and the waste.</p>`
          : leadChart(this.#ends, {capacity: endsKept})
      }
    `;
  }

  #renderEmpty(): TemplateResult {
    const region = this.#region!;
    const text = 'No preload has ended yet; only those with work to do are counted.';
    if (region.preload !== 'none') return html`<p class="hint">${text}</p>`;
    return emptyState(text, {
      label: 'Prefetch the links of this region',
      act: () => {
        region.preload = 'prefetch';
        this.#host.update();
      },
    });
  }
}

function triggers({preloadsByTrigger}: ScorecardReport): string {
  return (
    Object.entries(preloadsByTrigger)
      .map(([trigger, count]) => `${trigger} ${count}`)
      .join(', ') || '–'
  );
}
