import type {PredictiveRegion} from '../../src/index.js';
import {openPage} from './pages.js';

/** A page that was requested before the press. */
export interface PreparedPage {
  page: Promise<void>;
  /** When it was requested, ms on the clock of `event.timeStamp`, and what triggered it. */
  at: number;
  trigger: string;
}

/** Requests the pages behind a region's targets when the region says so: all that a page adds to use the kit. */
export class PreparedPages {
  readonly #prepared = new Map<EventTarget, PreparedPage & {signal: AbortSignal}>();
  readonly #answered = new WeakSet<EventTarget>();

  constructor(region: PredictiveRegion) {
    region.addEventListener('preload', (event) => {
      const {target, signal, trigger, timeStamp: at} = event;
      if (!(target instanceof HTMLElement)) return;
      const page = openPage(pageOf(target), {signal});
      event.waitUntil(page);
      this.#answered.delete(target);
      page.then(
        () => this.#answered.add(target),
        () => undefined,
      );
      this.#prepared.set(target, {page, at, trigger, signal});
    });
  }

  /** Whether the page requested last for `target` had been answered. */
  isAnswered(target: EventTarget): boolean {
    return this.#answered.has(target);
  }

  /** Takes the page that was prepared for a press of `target`, unless that was cancelled. */
  take(target: EventTarget): PreparedPage | undefined {
    const prepared = this.#prepared.get(target);
    this.#prepared.delete(target);
    return prepared?.signal.aborted === false ? prepared : undefined;
  }
}

/** Name of the page behind a button. */
export function pageOf(button: HTMLElement): string {
  return button.dataset.page ?? button.textContent.trim();
}

/** Opens the page behind a pressed button both ways; each promise gives the time from now until it is there, ms. */
export function openBothWays(
  button: HTMLElement,
  prepared: PreparedPage | undefined,
): {withKit: Promise<number>; without: Promise<number>} {
  const begun = performance.now();
  const took = async (page: Promise<void>): Promise<number> => {
    await page;
    return performance.now() - begun;
  };
  const plain = (): Promise<void> => openPage(pageOf(button));
  return {
    withKit: took(prepared === undefined ? plain() : prepared.page.catch(plain)),
    without: took(plain()),
  };
}
