import {html, type TemplateResult} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import type {Observation} from '../core/observation.js';
import {percent} from '../core/percent.js';
import {preloadWords, type PreloadAction} from '../core/preload.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import {DecisionLog, type LoggedDecision} from './decision-log.js';
import {decisionBetween, thresholdNow} from './decision-reason.js';
import {targetSelector} from './declared-targets.js';
import {emptyState} from './empty-state.js';
import type {InspectorHost, InspectorView} from './inspector-view.js';
import {onTargetEvent} from './target-events.js';
import {agoText, nameOf} from './wording.js';

/** Decisions older than this have the time of day, which need not be counted on, ms. */
const countedMs = 60_000;

/** The lower threshold that is offered while nothing reaches the present one. */
const lowerThreshold = 0.3;

const signs: Readonly<Record<LoggedDecision['kind'], string>> = {
  predicted: '▲',
  preloaded: '△',
  cleared: '✕',
  foreseen: '✓',
  missed: '●',
};

/** What was predicted, preloaded, cleared and pressed lately, as chips with their time. */
export class DecisionsView implements InspectorView {
  readonly title = 'Decisions';
  readonly #host: InspectorHost;
  readonly #log = new DecisionLog();
  #region: PredictiveRegion | undefined;
  #observation: Observation | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: InspectorHost, {signal}: {signal: AbortSignal}) {
    this.#host = host;
    signal.addEventListener('abort', () => clearTimeout(this.#timer));
  }

  follow(region: PredictiveRegion, signal: AbortSignal): void {
    this.#region = region;
    this.#observation = undefined;
    this.#log.clear();
    const name = (element: HTMLElement): string => this.#nameOf(element);
    const listen = <Type extends keyof HTMLElementEventMap>(
      type: Type,
      act: (event: HTMLElementEventMap[Type]) => void,
    ): void =>
      onTargetEvent(region, type, {
        signal,
        listener: (event) => {
          act(event);
          this.#host.update();
        },
      });
    listen('click', (event) => {
      const element = this.#pressedBy(event);
      if (element !== undefined) this.#log.pressed({element, name: name(element), time: event.timeStamp});
    });
    listen('preload', (event) => {
      const {timeStamp: time, probability, trigger} = event;
      const element = targetOf(event);
      const action = declaredAction(element, region);
      // The event of a target without a declaration says little until its outcome tells that a listener had work.
      if (action !== 'none')
        this.#log.preloading({element, name: name(element), time, probability, action, trigger});
    });
    listen('preload-outcome', (event) => {
      const {leadMs, reason} = event;
      this.#log.preloadEnded({element: targetOf(event), leadMs, reason});
    });
  }

  observed(observation: Observation): void {
    const before = this.#observation;
    this.#observation = observation;
    const options = {
      threshold: this.#region!.threshold,
      nameOf: ({key}: {key: string}) => this.#host.names.of(key),
    };
    const sentence = decisionBetween(before, observation, options);
    if (sentence === undefined) return;
    const {time, targets, predicted} = observation;
    const was = before?.targets.find(({element}) => element === before.predicted);
    const now = targets.find(({element}) => element === predicted);
    if (now !== undefined) {
      const {element, key, probability} = now;
      const instead = was && this.#host.names.of(was.key);
      this.#log.predicted({element, name: this.#host.names.of(key), time, probability, sentence, instead});
    } else if (was !== undefined) {
      const left = targets.find(({element}) => element === was.element);
      const name = this.#host.names.of(was.key);
      this.#log.cleared({element: was.element, name, time, probability: left?.probability ?? 0, sentence});
    }
  }

  render(): TemplateResult {
    const {entries} = this.#log;
    if (entries.length === 0) return this.#renderEmpty();
    this.#countOn(entries[0]!);
    return html`<ol class="decisions lines">
      ${repeat(
        entries,
        ({id}) => id,
        (entry) => renderDecision(entry),
      )}
    </ol>`;
  }

  #renderEmpty(): TemplateResult {
    const observation = this.#observation;
    const threshold = thresholdNow(this.#region!.threshold, observation?.targets ?? []);
    if (observation === undefined || threshold <= lowerThreshold)
      return html`<p class="hint">Predictions, preloads and presses appear here with their time.</p>`;
    return emptyState(`No target has reached the threshold of ${percent(threshold)} yet.`, {
      label: `Lower it to ${percent(lowerThreshold)}`,
      act: () => {
        this.#region!.threshold = lowerThreshold;
        this.#host.update();
      },
    });
  }

  /** Renders once a second while the newest decision's age is counted in seconds. */
  #countOn({time}: LoggedDecision): void {
    clearTimeout(this.#timer);
    if (performance.now() - time < countedMs) this.#timer = setTimeout(() => this.#host.update(), 1000);
  }

  /** The target that was pressed: one that the region has told of, or else declares. */
  #pressedBy(event: Event): HTMLElement | undefined {
    // An SVG link has all that is used of an HTML element.
    const path = event.composedPath().filter((node): node is HTMLElement => node instanceof Element);
    const known = this.#observation?.targets.find(({element}) => path.includes(element))?.element;
    return known ?? path.find((element) => element.matches(targetSelector(this.#region!)));
  }

  #nameOf(element: HTMLElement): string {
    const key = this.#observation?.targets.find((target) => target.element === element)?.key;
    return key === undefined ? nameOf(element) : this.#host.names.of(key);
  }
}

/** The target of a preload's event; in a shadow root, the event's own target would be the host. */
function targetOf(event: Event): HTMLElement {
  // The kit fires it on targets only; an SVG link has all that is used of an HTML element.
  return event.composedPath()[0] as HTMLElement;
}

/** What the target says how it is preloaded, or else the region. */
function declaredAction(element: HTMLElement, region: PredictiveRegion): PreloadAction | 'none' {
  const declared = element.getAttribute('preload') ?? element.getAttribute('data-preload');
  return preloadWords.find((word) => word === declared) ?? region.preload;
}

function renderDecision({kind, time, title, details, sentence}: LoggedDecision): TemplateResult {
  return html`<li class=${kind} title=${sentence}>
    <span class="visually-hidden">${sentence}</span>
    <time>${agoText(performance.now() - time, {countedMs})}</time>
    <span class="chip" aria-hidden="true"><b>${signs[kind]}</b> ${title}</span>
    <span class="details">${details.join(', ')}</span>
  </li>`;
}
