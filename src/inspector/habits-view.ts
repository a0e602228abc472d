import {html, nothing, type TemplateResult} from 'lit';
import type {Observation} from '../core/observation.js';
import {percent} from '../core/percent.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import {habitHalfLife} from '../habits/click-order.js';
import type {HabitsData} from '../habits/habits.js';
import {barRow, barTable} from './bar-table.js';
import {figureList} from './figure-list.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';

/** Rows of the forecast; less likely buttons are left out. */
const rows = 8;

/** Weight below which sequences are not listed. */
const leastWeight = 0.1;

/** Sequences listed, heaviest first. */
const stepsShown = 30;

/** One press after another, weighted by how often and how recently it occurred. */
interface Step {
  /** `null` for the start of a visit. */
  before: string | null;
  key: string;
  weight: number;
}

/** The order of presses: the forecast by habit alone, the trust in it, and the learned sequences. */
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

  observed({targets}: Observation): void {
    // Habits learn of a press a moment later; update while the pointer predicts nothing.
    if (targets.every(({probability}) => probability === 0)) this.#host.update();
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
          ? html`<p class="hint">Nothing learned yet; learning starts with the first press.</p>`
          : html`${this.#renderForecast(forecast.probabilities)}
            ${figureList([['Weight relative to the pointer', percent(forecast.weight)]])}`
      }
      <div class="actions">
        <button type="button" @click=${() => this.#set(() => region.startVisit())}>Start a visit</button>
        <button type="button" class="primary" @click=${() => this.#list()}>List sequences</button>
      </div>
      ${this.#steps === undefined ? nothing : this.#renderSteps(this.#steps)}
    `;
  }

  #renderForecast(probabilities: ReadonlyMap<string, number>): TemplateResult {
    const ranked = [...probabilities].sort(([, a], [, b]) => b - a).slice(0, rows);
    return barTable({
      caption: 'Next by habit alone',
      columns: ['Button', 'Share', 'Probability'],
      shows: 'habits',
      rows: ranked.map(([key, probability]) =>
        barRow({
          name: this.#host.names.of(key),
          share: probability,
          figure: percent(probability),
        }),
      ),
    });
  }

  #renderSteps(steps: readonly Step[]): TemplateResult {
    if (steps.length === 0) return html`<p class="hint">There are no sequences yet.</p>`;
    const {names} = this.#host;
    return html`${barTable({
        caption: 'Sequences',
        columns: ['Step', 'Share', 'Weight'],
        shows: 'steps',
        rows: steps.slice(0, stepsShown).map(({before, key, weight}) =>
          barRow({
            name: `${before === null ? 'Start' : names.of(before)} → ${key === '' ? 'end' : names.of(key)}`,
            share: weight / steps[0]!.weight,
            figure: weight.toFixed(1),
          }),
        ),
      })}
      <p class="hint">Each press counts 1; after ${habitHalfLife} more presses, half.</p>`;
  }

  /** Changes the region, and shows the result. */
  #set(change: () => void): void {
    change();
    this.#host.update();
  }

  #list(): void {
    void this.#host.report(async () => {
      const text = await (await this.#region!.exportDataset()).text();
      // The kit has written the export itself.
      const {habits} = JSON.parse(text) as {habits?: HabitsData};
      this.#steps = habits === undefined ? [] : stepsOf(habits);
      this.#host.update();
      return undefined;
    });
  }
}

/** The heaviest sequences of an export: contexts of one press, and starts of visits. */
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
