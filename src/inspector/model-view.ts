import {html, nothing, type TemplateResult} from 'lit';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import {figureList} from './figure-list.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {summaryOf, type ModelSummary} from './model-summary.js';
import {byteCount} from './wording.js';

/** The model in use: its structure and size, and where it was trained. */
export class ModelView implements InspectorView {
  readonly title = 'Model in use';
  readonly #host: InspectorHost;
  #region: PredictiveRegion | undefined;
  #summary: ModelSummary | undefined;
  #backend: string | undefined;
  #isShown = false;

  constructor(host: InspectorHost) {
    this.#host = host;
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.#summary = this.#backend = undefined;
    this.#isShown = false;
    region.addEventListener('predictive-model', () => this.#isShown && this.read(), {signal});
    region.addEventListener(
      'predictive-train',
      ({backend}) => {
        if (backend !== undefined) this.#backend = backend.backend;
      },
      {signal},
    );
  }

  shown(): void {
    this.#isShown = true;
    this.read();
  }

  /** Reads the model again: it is another one, although the region has not said so. */
  read(): void {
    // Keep the message about what led here.
    this.#summarise().catch((error: unknown) =>
      this.#host.report(() => {
        throw error;
      }),
    );
  }

  async #summarise(): Promise<void> {
    const region = this.#region!;
    const summary = await summaryOf(await region.exportModel());
    if (region !== this.#region) return;
    this.#summary = summary;
    this.#host.update();
  }

  render(): TemplateResult {
    return this.#summary === undefined
      ? html`<p class="hint">Reading…</p>`
      : this.#renderSummary(this.#summary);
  }

  #renderSummary({architecture, keys, layers, parameters, bytes}: ModelSummary): TemplateResult {
    const backend = this.#backend === undefined ? `${this.#region!.backend}, not yet trained` : this.#backend;
    const buttons = keys.length === 0 ? 'any' : keys.map((key) => this.#host.names.of(key)).join(', ');
    return html`
      ${figureList(
        [
          ['Architecture', architecture],
          ['Buttons', buttons],
          ['Parameters', parameters.toLocaleString('en')],
          ['Size', byteCount(bytes)],
          ['Trained with', backend],
        ],
        {shows: 'model'},
      )}
      <div class="scroll" role="group" aria-label="Layers" tabindex="0">
        <table class="layers">
          <caption>
            Layers
          </caption>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Kind</th>
              <th scope="col" class="number">Units</th>
              <th scope="col" class="number">Parameters</th>
            </tr>
          </thead>
          <tbody>
            ${layers.map(
              ({name, kind, units, parameters: own}) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td>${kind}</td>
                  <td class="number">${units ?? nothing}</td>
                  <td class="number">${own.toLocaleString('en')}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}
