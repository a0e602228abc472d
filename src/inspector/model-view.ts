import {html, nothing, type TemplateResult} from 'lit';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {ModelChange} from '../core/learning-events.js';
import {AskFirst} from './ask-first.js';
import {askForFiles, download} from './download.js';
import {figureList} from './figure-list.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {summaryOf, type ModelSummary} from './model-summary.js';
import {byteCount} from './wording.js';

const keeping: Record<PredictiveRegion['persist'], string> = {
  none: 'Samples and model are kept in memory only, until the page is left.',
  session: 'Samples and model are saved as they come, until this tab is closed.',
  local: 'Samples and model are saved in this browser as they come.',
};

/** The model in use, and ways to save, load, exchange and reset it. */
export class ModelView implements InspectorView {
  readonly title = 'Model';
  readonly #host: InspectorHost;
  #region: PredictiveRegion | undefined;
  #summary: ModelSummary | undefined;
  #backend: string | undefined;
  #isShown = false;
  readonly #load: AskFirst;
  readonly #reset: AskFirst;
  readonly #forget: AskFirst;

  constructor(host: InspectorHost) {
    this.#host = host;
    const asking = (label: string, confirmation: string, work: () => Promise<string>): AskFirst =>
      new AskFirst({
        label,
        confirmation,
        update: () => host.update(),
        act: () => void host.report(work),
      });
    this.#load = asking('Load…', 'Discard unsaved data', () => this.#loadSaved());
    this.#reset = asking('Reset…', 'Reset the model', async () => {
      await this.#region!.resetModel();
      return 'The model was reset; the samples stay.';
    });
    this.#forget = asking('Forget everything…', 'Delete samples and model', async () => {
      await this.#region!.forget();
      return 'All samples and models were deleted, in memory and stored.';
    });
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.#summary = this.#backend = undefined;
    this.#isShown = false;
    region.addEventListener('predictive-model', () => this.#isShown && this.#read(), {signal});
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
    this.#read();
  }

  render(): TemplateResult {
    const {persist} = this.#region!;
    return html`
      ${this.#summary === undefined ? html`<p class="hint">Reading…</p>` : this.#renderSummary(this.#summary)}
      <h3>In this browser</h3>
      <p class="why">${keeping[persist]}</p>
      <div class="actions">
        <button type="button" ?disabled=${persist === 'local'} @click=${() => this.#save()}>Save</button>
        ${this.#load.render({disabled: persist === 'local'})}
      </div>
      <h3>Files</h3>
      <div class="actions">
        <button type="button" @click=${() => this.#download()}>Download</button>
        <button type="button" @click=${() => this.#upload()}>Upload…</button>
      </div>
      <form class="url" @submit=${(event: SubmitEvent) => this.#onUrl(event)}>
        <label
          >From a URL <input name="url" type="text" inputmode="url" placeholder="…/model.json" required
        /></label>
        <button>Fetch</button>
      </form>
      <h3>Reset</h3>
      <div class="actions">${this.#reset.render()} ${this.#forget.render()}</div>
    `;
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

  #read(): void {
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

  /** Copies samples and model along: other storage means another learner. */
  #save(): void {
    const region = this.#region!;
    void this.#host.report(async () => {
      const samples = await region.exportDataset();
      const {modelJson, weights} = await region.exportModel();
      await this.#keepLocally();
      await region.importDataset(samples);
      await region.loadModel([modelJson, weights]);
      return 'Saved. The next visit restores it if the page sets persist="local".';
    });
  }

  async #loadSaved(): Promise<string> {
    await this.#keepLocally();
    await this.#region!.exportDataset();
    this.#read();
    const {count} = this.#region!.sampleCounts;
    return count === 0 ? 'Nothing was saved.' : `Loaded, with ${count} samples.`;
  }

  async #keepLocally(): Promise<void> {
    this.#region!.persist = 'local';
    await this.#region!.updateComplete;
  }

  #download(): void {
    void this.#host.report(async () => {
      const {modelJson, weights} = await this.#region!.exportModel();
      download(modelJson, modelJson.name);
      download(weights, weights.name);
      return undefined;
    });
  }

  #upload(): void {
    void this.#host.report(async () => {
      const files = await askForFiles({accept: '.json,.bin', multiple: true});
      return files.length === 0 ? undefined : inWords(await this.#region!.loadModel(files));
    });
  }

  #onUrl(event: SubmitEvent): void {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const url = new FormData(event.currentTarget).get('url');
    if (typeof url === 'string')
      void this.#host.report(async () => inWords(await this.#region!.loadModel(url.trim())));
  }
}

function inWords({verdict, architecture, reasons}: ModelChange): string {
  return verdict === 'refused' ? reasons.join(' ') : `The ${architecture} is in use.`;
}
