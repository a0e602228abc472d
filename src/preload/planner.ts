import type {Eagerness, PreloadAction, PreloadDeclaration, PreloadTrigger} from '../core/preload.js';

/**
 * The probability from which an ordinary preload pays. Acting does when p > cost / (benefit + cost): when a
 * wasted preload costs as much as a used one saves, a third, or a sixth of it.
 */
export const preloadProbability: Readonly<Record<Eagerness, number>> = {
  conservative: 0.5,
  moderate: 0.25,
  eager: 0.15,
};

/**
 * A preload is withdrawn when the probability falls below this share of what started it. What is taken back too
 * soon is lost: nothing is asked for twice.
 */
export const preloadWithdrawalShare = 1 / 3;

/** How long the pointer must stay in an `eager` target before that alone starts its preload, ms. About four
 * in ten entries that last this long end in a press. */
export const hoverDelayMs = 65;

/** What an action costs when it is wasted, against a wasted page; what is not named costs as much. */
export const actionCost = {preconnect: 0.25, prerender: 2.5} satisfies Partial<Record<PreloadAction, number>>;

/** The probability from which something pays that costs so many times what an ordinary page does. */
export function payingProbability(eagerness: Eagerness, cost: number): number {
  const usual = preloadProbability[eagerness];
  const odds = (cost > 0 ? cost : 1) * (usual / (1 - usual));
  return odds / (1 + odds);
}

/** Whether a connection comes before anything else that is done: elsewhere there may be none yet. */
export function connectsFirst({action, allow}: Pick<PreloadDeclaration, 'action' | 'allow'>): boolean {
  return action === 'preconnect' || allow.includes('cross-origin');
}

/** When one target is preloaded and when that is taken back: once per approach. Told, never asking. */
export class PreloadPlan {
  /** From which probability. */
  #level = 1;
  #probability = 0;
  /** What speaks for it beside the probability; `manual`, when the page asked, until it is used. */
  readonly #reasons = new Set<PreloadTrigger>();
  /** `spent`: used by a press, and the pointer, the focus or the probability has not left since. */
  #state: 'ready' | 'active' | 'spent' = 'ready';

  get probability(): number {
    return this.#probability;
  }

  /** What holds it, whatever the probability. */
  get reasons(): ReadonlySet<PreloadTrigger> {
    return this.#reasons;
  }

  /** Whether it would go on standing with this probability, 0…1. */
  holds(probability: number): boolean {
    return this.#reasons.size > 0 || probability >= this.#level * preloadWithdrawalShare;
  }

  /** Takes what is declared of the target. */
  declare(declaration: Omit<PreloadDeclaration, 'href'>): void {
    const {eagerness, cost} = declaration;
    this.#level = payingProbability(
      eagerness,
      connectsFirst(declaration) ? cost * actionCost.preconnect : cost,
    );
  }

  /** Takes the latest probability, 0…1, and returns what to do. */
  predict(probability: number): 'start' | 'withdraw' | undefined {
    this.#probability = probability;
    if (this.#state === 'ready' && probability >= this.#level) return this.#start();
    return this.#leave();
  }

  /** The pointer has stayed, focus has come, a press has begun, or the page asks. */
  engage(trigger: Exclude<PreloadTrigger, 'model'>): 'start' | undefined {
    if (trigger !== 'press') this.#reasons.add(trigger);
    return this.#state === 'ready' || (this.#state === 'spent' && trigger === 'manual')
      ? this.#start()
      : undefined;
  }

  /** The pointer has left, or focus has gone. */
  disengage(trigger: 'hover' | 'focus'): 'withdraw' | undefined {
    this.#reasons.delete(trigger);
    return this.#leave();
  }

  /** The press came: the approach has reached its end. Returns whether a preload was standing. */
  press(): boolean {
    const used = this.#state === 'active';
    this.#reasons.delete('manual');
    this.#state = this.holds(this.#probability) ? 'spent' : 'ready';
    return used;
  }

  /** The target is gone or disabled. Returns whether a preload was standing. */
  cancel(): boolean {
    this.#reasons.clear();
    return this.predict(0) !== undefined;
  }

  #start(): 'start' {
    this.#state = 'active';
    return 'start';
  }

  #leave(): 'withdraw' | undefined {
    if (this.holds(this.#probability)) return undefined;
    const standing = this.#state === 'active';
    this.#state = 'ready';
    return standing ? 'withdraw' : undefined;
  }
}
