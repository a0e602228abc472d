import {html, nothing, type TemplateResult} from 'lit';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {Sample} from '../core/sample.js';
import {AskFirst} from './ask-first.js';
import {askForFiles, download} from './download.js';
import {figureList} from './figure-list.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {readinessOf} from './readiness.js';
import {outcomeInWords} from './replay.js';
import {counted, milliseconds} from './wording.js';

/** Samples listed at first, and with each press of “more”. */
const listStep = 10;

const timeFormat: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
};

/** The samples collected: counts per button, and a list of samples to replay or delete. */
export class DatasetView implements InspectorView {
  readonly title = 'Data';
  readonly #host: InspectorHost;
  #region: PredictiveRegion | undefined;
  /** Newest first; `undefined` while the list is closed. */
  #samples: Sample[] | undefined;
  #listed = listStep;
  readonly #deleteAll: AskFirst;

  constructor(host: InspectorHost) {
    this.#host = host;
    this.#deleteAll = new AskFirst({
      label: 'Delete all…',
      confirmation: 'Delete all samples',
      update: () => host.update(),
      act: () =>
        void host.report(async () => {
          await this.#region?.resetDataset();
          return 'The samples are deleted; the model stays.';
        }),
    });
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.#samples = undefined;
    const onSample = (): void => {
      // Read again only while the list is open.
      if (this.#samples !== undefined) void this.#list();
      this.#host.update();
    };
    region.addEventListener('predictive-sample', onSample, {signal});
  }

  render(): TemplateResult {
    const region = this.#region!;
    const {count, none, perKey} = region.sampleCounts;
    const {presses, needed, text} = readinessOf(region.sampleCounts);
    const keys = new Set([...this.#host.names.keys(), ...Object.keys(perKey)]);
    return html`
      <p class="why">${text}</p>
      <progress aria-label="Presses" max=${needed} .value=${presses}></progress>
      <div class="scroll" role="group" aria-label="Samples of each button" tabindex="0">
        ${figureList([
          ...[...keys].map((key) => [this.#host.names.of(key), perKey[key] ?? 0] as const),
          ['No press', none],
        ])}
      </div>
      <div class="fields">
        <label
          >What counts as a press
          <select @change=${(event: Event) => this.#setProperty('labelOn', event)}>
            <option value="click" .selected=${region.labelOn === 'click'}>a click</option>
            <option value="hover" .selected=${region.labelOn === 'hover'}>entering a button</option>
          </select></label
        >
        <label
          >Learning
          <select @change=${(event: Event) => this.#setProperty('learn', event)}>
            ${Object.entries({auto: 'when idle', manual: 'on request', off: 'off'}).map(
              ([value, text]) =>
                html`<option value=${value} .selected=${region.learn === value}>${text}</option>`,
            )}
          </select></label
        >
      </div>
      <div class="actions">
        <button type="button" ?disabled=${count === 0} @click=${() => this.#export()}>Export</button>
        <button type="button" @click=${() => this.#import()}>Import…</button>
        ${this.#deleteAll.render({disabled: count === 0})}
      </div>
      <h4>One by one</h4>
      ${this.#samples === undefined ? this.#renderClosedList(count) : this.#renderList(this.#samples)}
    `;
  }

  #renderClosedList(count: number): TemplateResult {
    return html`<div class="actions">
      <button type="button" ?disabled=${count === 0} @click=${() => this.#open()}>List the samples</button>
    </div>`;
  }

  #renderList(samples: readonly Sample[]): TemplateResult {
    return html`
      <ol class="samples">
        ${samples.slice(0, this.#listed).map((sample) => this.#renderSample(sample))}
      </ol>
      ${
        samples.length > this.#listed
          ? html`<button type="button" @click=${() => this.#more()}>
              ${Math.min(listStep, samples.length - this.#listed)} more of ${samples.length}
            </button>`
          : nothing
      }
      ${samples.length === 0 ? html`<p class="hint">There are no samples.</p>` : nothing}
    `;
  }

  #renderSample(sample: Sample): TemplateResult {
    const {time, pressed, pressedAt} = sample;
    const name = this.#host.names.of(pressed);
    const when = new Date(time).toLocaleString('en-GB', timeFormat);
    return html`<li>
      <div>
        <b>${name}</b>
        <span class="hint">${when} · ${milliseconds(pressedAt)}</span>
      </div>
      <button type="button" aria-label="Replay ${name}, ${when}" @click=${() => this.#replay(sample)}>
        Replay
      </button>
      <button type="button" aria-label="Delete ${name}, ${when}" @click=${() => this.#delete(sample)}>
        Delete
      </button>
    </li>`;
  }

  #setProperty(name: 'labelOn' | 'learn', {currentTarget}: Event): void {
    // The select offers only values of the property.
    if (currentTarget instanceof HTMLSelectElement)
      Object.assign(this.#region!, {[name]: currentTarget.value});
  }

  #replay(sample: Sample): void {
    const {names} = this.#host;
    void this.#host.report(async () => outcomeInWords(await this.#host.replay(sample), {sample, names}));
  }

  #export(): void {
    void this.#host.report(async () => {
      download(await this.#region!.exportDataset(), 'samples.json');
      return undefined;
    });
  }

  #import(): void {
    void this.#host.report(async () => {
      const [file] = await askForFiles({accept: '.json,application/json', multiple: false});
      return file === undefined ? undefined : this.import(file);
    });
  }

  /**
   * Imports the samples of a file; resolves to a sentence with the number of new ones. Rejects as
   * `importDataset()` does.
   */
  async import(file: File): Promise<string> {
    const added = await this.#region!.importDataset(file);
    return `${counted(added, 'sample', 'samples')} added from ${file.name}.`;
  }

  #open(): void {
    this.#listed = listStep;
    void this.#host.report(async () => {
      await this.#list();
      return undefined;
    });
  }

  #more(): void {
    this.#listed += listStep;
    this.#host.update();
  }

  #delete({id}: Sample): void {
    void this.#host.report(async () => {
      await this.#region!.resetDataset({only: [id]});
      return 'The sample is deleted.';
    });
  }

  async #list(): Promise<void> {
    const region = this.#region!;
    // The region has just written the file itself.
    const file = JSON.parse(await (await region.exportDataset()).text()) as {samples: Sample[]};
    if (region !== this.#region) return;
    this.#samples = file.samples.reverse();
    this.#host.update();
  }
}
