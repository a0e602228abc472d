import type {Eagerness, PreloadAction, PreloadDeclaration, PreloadTrigger} from '../core/preload.js';

/**
 * Probability from which preloading an ordinary page pays off: p > cost / (benefit + cost). A wasted preload
 * costs as much as a used one saves, a third, or a sixth of it.
 */
export const preloadProbability: Readonly<Record<Eagerness, number>> = {
  conservative: 0.5,
  moderate: 0.25,
  eager: 0.15,
};

/**
 * A preload is cancelled when the probability falls below this share of its starting level. Cancelling too
 * early loses the page: nothing is requested twice.
 */
export const preloadCancelShare = 1 / 3;

/** Hover time that starts an `eager` target's preload, ms. About four in ten such hovers end in a press. */
export const hoverDelayMs = 65;

/** Cost of a wasted action relative to a wasted page; other actions cost 1. */
export const actionCost = {preconnect: 0.25, prerender: 2.5} satisfies Partial<Record<PreloadAction, number>>;

/** Probability from which a preload pays off that costs `cost` times an ordinary page. */
export function payingProbability(eagerness: Eagerness, cost: number): number {
  const usual = preloadProbability[eagerness];
  const odds = (cost > 0 ? cost : 1) * (usual / (1 - usual));
  return odds / (1 + odds);
}

/** How long before an answer has to be under way its press is looked for, ms: between two ticks much can happen. */
const marginMs = 1000;

/**
 * How far ahead a press is looked for, ms, where an answer takes `answerMs`. A preload may wait as long as its answer still
 * comes in time: until then it becomes clearer what will be pressed.
 */
export function lookAheadMs(answerMs: number): number {
  return answerMs + marginMs;
}

/** Whether connecting is the first step: there may be no connection to another origin yet. */
export function connectsFirst({action, allow}: Pick<PreloadDeclaration, 'action' | 'allow'>): boolean {
  return action === 'preconnect' || allow.includes('cross-origin');
}

/** Decides when to start and cancel one target's preload: once per approach. Pure: callers report events. */
export class PreloadPlan {
  /** The address that was declared last. */
  href: string | null | undefined;
  /** Probability from which the preload starts. */
  #level = 1;
  #probability = 0;
  /** Reasons beside the probability; `manual`, from the page, lasts until a press. */
  readonly #reasons = new Set<PreloadTrigger>();
  /** `used`: pressed, and neither pointer, focus nor probability has left since. */
  #state: 'ready' | 'active' | 'used' = 'ready';

  get probability(): number {
    return this.#probability;
  }

  /** Reasons that keep the preload whatever the probability. */
  get reasons(): ReadonlySet<PreloadTrigger> {
    return this.#reasons;
  }

  /** Whether an active preload would stay active with this probability, 0…1. */
  holds(probability: number): boolean {
    return this.#reasons.size > 0 || probability >= this.#level * preloadCancelShare;
  }

  /** Applies the target's declaration. */
  declare(declaration: PreloadDeclaration): void {
    const {eagerness, cost, href} = declaration;
    this.href = href;
    this.#level = payingProbability(
      eagerness,
      connectsFirst(declaration) ? cost * actionCost.preconnect : cost,
    );
  }

  /** Applies the latest probability, 0…1, and returns what to do. */
  predict(probability: number): 'start' | 'cancel' | undefined {
    this.#probability = probability;
    if (this.#state === 'ready' && probability >= this.#level) return this.#start();
    return this.#leave();
  }

  /** The pointer has dwelt, focus has arrived, a press has started, or the page requests the preload. */
  engage(trigger: Exclude<PreloadTrigger, 'model'>): 'start' | undefined {
    if (trigger !== 'press') this.#reasons.add(trigger);
    // A repeated press is another one.
    const isAgain = this.#state === 'used' && (trigger === 'press' || trigger === 'manual');
    return this.#state === 'ready' || isAgain ? this.#start() : undefined;
  }

  /** The pointer or the focus has left. */
  disengage(trigger: 'hover' | 'focus'): 'cancel' | undefined {
    this.#reasons.delete(trigger);
    return this.#leave();
  }

  /** The target was pressed, which ends the approach. Returns whether a preload was active. */
  press(): boolean {
    const used = this.#state === 'active';
    this.#reasons.delete('manual');
    this.#state = this.holds(this.#probability) ? 'used' : 'ready';
    return used;
  }

  /** The target was removed or disabled. Returns whether a preload was active. */
  cancel(): boolean {
    this.#reasons.clear();
    return this.predict(0) !== undefined;
  }

  #start(): 'start' {
    this.#state = 'active';
    return 'start';
  }

  #leave(): 'cancel' | undefined {
    if (this.holds(this.#probability)) return undefined;
    const wasActive = this.#state === 'active';
    this.#state = 'ready';
    return wasActive ? 'cancel' : undefined;
  }
}
