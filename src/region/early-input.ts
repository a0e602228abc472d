import {onPageLeft} from '../core/page-left.js';

/** An event with its composed path, which the event itself loses after dispatch. */
export interface EarlyEvent {
  event: Event;
  path: EventTarget[];
}

/** Maximum number of kept events: as many as a trajectory has points, and a few presses. */
const capacity = 256;

/** Events that show a user is there, so that the engine should load. */
const types = ['pointermove', 'pointerdown', 'click', 'auxclick', 'keydown', 'focusin'] as const;

/**
 * Keeps the page's input until the engine has loaded, so that the first approach is not lost. Until then, these
 * are the kit's only listeners.
 */
export class EarlyInput {
  #events: EarlyEvent[] = [];

  /** Keeps events until the signal aborts; calls `onInput` after each one, and at once if there is one already. */
  watch(view: Window, {onInput, signal}: {onInput: () => void; signal: AbortSignal}): void {
    const keep = (event: Event): void => {
      // What somebody types is nobody's business; only Tab moves the focus.
      if ((event as KeyboardEvent).key && (event as KeyboardEvent).key !== 'Tab') return;
      if (this.#events.length === capacity) this.#events.shift();
      this.#events.push({event, path: event.composedPath()});
      onInput();
    };
    for (const type of types) view.addEventListener(type, keep, {capture: true, passive: true, signal});
    onPageLeft(view, () => (this.#events = []), signal);
    if (this.#events.length > 0) onInput();
  }

  /** Returns the kept events, oldest first, and forgets them. */
  take(): EarlyEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }
}
