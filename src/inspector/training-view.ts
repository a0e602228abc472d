import {html, nothing, type TemplateResult} from 'lit';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {ModelChange, PredictiveTrainEvent} from '../core/learning-events.js';
import type {Architecture, BackendReport, EpochReport} from '../core/model.js';
import {percent} from '../core/percent.js';
import {cancelTraining} from './cancel-training.js';
import {CurveChart, type Curve} from './curve-chart.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {milliseconds} from './wording.js';

const architectures: Architecture[] = ['scorer', 'simple-rnn', 'gru', 'lstm'];
const backends: PredictiveRegion['backend'][] = ['auto', 'webgl', 'wasm', 'cpu'];

export interface TrainingViewOptions {
  root: ShadowRoot;
  /** Removes the charts. */
  signal: AbortSignal;
}

/** Trains, cancels, and shows the progress of any training: curves, and the model gate's decision. */
export class TrainingView implements InspectorView {
  readonly title = 'Training';
  readonly #host: InspectorHost;
  readonly #accuracy: CurveChart;
  readonly #loss: CurveChart;
  #region: PredictiveRegion | undefined;
  #phase: PredictiveTrainEvent['phase'] | undefined;
  /** The latest training of each architecture. */
  readonly #histories = new Map<Architecture, EpochReport[]>();
  #current: Architecture = 'scorer';
  #backend: BackendReport | undefined;
  #verdict: ModelChange | undefined;

  constructor(host: InspectorHost, {root, signal}: TrainingViewOptions) {
    this.#host = host;
    this.#accuracy = new CurveChart({title: 'Accuracy', top: 1, format: percent, root, signal});
    this.#loss = new CurveChart({title: 'Loss', format: (loss) => loss.toFixed(2), root, signal});
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.#histories.clear();
    this.#phase = this.#backend = this.#verdict = undefined;
    region.addEventListener('predictive-train', (event) => this.#onTrain(event), {signal});
    region.addEventListener('predictive-model', (event) => this.#onModel(event), {signal});
  }

  render(): TemplateResult {
    const region = this.#region!;
    return html`
      <div class="fields">
        ${this.#renderChoice('Architecture', 'architecture', architectures)}
        ${this.#renderChoice('Where', 'backend', backends)}
        <label class="wide"
          >Minimum accuracy per button <output>${percent(region.minAccuracy)}</output>
          <input
            type="range"
            min="0"
            max="1"
            step="0.05"
            .value=${String(region.minAccuracy)}
            @input=${(event: Event) => this.#onMinAccuracy(event)}
        /></label>
      </div>
      <div class="actions">
        <button type="button" class="primary" ?disabled=${this.#isRunning} @click=${() => this.#train()}>
          Train
        </button>
        <button type="button" ?disabled=${!this.#isRunning} @click=${() => cancelTraining(this.#region!)}>
          Cancel
        </button>
      </div>
      ${this.#phase === undefined ? nothing : this.#renderProgress()}
      ${this.#histories.size === 0 ? nothing : html`${this.#accuracy.element}${this.#loss.element}`}
      ${this.#verdict === undefined ? nothing : renderVerdict(this.#verdict)}
    `;
  }

  get #isRunning(): boolean {
    return this.#phase === 'start' || this.#phase === 'backend' || this.#phase === 'epoch';
  }

  #renderChoice<Name extends 'architecture' | 'backend'>(
    label: string,
    name: Name,
    values: readonly PredictiveRegion[Name][],
  ): TemplateResult {
    const region = this.#region!;
    return html`<label
      >${label}
      <select
        ?disabled=${this.#isRunning}
        @change=${({currentTarget}: Event) => {
          if (currentTarget instanceof HTMLSelectElement)
            Object.assign(region, {[name]: currentTarget.value});
        }}
      >
        ${values.map(
          (value) => html`<option value=${value} .selected=${region[name] === value}>${value}</option>`,
        )}
      </select></label
    >`;
  }

  #renderProgress(): TemplateResult {
    const epoch = this.#histories.get(this.#current)?.at(-1);
    const ended = this.#phase === 'end';
    return html`
      <progress
        aria-label="Training"
        max=${epoch?.epochs ?? 1}
        value=${ended ? (epoch?.epochs ?? 1) : (epoch?.epoch ?? nothing)}
      ></progress>
      <p class="why" data-shows="progress">${this.#progressInWords(epoch)}</p>
      ${this.#backend === undefined ? nothing : html`<p class="hint">${inWords(this.#backend)}</p>`}
    `;
  }

  #progressInWords(epoch: EpochReport | undefined): string {
    const name = this.#current;
    const state = {
      start: `Training the ${name}: choosing the fastest backend`,
      backend: `Training the ${name}`,
      epoch: `Training the ${name}`,
      end: `The ${name} is trained`,
      cancel: `The training of the ${name} was cancelled`,
      error: `The training of the ${name} failed`,
    }[this.#phase!];
    if (epoch === undefined) return `${state}.`;
    const {loss, accuracy, heldOutLoss, heldOutAccuracy} = epoch;
    return `${state}: epoch ${epoch.epoch} of ${epoch.epochs} at most. Training loss ${loss.toFixed(3)}, accuracy ${percent(accuracy)}; held out ${heldOutLoss.toFixed(3)}, ${percent(heldOutAccuracy)}.`;
  }

  #onMinAccuracy({currentTarget}: Event): void {
    if (currentTarget instanceof HTMLInputElement) this.#region!.minAccuracy = currentTarget.valueAsNumber;
    this.#host.update();
  }

  #train(): void {
    void this.#host.report(async () => {
      const {verdict} = await this.#region!.train();
      return verdict === 'taken' ? 'The new model is in use.' : 'The new model was not taken.';
    });
  }

  #onTrain({phase, architecture, report, backend}: PredictiveTrainEvent): void {
    this.#phase = phase;
    this.#current = architecture;
    if (phase === 'start') this.#histories.set(architecture, []);
    if (backend !== undefined) this.#backend = backend;
    if (report !== undefined) {
      const history = this.#histories.get(architecture) ?? [];
      this.#histories.set(architecture, [...history, report]);
    }
    this.#drawCurves();
    this.#host.update();
  }

  #onModel(change: ModelChange): void {
    this.#verdict = change;
    this.#host.update();
  }

  #drawCurves(): void {
    const history = this.#histories.get(this.#current) ?? [];
    const others = [...this.#histories].filter(([architecture]) => architecture !== this.#current);
    type Figure = Exclude<keyof EpochReport, 'judged'>;
    const curves = (training: Figure, heldOut: Figure): Curve[] => [
      {name: 'training', kind: 'training', values: history.map((report) => report[training])},
      {name: 'held out', kind: 'held-out', values: history.map((report) => report[heldOut])},
      ...others.map(([name, reports]): Curve => ({
        name: `${name}, held out`,
        kind: 'other',
        values: reports.map((report) => report[heldOut]),
      })),
    ];
    this.#accuracy.show(curves('accuracy', 'heldOutAccuracy'));
    this.#loss.show(curves('loss', 'heldOutLoss'));
  }
}

/** Whether a model went into use, and why. */
function renderVerdict({verdict, reasons, architecture, source}: ModelChange): TemplateResult {
  const heading = {
    taken: `The ${architecture} (${source}) is in use`,
    refused: `The new ${architecture} was not taken`,
    reset: 'Reset to the shipped model',
  }[verdict];
  return html`<div class="verdict" data-shows="verdict">
    <h4>Model gate</h4>
    <p class="badge ${verdict}">${heading}</p>
    <ul>
      ${reasons.map((reason) => html`<li>${reason}</li>`)}
    </ul>
  </div>`;
}

function inWords({backend, measurements}: BackendReport): string {
  const each = Object.entries(measurements).map(([name, figure]) =>
    typeof figure === 'number' ? `${name} ${milliseconds(figure)} a step` : `${name} (${figure})`,
  );
  return `With ${backend}, in a worker. Measured: ${each.join(', ')}.`;
}
