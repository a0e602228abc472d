import type {PreloadAction, PreloadTrigger, WasteReason} from '../core/preload.js';
import {percent} from '../core/percent.js';
import {seconds} from './wording.js';

/** Decisions kept; the oldest are dropped first. */
const capacity = 8;

/** A prediction that ends this soon before or after a press was ended by it, ms. */
const pressEndsMs = 500;

/** What was decided about one target. */
export interface LoggedDecision {
  id: number;
  /** ms on the clock of `event.timeStamp`. */
  time: number;
  kind: 'predicted' | 'preloaded' | 'cleared' | 'foreseen' | 'missed';
  element: HTMLElement;
  /** The target's name, with its probability where there is one. */
  title: string;
  /** What else is known, in a few words. */
  details: string[];
  /** The same with the reason, as a sentence. */
  sentence: string;
}

/** A target at the time of its decision. */
interface Subject {
  element: HTMLElement;
  name: string;
  time: number;
}

const wasteInWords: Readonly<Record<WasteReason, string>> = {
  withdrawn: 'preload withdrawn',
  gone: 'preload of a target that is gone',
  changed: 'preload of its earlier address',
  router: 'preload not used by the router',
  elsewhere: 'preload of another document',
};

/** The latest decisions, presses and preloads of a region, newest first, those about one target in one line. */
export class DecisionLog {
  #entries: LoggedDecision[] = [];
  #count = 0;
  /** What is predicted now, or was until `end`. */
  #predicted: {element: HTMLElement; since: number; end?: number} | undefined;

  get entries(): readonly LoggedDecision[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
    this.#predicted = undefined;
  }

  predicted(subject: Subject & {probability: number; sentence: string; instead?: string | undefined}): void {
    const {element, name, time, probability, sentence, instead} = subject;
    this.#predicted = {element, since: time};
    const details = instead === undefined ? [] : [`in place of ${instead}`];
    this.#add({
      time,
      kind: 'predicted',
      element,
      title: `${name} ${percent(probability)}`,
      details,
      sentence,
    });
  }

  cleared({
    element,
    name,
    time,
    probability,
    sentence,
  }: Subject & {probability: number; sentence: string}): void {
    if (this.#predicted !== undefined) this.#predicted.end = time;
    const latest = this.#latestOf(element);
    if (latest?.kind === 'foreseen' && time - latest.time < pressEndsMs) return;
    const title = probability > 0 ? `${name} ${percent(probability)}` : name;
    this.#add({time, kind: 'cleared', element, title, details: [], sentence});
  }

  pressed({element, name, time}: Subject): void {
    const predicted = this.#predicted;
    // The region may have heard of the press first, and cleared its prediction.
    const wasPredicted = predicted?.element === element && time - (predicted.end ?? time) < pressEndsMs;
    if (wasPredicted)
      this.#entries = this.#entries.filter(
        (entry) => entry.kind !== 'cleared' || entry.time !== predicted.end,
      );
    this.#predicted = undefined;
    const lead = wasPredicted ? `${seconds(time - predicted.since)} ahead` : 'not predicted';
    this.#add({
      time,
      kind: wasPredicted ? 'foreseen' : 'missed',
      element,
      title: `${name} pressed`,
      details: [lead],
      sentence: `${name} pressed, ${wasPredicted ? `predicted ${lead}` : lead}.`,
    });
  }

  preloading({
    element,
    name,
    time,
    probability,
    action,
    trigger,
  }: Subject & {probability: number; action: PreloadAction; trigger: PreloadTrigger}): void {
    const detail = trigger === 'model' ? action : `${action} on ${trigger}`;
    const latest = this.#entries[0];
    if (latest?.element === element && latest.kind === 'predicted') {
      this.#addDetail(latest, detail);
      return;
    }
    const title = `${name} ${percent(probability)}`;
    const sentence = `${name} preloaded at ${percent(probability)}: ${detail}.`;
    this.#add({time, kind: 'preloaded', element, title, details: [detail], sentence});
  }

  preloadEnded({
    element,
    leadMs,
    reason,
  }: Pick<Subject, 'element'> & {leadMs: number; reason: WasteReason | undefined}): void {
    const latest = this.#latestOf(element);
    if (latest === undefined) return;
    this.#addDetail(
      latest,
      reason === undefined ? `preload used, ${seconds(leadMs)} ahead` : wasteInWords[reason],
    );
  }

  #latestOf(element: HTMLElement): LoggedDecision | undefined {
    return this.#entries.find((entry) => entry.element === element);
  }

  #add(entry: Omit<LoggedDecision, 'id'>): void {
    this.#entries = [{id: this.#count++, ...entry}, ...this.#entries].slice(0, capacity);
  }

  #addDetail({id}: LoggedDecision, detail: string): void {
    this.#entries = this.#entries.map((entry) =>
      entry.id === id && !entry.details.includes(detail)
        ? {...entry, details: [...entry.details, detail]}
        : entry,
    );
  }
}
