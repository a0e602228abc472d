import type {PredictiveTarget} from '../core/target.js';
import type {WasteReason} from '../core/preload.js';
import {PreloadOutcomeEvent} from '../core/preload-events.js';
import type {EndedPreload} from '../scorecard/scorecard.js';
import type {DocumentUse} from './document-use.js';
import {hasWork, type Preload} from './fired-preload.js';
import {measure} from './measures.js';

/**
 * How long a fallen probability must last before the preload is cancelled, ms: hands overshoot their target
 * and return, and a cancelled page would be missing. A link that the page renders anew has as long to come back.
 */
export const fallMs = 300;

/** An ended preload, with its target. */
export interface PreloadOutcome extends EndedPreload {
  target: PredictiveTarget;
}

export interface RunningPreloadsOptions {
  onOutcome: (outcome: PreloadOutcome) => void;
  now: () => number;
  /** Shows the state of a target's preload. */
  show: (target: PredictiveTarget, state: 'preloading' | 'preloaded' | undefined) => void;
  /** Calls back with what tells whether a page that was fetched ahead is opened, once that has loaded. */
  useDocuments: (use: (documents: DocumentUse) => void) => void;
}

/** Why a preload has ended: wasted for a reason, or maybe used by a click. */
interface PreloadEnd {
  reason?: WasteReason;
  click?: MouseEvent;
}

/** The preloads that have started and not ended, at most one of each target. */
export class RunningPreloads {
  readonly #options: RunningPreloadsOptions;
  readonly #active = new Map<PredictiveTarget, Preload>();
  /** Those of targets that are gone, until another has taken them over, or some time has passed. */
  readonly #gone = new Set<Preload>();

  constructor(options: RunningPreloadsOptions) {
    this.#options = options;
  }

  get(target: PredictiveTarget): Preload | undefined {
    return this.#active.get(target);
  }

  entries(): Iterable<[PredictiveTarget, Preload]> {
    return this.#active;
  }

  add(preload: Preload): void {
    this.#active.set(preload.target, preload);
  }

  /** The target has been removed: its page may be that of a link that the page renders anew. */
  leave(target: PredictiveTarget): void {
    const preload = this.#active.get(target);
    if (preload?.steps?.document === undefined) return;
    this.#active.delete(target);
    this.#gone.add(preload);
    setTimeout(() => this.#endGone(preload), fallMs);
  }

  /** Gives a target the preload of one that is gone, if that had the same address. Returns whether it has one. */
  takeOver(target: PredictiveTarget, href: string | null): boolean {
    const address = addressOf(target, href);
    for (const preload of this.#gone) {
      const {isDone, steps} = preload;
      if (isDone === false || addressOf(target, steps!.document) !== address) continue;
      this.#gone.delete(preload);
      preload.target = target;
      this.add(preload);
      this.#options.show(target, isDone ? 'preloaded' : 'preloading');
      return true;
    }
    return false;
  }

  /** Ends those of targets that are gone. */
  endGone(): void {
    for (const preload of this.#gone) this.#endGone(preload);
  }

  /** Ends a target's preload, if it has one. */
  end(target: PredictiveTarget, how: PreloadEnd): void {
    const preload = this.#active.get(target);
    if (preload === undefined) return;
    this.#active.delete(target);
    this.#finish(preload, how);
  }

  #endGone(preload: Preload): void {
    if (this.#gone.delete(preload)) this.#finish(preload, {reason: 'gone'});
  }

  #finish(preload: Preload, {reason, click}: PreloadEnd): void {
    const {now, show, onOutcome, useDocuments} = this.#options;
    const endedAt = now();
    const {target, event, startedAt, steps} = preload;
    const {element} = target;
    const {trigger, probability} = event;
    if (reason !== undefined) preload.abort.abort();
    else steps?.use();
    show(target, undefined);
    // Without any work, nothing was gained or lost.
    if (!hasWork(preload)) return;
    const isDone = preload.isDone === true || steps?.continues === true;
    const leadMs = endedAt - startedAt;
    const conclude = (reason?: WasteReason): void => {
      const detail = {used: reason === undefined, reason, leadMs, trigger, probability};
      measure({start: startedAt, end: endedAt, detail});
      element.dispatchEvent(new PreloadOutcomeEvent(detail));
      onOutcome({...detail, target, isDone, bytes: steps?.bytes});
    };
    const href = steps?.document;
    if (click === undefined || href === undefined) {
      conclude(reason);
      return;
    }
    useDocuments((documents) => {
      documents.press({click, element, href}, (reason) => {
        // What the page prepared itself was of use to whatever handled the click.
        conclude(event.hasWork ? undefined : reason);
      });
    });
  }
}

/** The resolved URL of a link, where the browser can tell. */
export function addressOf(
  target: PredictiveTarget,
  href: string | null | undefined,
): string | null | undefined {
  return (href && URL.parse?.(href, target.element.baseURI)?.href) ?? href;
}
