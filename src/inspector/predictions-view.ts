import {html, type TemplateResult} from 'lit';
import {percent} from '../core/percent.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {ScorecardReport} from '../scorecard/report.js';
import {calibrationChart} from './calibration-chart.js';
import {figureList} from './figure-list.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {onTargetEvent} from './target-events.js';
import {milliseconds, thresholdText} from './wording.js';

/** How well a region has predicted since page load. */
export class PredictionsView implements InspectorView {
  readonly title = 'Predictions';
  readonly #host: InspectorHost;
  #region: PredictiveRegion | undefined;

  constructor(host: InspectorHost) {
    this.#host = host;
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    const listener = (): void => this.#host.update();
    region.addEventListener('predictive-change', listener, {signal});
    onTargetEvent(region, 'click', {listener, signal});
  }

  render(): TemplateResult {
    const report = this.#region!.scorecard;
    const {presses, predictedPresses, predictions} = report;
    if (presses + predictions === 0)
      return html`<p class="hint">
        Presses, predictions, and how often stated probabilities came true. They are counted from the first
        movement on.
      </p>`;
    return html`
      ${figureList(
        Object.entries({
          Presses: presses,
          'of them predicted (recall)': share(report.recall, predictedPresses),
          Predictions: predictions,
          'of them right (precision)': share(report.precision, report.rightPredictions),
          'Lead, median': span(report.medianLeadMs),
          'Lead, 90th percentile': span(report.p90LeadMs),
        }),
      )}
      ${calibrationChart(calibrationOf(report))}
      <p class="hint">
        ${thresholdText(this.#region!.threshold)} is the threshold; only what reached it is counted as
        predicted.
      </p>
    `;
  }
}

function share(value: number | null, count: number): string {
  return value === null ? '–' : `${count}, ${percent(value)}`;
}

function span(ms: number | null): string {
  return ms === null ? '–' : milliseconds(ms);
}

/** Converts the scorecard's bins for the chart, with their mean error. */
function calibrationOf({calibration}: ScorecardReport): Parameters<typeof calibrationChart>[0] {
  const bins = calibration.flatMap(({count, meanProbability, frequency, ...bin}) =>
    meanProbability === null || frequency === null ? [] : [{...bin, count, meanProbability, frequency}],
  );
  const total = bins.reduce((sum, {count}) => sum + count, 0);
  const off = bins.reduce(
    (sum, {count, meanProbability, frequency}) => sum + count * Math.abs(meanProbability - frequency),
    0,
  );
  return {calibration: bins, calibrationError: total === 0 ? 0 : off / total};
}
