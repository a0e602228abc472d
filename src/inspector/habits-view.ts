import {html, nothing, type TemplateResult} from 'lit';
import type {Observation} from '../core/observation.js';
import {percent} from '../core/percent.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import {habitHalfLife} from '../habits/click-order.js';
import type {HabitsData} from '../habits/habits.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';

/** Rows of the forecast: whatever is less likely is left out. */
const rows = 8;

/** Presses that have faded to less than this are not listed. */
const leastWeight = 0.1;

/** Steps listed, the heaviest first. */
const stepsShown = 30;

/** One press after another, as often as it has been made; what is long ago counts less. */
interface Step {
  /** `null` for the beginning of a visit. */
  before: string | null;
  key: string;
  weight: number;
}

/** The order of presses: what comes next by habit alone, how far that is trusted, and what has followed what. */
export class HabitsView implements InspectorView {
  readonly title = 'Habits';
  readonly #host: InspectorHost;
  #region: PredictiveRegion | undefined;
  #steps: Step[] | undefined;

  constructor(host: InspectorHost) {
    this.#host = host;
  }

  follow(region: PredictiveRegion): void {
    this.#region = region;
    this.#steps = undefined;
  }

  observed({none}: Observation): void {
    // Habit is told of a press a moment later, and shown while the pointer says nothing.
    if (none === 1) this.#host.update();
  }

  render(): TemplateResult {
    const region = this.#region!;
    const forecast = region.habitForecast;
    return html`
      <div class="fields">
        <label class="check"
          ><input
            type="checkbox"
            .checked=${region.habits === 'on'}
            @change=${(event: Event) => this.#set(() => (region.habits = checked(event) ? 'on' : 'off'))}
          />Learn and use the order of presses</label
        >
        <label class="check"
          ><input
            type="checkbox"
            .checked=${region.hints !== null}
            @change=${(event: Event) => this.#set(() => (region.hints = checked(event) ? '' : null))}
          />Hints</label
        >
      </div>
      ${
        forecast === undefined
          ? html`<p class="hint">Nothing is known yet: it begins with the first press.</p>`
          : html`${this.#renderForecast(forecast.probabilities)}
              <dl class="counts">
                <div>
                  <dt>Weight beside the pointer</dt>
                  <dd>${percent(forecast.weight)}</dd>
                </div>
              </dl>`
      }
      <div class="actions">
        <button type="button" @click=${() => this.#set(() => region.startVisit())}>Begin a visit</button>
        <button type="button" class="primary" @click=${() => this.#list()}>List what follows what</button>
      </div>
      ${this.#steps === undefined ? nothing : this.#renderSteps(this.#steps)}
    `;
  }

  #renderForecast(probabilities: ReadonlyMap<string, number>): TemplateResult {
    const ranked = [...probabilities].sort(([, a], [, b]) => b - a).slice(0, rows);
    return html`<table class="bars" data-shows="habits">
      <caption>
        Next by habit alone
      </caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Button</th>
          <th scope="col">Share</th>
          <th scope="col">Probability</th>
        </tr>
      </thead>
      <tbody>
        ${ranked.map(
          ([key, probability]) =>
            html`<tr>
              <th scope="row">${this.#host.names.of(key)}</th>
              <td class="bar" style="--share: ${probability.toFixed(3)}"></td>
              <td class="number">${percent(probability)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #renderSteps(steps: readonly Step[]): TemplateResult {
    if (steps.length === 0) return html`<p class="hint">Nothing has followed anything yet.</p>`;
    return html`<table class="bars" data-shows="steps">
        <caption>
          What has followed what
        </caption>
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Share</th>
            <th scope="col">Weight</th>
          </tr>
        </thead>
        <tbody>
          ${steps.slice(0, stepsShown).map(
            ({before, key, weight}) =>
              html`<tr>
                <th scope="row">
                  ${before === null ? 'Beginning' : this.#host.names.of(before)} →
                  ${key === '' ? 'end' : this.#host.names.of(key)}
                </th>
                <td class="bar" style="--share: ${(weight / steps[0]!.weight).toFixed(3)}"></td>
                <td class="number">${weight.toFixed(1)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="hint">Each press counts 1; after ${habitHalfLife} more presses, half.</p>`;
  }

  /** Changes the region, and shows what comes of it. */
  #set(change: () => void): void {
    change();
    this.#host.update();
  }

  #list(): void {
    void this.#host.report(async () => {
      const text = await (await this.#region!.exportDataset()).text();
      // What the kit has exported is what it says.
      const {habits} = JSON.parse(text) as {habits?: HabitsData};
      this.#steps = habits === undefined ? [] : stepsOf(habits);
      this.#host.update();
      return undefined;
    });
  }
}

/** The steps that weigh most, from what was exported: the contexts of one press, and the beginnings. */
function stepsOf({order: {keys, counts}}: HabitsData): Step[] {
  return counts
    .filter((count) => count.length === 4)
    .map((count): Step => {
      const [before = -1, key = -1, weight = 0, age = 0] = count;
      return {
        before: keys[before] ?? null,
        key: keys[key] ?? '',
        weight: weight * 0.5 ** (age / habitHalfLife),
      };
    })
    .filter(({weight}) => weight >= leastWeight)
    .sort((a, b) => b.weight - a.weight);
}

function checked({currentTarget}: Event): boolean {
  return currentTarget instanceof HTMLInputElement && currentTarget.checked;
}
