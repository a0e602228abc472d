import {css, html, LitElement, nothing, type TemplateResult} from 'lit';
import type {ModelChange, PredictiveRegion, TrainProgress} from '../src/index.js';
import {minimumSamples} from '../src/core/sample.js';
import {percent} from './live-line.js';

/** The samples of the region around it, how its training goes on, and what became of it. */
class LearningPanel extends LitElement {
  static override readonly styles = css`
    :host {
      display: grid;
      gap: 1rem;
      max-inline-size: 44rem;
    }
    p,
    dl,
    dd {
      margin: 0;
    }
    dl,
    div {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5rem 1.5rem;
      font-variant-numeric: tabular-nums;
    }
    dl div {
      gap: 0.5rem;
    }
    dt::after {
      content: ':';
    }
    dd {
      font-weight: 600;
    }
    progress {
      inline-size: 100%;
    }
    button {
      font: inherit;
      padding: 0.375em 0.875em;
    }
  `;

  #connection: AbortController | undefined;
  #region: PredictiveRegion | undefined;
  #training: TrainProgress | undefined;
  #verdict: ModelChange | undefined;
  #message = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#region = this.closest('predictive-region') ?? undefined;
    this.#connection = new AbortController();
    const {signal} = this.#connection;
    const update = (): void => this.requestUpdate();
    this.#region?.addEventListener('predictive-sample', update, {signal});
    this.#region?.addEventListener('predictive-train', (event) => this.#onTrain(event), {signal});
    this.#region?.addEventListener('predictive-model', (event) => this.#onModel(event), {signal});
    this.#region?.addEventListener('predictive-error', ({error}) => this.#say(error.message), {signal});
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#connection?.abort();
  }

  protected override render(): TemplateResult {
    const {count, none, perKey} = this.#region?.sampleCounts ?? {count: 0, none: 0, perKey: {}};
    const presses = count - none;
    const unpressed = [...(this.#region?.querySelectorAll('predictive-button') ?? [])].map(
      ({targetKey}) => [targetKey, 0] as const,
    );
    const missing = minimumSamples.presses - presses;
    const isTraining = this.#training !== undefined && !finalPhases.has(this.#training.phase);
    return html`
      <p>
        ${
          missing > 0
            ? `${missing} more until it can learn: move from button to button.`
            : `${presses} movements to learn from.`
        }
      </p>
      <progress aria-label="Samples" max=${minimumSamples.presses} value=${presses}></progress>
      <dl>
        ${Object.entries({...Object.fromEntries(unpressed), ...perKey, 'no press': none}).map(
          ([key, number]) =>
            html`<div>
              <dt>${key}</dt>
              <dd>${number}</dd>
            </div>`,
        )}
      </dl>
      <div>
        <button type="button" ?disabled=${missing > 0 || isTraining} @click=${() => this.#train()}>
          Train now
        </button>
        <button type="button" @click=${() => this.#forget()}>Forget everything</button>
      </div>
      ${this.#training ? html`<p data-shows="training">${trainingInWords(this.#training)}</p>` : nothing}
      <p role="status" data-shows="verdict">${this.#message || verdictInWords(this.#verdict)}</p>
    `;
  }

  #onTrain(progress: TrainProgress): void {
    // The last phase repeats neither the epoch nor the backend.
    const {report, backend} = progress.phase === 'start' ? {} : (this.#training ?? {});
    this.#training = {
      phase: progress.phase,
      architecture: progress.architecture,
      ...(report && {report}),
      ...(backend && {backend}),
      ...(progress.report && {report: progress.report}),
      ...(progress.backend && {backend: progress.backend}),
    };
    this.#say('');
  }

  #onModel(change: ModelChange): void {
    this.#verdict = change;
    this.#say('');
  }

  #train(): void {
    this.#region?.train().catch((error: unknown) => this.#say((error as Error).message));
  }

  #forget(): void {
    this.#training = this.#verdict = undefined;
    this.#region?.forget().then(
      () => this.#say('Forgotten.'),
      (error: unknown) => this.#say((error as Error).message),
    );
  }

  #say(message: string): void {
    this.#message = message;
    this.requestUpdate();
  }
}

const finalPhases = new Set<TrainProgress['phase']>(['end', 'cancel', 'error']);

function trainingInWords({phase, architecture, report, backend}: TrainProgress): string {
  const where = backend === undefined ? '' : ` with ${backend.backend}`;
  if (report === undefined) return `Training the ${architecture}${where}…`;
  const {epoch, epochs, loss, heldOutLoss, heldOutAccuracy} = report;
  return [
    `${finalPhases.has(phase) ? 'Trained' : 'Training'} the ${architecture}${where}`,
    `epoch ${epoch} of ${epochs} at most`,
    `loss ${loss.toFixed(3)}, held out ${heldOutLoss.toFixed(3)}`,
    `held-out accuracy ${percent(heldOutAccuracy)}`,
  ].join(' · ');
}

function verdictInWords(change: ModelChange | undefined): string {
  if (change === undefined) return '';
  const verdict = {
    taken: 'The new model is in use.',
    refused: 'The model in use stays.',
    reset: 'Back to the start.',
  }[change.verdict];
  return [verdict, ...change.reasons].join(' ');
}

/** The panel; see `liveLine`. */
export const learningPanel = html`<learning-panel></learning-panel>`;

// Storybook evaluates a changed module again.
if (customElements.get('learning-panel') === undefined)
  customElements.define('learning-panel', LearningPanel);

declare global {
  interface HTMLElementTagNameMap {
    'learning-panel': LearningPanel;
  }
}
