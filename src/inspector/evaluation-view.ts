import {html, nothing, type TemplateResult} from 'lit';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {Evaluation} from '../core/evaluation.js';
import {percent} from '../core/percent.js';
import {barRow, barTable} from './bar-table.js';
import {calibrationChart} from './calibration-chart.js';
import {confusionTable} from './confusion-table.js';
import {figureList} from './figure-list.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {counted} from './wording.js';

/** Evaluates a model on the held-out samples: confusion, accuracy per button, calibration. */
export class EvaluationView implements InspectorView {
  readonly title = 'Evaluation';
  readonly #host: InspectorHost;
  #region: PredictiveRegion | undefined;
  #evaluation: {of: string; figures: Evaluation; drawings: HTMLElement[]} | undefined;

  constructor(host: InspectorHost) {
    this.#host = host;
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.#evaluation = undefined;
    region.addEventListener(
      'predictive-model',
      ({evaluation, verdict, architecture}) => {
        if (verdict === 'reset') this.#evaluation = undefined;
        const of = verdict === 'taken' ? `the ${architecture} in use` : `the refused ${architecture}`;
        if (evaluation !== undefined) this.#show(evaluation, of);
        this.#host.update();
      },
      {signal},
    );
  }

  render(): TemplateResult {
    return html`
      <div class="actions">
        <button type="button" class="primary" @click=${() => this.#evaluate()}>
          Evaluate the model in use
        </button>
      </div>
      <p class="hint">On the newest fifth of the samples, held out from training.</p>
      ${
        this.#evaluation === undefined
          ? nothing
          : html`${renderFigures(this.#evaluation)} ${this.#evaluation.drawings[0]}
            ${this.#renderButtons(this.#evaluation.figures)} ${this.#evaluation.drawings[1]}`
      }
    `;
  }

  #renderButtons({perButton}: Evaluation): TemplateResult {
    return barTable({
      caption: 'Accuracy of each button',
      columns: ['Button', 'Share', 'Accuracy'],
      shows: 'buttons',
      rows: Object.entries(perButton).map(([key, {accuracy, count}]) =>
        barRow({
          name: this.#host.names.of(key),
          share: accuracy,
          figure: `${percent(accuracy)} of ${count}`,
        }),
      ),
    });
  }

  #evaluate(): void {
    void this.#host.report(async () => {
      const figures = await this.#region!.evaluate();
      this.#show(figures, 'the model in use');
      this.#host.update();
      return `Right in ${percent(figures.accuracy)} of ${counted(figures.samples, 'sample', 'samples')}.`;
    });
  }

  #show(figures: Evaluation, of: string): void {
    const drawings = [confusionTable(figures, (key) => this.#host.names.of(key)), calibrationChart(figures)];
    this.#evaluation = {of, figures, drawings};
  }
}

function renderFigures({
  of,
  figures: {samples, accuracy, logLoss, brier, calibrationError},
}: {
  of: string;
  figures: Evaluation;
}): TemplateResult {
  return figureList([
    ['Model', of],
    ['Held-out samples', samples],
    ['Accuracy', percent(accuracy)],
    ['Log-loss', logLoss.toFixed(3)],
    ['Brier score', brier.toFixed(3)],
    ['Calibration error', percent(calibrationError)],
  ]);
}
