import {html, type TemplateResult} from 'lit';
import {percent} from '../core/percent.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {ScorecardReport} from '../scorecard/report.js';
import {calibrationChart} from './calibration-chart.js';
import {figureList} from './figure-list.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {leadChart, type PreloadEnd} from './lead-chart.js';
import {byteCount, milliseconds, thresholdText} from './wording.js';

/** Preloads drawn; the oldest are dropped first. */
const endsKept = 40;

/** The region's predictions and preloads since page load. */
export class ScorecardView implements InspectorView {
  readonly title = 'Score';
  readonly #host: InspectorHost;
  #region: PredictiveRegion | undefined;
  #ends: PreloadEnd[] = [];

  constructor(host: InspectorHost) {
    this.#host = host;
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.#ends = [];
    const update = (): void => this.#host.update();
    region.addEventListener('predictive-change', update, {signal});
    region.addEventListener('click', update, {signal});
    region.addEventListener(
      'preload-outcome',
      ({used, leadMs}) => {
        this.#ends = [...this.#ends, {used, leadMs}].slice(-endsKept);
        update();
      },
      {signal},
    );
  }

  render(): TemplateResult {
    const report = this.#region!.scorecard;
    const {presses, predictedPresses, predictions, used, wasted, withdrawnInTime} = report;
    return html`
      ${renderFigures('Predictions', {
        Presses: presses,
        'of them predicted (recall)': share(report.recall, predictedPresses),
        Predictions: predictions,
        'of them right (precision)': share(report.precision, report.rightPredictions),
        'Lead, median': span(report.medianLeadMs),
        'Lead, 90th percentile': span(report.p90LeadMs),
      })}
      ${renderFigures('Preloads', {
        Used: `${used}, ${byteCount(report.usedBytes)}`,
        Wasted: `${wasted}, ${byteCount(report.wastedBytes)}`,
        'of them withdrawn in time': withdrawnInTime,
        'Wasted per press': presses === 0 ? '–' : (wasted / presses).toFixed(2),
        'Lead, median': span(report.medianPreloadLeadMs),
        'By trigger': triggers(report),
      })}
      ${
        this.#ends.length === 0
          ? html`<p class="hint">No preload has ended yet; only those with work to do are counted.</p>`
          : leadChart(this.#ends, {capacity: endsKept})
      }
      ${calibrationChart(calibrationOf(report))}
      <p class="hint">
        ${thresholdText(this.#region!.threshold)} is the threshold; only what reached it is counted as
        predicted.
      </p>
    `;
  }
}

function renderFigures(title: string, figures: Record<string, string | number>): TemplateResult {
  return html`<h3>${title}</h3>
    ${figureList(Object.entries(figures))}`;
}

function share(value: number | null, count: number): string {
  return value === null ? '–' : `${count}, ${percent(value)}`;
}

function span(ms: number | null): string {
  return ms === null ? '–' : milliseconds(ms);
}

function triggers({preloadsByTrigger}: ScorecardReport): string {
  return (
    Object.entries(preloadsByTrigger)
      .map(([trigger, count]) => `${trigger} ${count}`)
      .join(', ') || '–'
  );
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
