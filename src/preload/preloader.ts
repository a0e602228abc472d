import {PreloadEvent, PreloadOutcomeEvent} from '../events.js';
import type {PredictiveTarget} from '../pointer/target.js';
import {hoverDelayMs, PreloadPlan, type PreloadTrigger} from './planner.js';

/** About how long until the press when it is not the pointer's path that says so, ms. Hover: the median
 * of 54,779 presses of people at work, less the delay; press: from pointerdown to click. */
const usualLeadMs: Readonly<Record<PreloadTrigger, number>> = {
  model: 500,
  hover: 390,
  focus: 1000,
  press: 90,
  manual: 1000,
};

/** Nothing is planned below this, whatever is at stake. */
const leastProbability = 0.1;

interface Preload {
  abort: AbortController;
  trigger: PreloadTrigger;
  startedAt: number;
}

/** What the scorecard wants to know of a preload that has ended. */
export interface PreloadOutcome {
  target: PredictiveTarget;
  trigger: PreloadTrigger;
  probability: number;
  used: boolean;
  leadMs: number;
}

/** Fires and withdraws the preloads of a region's targets, and says how they turned out. */
export class Preloader {
  readonly #plans = new Map<PredictiveTarget, PreloadPlan>();
  readonly #standing = new Map<PredictiveTarget, Preload & {probability: number}>();
  readonly #onOutcome: (outcome: PreloadOutcome) => void;
  readonly #now: () => number;
  #hovered: PredictiveTarget | undefined;
  #hoverTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({onOutcome, now}: {onOutcome: (outcome: PreloadOutcome) => void; now: () => number}) {
    this.#onOutcome = onOutcome;
    this.#now = now;
  }

  /** Takes the latest probability of a target. */
  predict(target: PredictiveTarget, probability: number): void {
    if (probability < leastProbability && !this.#plans.has(target)) return;
    const plan = this.#plan(target);
    this.#apply(target, plan.predict(target.targetDisabled ? 0 : probability), 'model');
  }

  /** The pointer is now over `target`, or over none. */
  hover(target: PredictiveTarget | undefined): void {
    if (target === this.#hovered) return;
    clearTimeout(this.#hoverTimer);
    if (this.#hovered !== undefined) this.#leave(this.#hovered, 'hover');
    this.#hovered = target;
    if (target !== undefined) this.#hoverTimer = setTimeout(() => this.engage(target, 'hover'), hoverDelayMs);
  }

  engage(target: PredictiveTarget, trigger: Exclude<PreloadTrigger, 'model'>): void {
    if (!target.targetDisabled) this.#apply(target, this.#plan(target).engage(trigger), trigger);
  }

  blur(target: PredictiveTarget): void {
    this.#leave(target, 'focus');
  }

  /** Nothing is known of the pointer any more: what only it spoke for is withdrawn. */
  lose(): void {
    this.hover(undefined);
    for (const target of [...this.#plans.keys()]) this.predict(target, 0);
  }

  /** The target was pressed. */
  press(target: PredictiveTarget): void {
    if (!target.targetDisabled) {
      this.engage(target, 'press');
      // The pointer lies there, however short a time: staying on after the press is no new approach.
      if (target === this.#hovered) {
        clearTimeout(this.#hoverTimer);
        this.#plan(target).engage('hover');
      }
    }
    if (this.#plans.get(target)?.press()) this.#end(target, {used: true});
  }

  /** The target is gone or disabled. */
  cancel(target: PredictiveTarget): void {
    if (this.#hovered === target) this.hover(undefined);
    if (this.#plans.get(target)?.cancel()) this.#end(target, {used: false});
    this.#plans.delete(target);
  }

  cancelAll(): void {
    for (const target of [...this.#plans.keys()]) this.cancel(target);
  }

  #plan(target: PredictiveTarget): PreloadPlan {
    let plan = this.#plans.get(target);
    if (plan === undefined) this.#plans.set(target, (plan = new PreloadPlan()));
    plan.eagerness = target.eagerness;
    return plan;
  }

  #leave(target: PredictiveTarget, trigger: 'hover' | 'focus'): void {
    this.#apply(target, this.#plans.get(target)?.disengage(trigger), 'model');
  }

  #apply(target: PredictiveTarget, step: 'start' | 'withdraw' | undefined, trigger: PreloadTrigger): void {
    if (step === 'start') this.#start(target, trigger);
    else if (step === 'withdraw') this.#end(target, {used: false});
  }

  #start(target: PredictiveTarget, trigger: PreloadTrigger): void {
    const abort = new AbortController();
    const {probability} = this.#plan(target);
    this.#standing.set(target, {abort, trigger, probability, startedAt: this.#now()});
    const event = new PreloadEvent({
      probability,
      leadEstimateMs: usualLeadMs[trigger],
      trigger,
      signal: abort.signal,
    });
    target.element.dispatchEvent(event);
    if (!abort.signal.aborted) target.runPreload(event);
  }

  #end(target: PredictiveTarget, {used}: {used: boolean}): void {
    const preload = this.#standing.get(target);
    if (preload === undefined) return;
    this.#standing.delete(target);
    const leadMs = this.#now() - preload.startedAt;
    const {trigger, probability} = preload;
    if (!used) preload.abort.abort();
    target.endPreload();
    target.element.dispatchEvent(new PreloadOutcomeEvent({used, leadMs, trigger}));
    this.#onOutcome({target, trigger, probability, used, leadMs});
  }
}
