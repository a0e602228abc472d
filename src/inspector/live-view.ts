import {html, type TemplateResult} from 'lit';
import type {Observation} from '../core/observation.js';
import {percent} from '../core/percent.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import {barTable} from './bar-table.js';
import {decisionBetween, ranked, reasonFor, thresholdNow} from './decision-reason.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {modelNames, thresholdText} from './wording.js';

/**
 * Rows of the table; less likely buttons are summed up below it, so that a hundred buttons cost no more than
 * ten.
 */
const rows = 8;

/** Decisions kept; the oldest are dropped first. */
const decisionsKept = 6;

/** The current prediction: probabilities as bars, the decision and its reason, and controls. */
export class LiveView implements InspectorView {
  readonly title = 'Live';
  readonly #host: InspectorHost;
  readonly #setDrawing: (isOn: boolean) => void;
  #region: PredictiveRegion | undefined;
  #observation: Observation | undefined;
  #decisions: {id: number; text: string}[] = [];
  #decisionCount = 0;

  constructor(host: InspectorHost, {setDrawing}: {setDrawing: (isOn: boolean) => void}) {
    this.#host = host;
    this.#setDrawing = setDrawing;
  }

  follow(region: PredictiveRegion): void {
    this.#region = region;
    this.#observation = undefined;
    this.#decisions = [];
  }

  observed(observation: Observation): void {
    const text = decisionBetween(this.#observation, observation, this.#reasonOptions);
    if (text !== undefined)
      this.#decisions = [{id: this.#decisionCount++, text}, ...this.#decisions].slice(0, decisionsKept);
    this.#observation = observation;
  }

  render(): TemplateResult {
    const region = this.#region!;
    return html`
      <div class="fields">
        <label class="check"
          ><input
            type="checkbox"
            .checked=${!region.disabled}
            @change=${(event: Event) => this.#setProperty({disabled: !checked(event)})}
          />Predict</label
        >
        <label class="check"
          ><input type="checkbox" checked @change=${(event: Event) => this.#setDrawing(checked(event))} />Draw
          over the page</label
        >
        <label class="check"
          ><input
            type="checkbox"
            .checked=${region.model === 'none'}
            @change=${(event: Event) => this.#setProperty({model: checked(event) ? 'none' : 'auto'})}
          />Heuristic only</label
        >
        <label class="wide"
          >Threshold <output>${thresholdText(region.threshold)}</output>
          <input
            type="range"
            min="0.05"
            max="0.95"
            step="0.05"
            .value=${String(region.threshold === 'auto' ? 0.5 : region.threshold)}
            @input=${(event: Event) => this.#setProperty({threshold: number(event)})}
        /></label>
      </div>
      ${this.#renderNow()}
      <h3>Latest decisions</h3>
      ${
        this.#decisions.length === 0
          ? html`<p class="hint">None yet. Move the pointer towards a button.</p>`
          : html`<ol class="lines">
              ${this.#decisions.map(({text}) => html`<li>${text}</li>`)}
            </ol>`
      }
    `;
  }

  #renderNow(): TemplateResult {
    const observation = this.#observation;
    if (observation === undefined)
      return html`<p class="hint">No prediction yet. Move the pointer over the page.</p>`;
    const {targets, none, predicted, pointer, model} = observation;
    const shown = ranked(targets).slice(0, rows);
    const others = targets.length - shown.length;
    const restShare = Math.max(0, 1 - none - shown.reduce((sum, {probability}) => sum + probability, 0));
    return html`
      <p class="why" data-shows="reason">${reasonFor(observation, this.#reasonOptions)}</p>
      ${barTable({
        caption: `Pressed next, by ${modelNames[model]}`,
        columns: ['Button', 'Share', 'Probability'],
        rows: [
          ...shown.map(({key, element, probability}) =>
            this.#renderBar(this.#host.names.of(key), probability, {isPredicted: element === predicted}),
          ),
          others > 0 ? this.#renderBar(`${others} others`, restShare, {}) : '',
          this.#renderBar('No press', none, {isNone: true}),
        ],
      })}
      <p class="hint">
        ${targets.length} visible targets ·
        ${pointer === null ? 'pointer unknown' : `pointer at ${Math.round(pointer.x)}, ${Math.round(pointer.y)}`}
      </p>
    `;
  }

  #renderBar(
    name: string,
    share: number,
    {isPredicted = false, isNone = false}: {isPredicted?: boolean; isNone?: boolean},
  ): TemplateResult {
    const threshold = thresholdNow(this.#region!.threshold, this.#observation!.targets).toFixed(3);
    return html`<tr class=${isPredicted ? 'predicted' : isNone ? 'none' : ''}>
      <th scope="row">${name}${isPredicted ? html`<span class="visually-hidden">, predicted</span>` : ''}</th>
      <td class="bar" style="--share: ${share.toFixed(3)}; --threshold: ${threshold}"></td>
      <td class="number">${percent(share)}</td>
    </tr>`;
  }

  get #reasonOptions(): Parameters<typeof reasonFor>[1] {
    return {threshold: this.#region!.threshold, nameOf: ({key}) => this.#host.names.of(key)};
  }

  #setProperty(properties: Partial<PredictiveRegion>): void {
    Object.assign(this.#region!, properties);
    this.#host.update();
  }
}

function checked({currentTarget}: Event): boolean {
  return currentTarget instanceof HTMLInputElement && currentTarget.checked;
}

function number({currentTarget}: Event): number {
  return currentTarget instanceof HTMLInputElement ? currentTarget.valueAsNumber : NaN;
}
