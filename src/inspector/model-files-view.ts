import {html, type TemplateResult} from 'lit';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {ModelChange} from '../core/learning-events.js';
import {AskFirst} from './ask-first.js';
import {askForFiles, download} from './download.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';

const keeping: Record<PredictiveRegion['persist'], string> = {
  none: 'Samples and model are kept in memory only, until the page is left.',
  session: 'Samples and model are saved as they come, until this tab is closed.',
  local: 'Samples and model are saved in this browser as they come.',
};

/** Ways to save, load, exchange and reset the model. */
export class ModelFilesView implements InspectorView {
  readonly title = 'Keep and exchange';
  readonly #host: InspectorHost;
  /** Called when a saved model was loaded. */
  readonly #onLoad: () => void;
  #region: PredictiveRegion | undefined;
  readonly #load: AskFirst;
  readonly #reset: AskFirst;
  readonly #forget: AskFirst;

  constructor(host: InspectorHost, {onLoad}: {onLoad: () => void}) {
    this.#host = host;
    this.#onLoad = onLoad;
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

  follow(region: PredictiveRegion): void {
    this.#region = region;
  }

  render(): TemplateResult {
    const {persist} = this.#region!;
    return html`
      <p class="why">${keeping[persist]}</p>
      <div class="actions">
        <button type="button" ?disabled=${persist === 'local'} @click=${() => this.#save()}>Save</button>
        ${this.#load.render({disabled: persist === 'local'})}
      </div>
      <h4>Files</h4>
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
      <h4>Reset</h4>
      <div class="actions">${this.#reset.render()} ${this.#forget.render()}</div>
    `;
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
    this.#onLoad();
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
