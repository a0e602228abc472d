import {html, type TemplateResult} from 'lit';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {thresholdText} from './wording.js';

/** What may be tried while looking on. */
export class ControlsView implements InspectorView {
  readonly title = 'Controls';
  readonly #host: InspectorHost;
  readonly #setDrawing: (isOn: boolean) => void;
  #region: PredictiveRegion | undefined;

  constructor(host: InspectorHost, {setDrawing}: {setDrawing: (isOn: boolean) => void}) {
    this.#host = host;
    this.#setDrawing = setDrawing;
  }

  follow(region: PredictiveRegion): void {
    this.#region = region;
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
    `;
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
