import {html, nothing, type TemplateResult} from 'lit';
import {guard} from 'lit/directives/guard.js';
import {percent} from '../core/percent.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {onTargetEvent} from './target-events.js';
import {counted, milliseconds, nameOf} from './wording.js';

/** Events kept; the oldest are dropped first. */
export const logCapacity = 200;

interface LogEntry {
  time: string;
  type: string;
  text: string;
}

/** The events of a region and of its targets, newest first; their table is closed at first. */
export class LogView implements InspectorView {
  readonly title = 'Events';
  readonly #host: InspectorHost;
  #entries: LogEntry[] = [];
  #isOpen = false;

  constructor(host: InspectorHost) {
    this.#host = host;
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#entries = [];
    const on = <Type extends keyof HTMLElementEventMap>(
      type: Type,
      inWords: (event: HTMLElementEventMap[Type]) => string | undefined,
    ): void => {
      const listener = (event: HTMLElementEventMap[Type]): void => {
        const text = inWords(event);
        if (text !== undefined) this.#add({type, text});
      };
      if (type === 'preload' || type === 'preload-outcome') onTargetEvent(region, type, {listener, signal});
      else region.addEventListener(type, listener, {signal});
    };
    const {names} = this.#host;
    let predicted: string | null = null;
    on('predictive-change', ({key, probability}) => {
      const cleared = `${names.of(predicted)} cleared at ${percent(probability)}.`;
      predicted = key;
      return key === null ? cleared : `${names.of(key)} at ${percent(probability)}.`;
    });
    on('predictive-sample', ({key, count}) =>
      key === undefined
        ? `The data set has ${counted(count, 'sample', 'samples')}.`
        : `${names.of(key)}; ${counted(count, 'sample', 'samples')} now.`,
    );
    on('predictive-train', ({phase, architecture, backend}) => {
      // Epochs are drawn elsewhere, and would fill the log.
      if (phase === 'epoch') return undefined;
      return [phase, architecture, phase === 'backend' ? backend?.backend : undefined]
        .filter(Boolean)
        .join(', ');
    });
    on('predictive-model', ({verdict, source, architecture, reasons}) =>
      [`${architecture}, from ${source}: ${verdict}.`, ...reasons].join(' '),
    );
    on('predictive-error', ({error}) => `${error.code}: ${error.message}`);
    on('preload', ({target, trigger, probability}) =>
      [targetName(target), trigger, percent(probability)].join(', '),
    );
    on('preload-outcome', ({target, used, leadMs}) =>
      [targetName(target), used ? `used, ${milliseconds(leadMs)} ahead` : 'not used'].join(', '),
    );
  }

  render(): TemplateResult {
    const {length} = this.#entries;
    return html`
      <div class="actions">
        <button type="button" aria-expanded=${this.#isOpen} @click=${() => this.#toggle()}>
          ${this.#isOpen ? 'Hide' : 'Show'} the events
        </button>
        <button type="button" ?disabled=${length === 0} @click=${() => this.#clear()}>Clear</button>
        <span class="hint">${counted(length, 'event', 'events')}, at most ${logCapacity}</span>
      </div>
      ${this.#isOpen ? guard([this.#entries], () => this.#renderTable()) : nothing}
    `;
  }

  #renderTable(): TemplateResult {
    return html`<div class="scroll" role="group" aria-label="Events" tabindex="0">
      <table class="log">
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Event</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          ${this.#entries.map(
            ({time, type, text}) =>
              html`<tr>
                <td class="number">${time}</td>
                <td>${type.replace('predictive-', '')}</td>
                <td>${text}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #add(entry: Omit<LogEntry, 'time'>): void {
    const time = new Date().toISOString().slice(11, 23);
    this.#entries = [{time, ...entry}, ...this.#entries].slice(0, logCapacity);
    this.#host.update();
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#host.update();
  }

  #clear(): void {
    this.#entries = [];
    this.#host.update();
  }
}

function targetName(target: EventTarget | null): string {
  return target instanceof HTMLElement || target instanceof SVGElement ? nameOf(target) : '';
}
