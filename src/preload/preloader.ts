import {PreloadEvent, PreloadOutcomeEvent} from '../core/events.js';
import type {PredictiveTarget} from '../core/target.js';
import {sparesData} from './conditions.js';
import {Lazy} from '../core/lazy.js';
import type {PreloadSteps} from './preload-steps.js';
import type * as stepsModule from './preload-steps.js';
import {hoverDelayMs, PreloadPlan} from './planner.js';
import type {
  PreloadAction,
  PreloadDeclaration,
  PreloadFilter,
  PreloadTrigger,
  UrlRefusal,
} from '../core/preload.js';
import type {EndedPreload} from '../scorecard/scorecard.js';
import {closest} from '../core/dom.js';
import {checkUrl} from './safety.js';

/** About how long until the press when it is not the pointer's path that says so, ms. Hover: the median
 * of 54,779 presses of people at work, less the delay; press: from pointerdown to click. */
const usualLeadMs: Readonly<Record<PreloadTrigger, number>> = {
  model: 500,
  hover: 390,
  focus: 1000,
  press: 90,
  manual: 1000,
};

/**
 * How long the probability must have fallen for a preload to be withdrawn, ms: hands sweep past their target and come
 * back, and what was taken back meanwhile would be missing.
 */
export const fallMs = 300;

/** Nothing is planned below this, whatever is at stake. */
const leastProbability = 0.02;

/** Knows whether a listener has work for it. */
class FiredPreloadEvent extends PreloadEvent {
  #isAwaited = false;

  get hasWork(): boolean {
    return this.#isAwaited || this.defaultPrevented;
  }

  override waitUntil(promise: Promise<unknown>): void {
    // Afterwards the kit itself is what calls it.
    if (this.eventPhase !== Event.NONE) this.#isAwaited = true;
    super.waitUntil(promise);
  }
}

interface Preload {
  event: FiredPreloadEvent;
  abort: AbortController;
  startedAt: number;
  /** What is declared and under way; `undefined` until that part of the kit has been loaded. */
  steps: PreloadSteps | undefined;
  /** Whether all work is done. */
  isDone: boolean;
}

/** A preload that has ended, and whose it was. */
export interface PreloadOutcome extends EndedPreload {
  target: PredictiveTarget;
}

export interface PreloaderOptions {
  onOutcome: (outcome: PreloadOutcome) => void;
  now: () => number;
  /** What a target declares, with the defaults of the region. */
  declarationOf: (target: PredictiveTarget) => PreloadDeclaration;
  filter: () => PreloadFilter | undefined;
  /** Shows how far the preload of a target is. */
  show: (target: PredictiveTarget, state: 'preloading' | 'preloaded' | undefined) => void;
  /** A part of the kit could not be loaded. */
  report: (error: unknown) => void;
}

/** Fires and withdraws the preloads of a region's targets, and says how they turned out. */
export class Preloader {
  readonly #plans = new Map<PredictiveTarget, PreloadPlan>();
  readonly #active = new Map<PredictiveTarget, Preload>();
  readonly #options: PreloaderOptions;
  readonly #steps: Lazy<typeof stepsModule>;
  /** Targets whose probability has fallen below what holds their preload, until that has lasted. */
  readonly #falling = new Map<PredictiveTarget, ReturnType<typeof setTimeout>>();
  #hovered: PredictiveTarget | undefined;
  #hoverTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PreloaderOptions) {
    this.#options = options;
    this.#steps = new Lazy(() => import('./preload-steps.js'), {onError: options.report});
  }

  /** Takes the latest probability of a target. */
  predict(target: PredictiveTarget, probability: number): void {
    if (probability < leastProbability && !this.#plans.has(target)) return;
    if (target.targetDisabled || sparesData()) this.#set(target, 0);
    else if (this.#plan(target).holds(probability) || !this.#active.has(target))
      this.#set(target, probability);
    else if (!this.#falling.has(target))
      this.#falling.set(
        target,
        setTimeout(() => this.#set(target, 0), fallMs),
      );
  }

  /** The pointer is now over `target`, or over none. */
  hover(target: PredictiveTarget | undefined): void {
    if (target === this.#hovered) return;
    clearTimeout(this.#hoverTimer);
    if (this.#hovered !== undefined) this.#leave(this.#hovered, 'hover');
    this.#hovered = target;
    if (target !== undefined && this.#options.declarationOf(target).eagerness === 'eager')
      this.#hoverTimer = setTimeout(() => this.engage(target, 'hover'), hoverDelayMs);
  }

  engage(target: PredictiveTarget, trigger: Exclude<PreloadTrigger, 'model'>): void {
    // A press, or the page itself, has reasons of its own.
    const isAsked = trigger === 'press' || trigger === 'manual';
    if (target.targetDisabled || (!isAsked && sparesData())) return;
    this.#apply(target, this.#plan(target).engage(trigger), trigger);
  }

  blur(target: PredictiveTarget): void {
    this.#leave(target, 'focus');
  }

  /** Nothing is known of the pointer any more: what only it spoke for is withdrawn. */
  lose(): void {
    this.hover(undefined);
    for (const target of [...this.#plans.keys()]) this.#set(target, 0);
  }

  /** The target was pressed. */
  press(target: PredictiveTarget): void {
    if (!target.targetDisabled) {
      this.engage(target, 'press');
      // The pointer lies there, however short a time: staying on after the press is no new approach.
      if (target === this.#hovered) {
        clearTimeout(this.#hoverTimer);
        this.#plans.get(target)?.engage('hover');
      }
    }
    if (this.#plans.get(target)?.press()) this.#end(target, {used: true});
  }

  /** The target is gone or disabled. */
  cancel(target: PredictiveTarget): void {
    this.#catch(target);
    if (this.#hovered === target) this.hover(undefined);
    this.#plans.delete(target);
    this.#end(target, {used: false});
  }

  cancelAll(): void {
    for (const target of [...this.#plans.keys()]) this.cancel(target);
  }

  /** The probability is now this. */
  #set(target: PredictiveTarget, probability: number): void {
    this.#catch(target);
    this.#apply(target, this.#plan(target).predict(probability), 'model');
  }

  /** The probability falls no more. */
  #catch(target: PredictiveTarget): void {
    clearTimeout(this.#falling.get(target));
    this.#falling.delete(target);
  }

  #giveWay(wanted: PredictiveTarget): void {
    for (const target of [...this.#falling.keys()]) if (target !== wanted) this.#set(target, 0);
  }

  #plan(target: PredictiveTarget): PreloadPlan {
    let plan = this.#plans.get(target);
    if (plan === undefined) this.#plans.set(target, (plan = new PreloadPlan()));
    plan.declare(this.#options.declarationOf(target));
    return plan;
  }

  #leave(target: PredictiveTarget, trigger: 'hover' | 'focus'): void {
    this.#apply(target, this.#plans.get(target)?.disengage(trigger), 'model');
  }

  #apply(target: PredictiveTarget, step: 'start' | 'withdraw' | undefined, trigger: PreloadTrigger): void {
    if (step === 'start') this.#start(target, trigger);
    else if (step === 'withdraw') this.#end(target, {used: false});
    else this.#advance(target, trigger);
  }

  #advance(target: PredictiveTarget, trigger: PreloadTrigger): void {
    const steps = this.#active.get(target)?.steps;
    if (steps === undefined) return;
    const {probability, reasons} = this.#plans.get(target)!;
    // A press speaks for it only now; what else does as long as it holds the plan.
    steps.advance(probability, trigger === 'press' ? new Set([...reasons, trigger]) : reasons);
  }

  #start(target: PredictiveTarget, trigger: PreloadTrigger): void {
    const {element} = target;
    if (closest(element, '[data-no-preload]') !== undefined) return;
    const {declarationOf, now} = this.#options;
    const abort = new AbortController();
    const {signal} = abort;
    const {probability} = this.#plans.get(target)!;
    const leadEstimateMs = usualLeadMs[trigger];
    const refusal = this.#refusalOf(target);
    const event = new FiredPreloadEvent({probability, leadEstimateMs, trigger, signal, refusal});
    const preload: Preload = {event, abort, startedAt: now(), steps: undefined, isDone: false};
    this.#active.set(target, preload);
    element.dispatchEvent(event);
    if (signal.aborted) return;
    const declaration = declarationOf(target);
    const {action} = declaration;
    if (action !== 'none' && !event.defaultPrevented)
      event.waitUntil(this.#takeSteps(target, {preload, declaration: {...declaration, action}, trigger}));
    this.#options.show(target, 'preloading');
    const settle = (isDone: boolean): void => {
      preload.isDone = isDone;
      if (this.#active.get(target) === preload) this.#options.show(target, isDone ? 'preloaded' : undefined);
    };
    event.finished().then(
      () => settle(true),
      () => settle(false),
    );
  }

  /** Does what is declared. A part that cannot be loaded is reported once, and the preload fails. */
  async #takeSteps(
    target: PredictiveTarget,
    {
      preload,
      declaration,
      trigger,
    }: {
      preload: Preload;
      declaration: PreloadDeclaration & {action: PreloadAction};
      trigger: PreloadTrigger;
    },
  ): Promise<void> {
    // Reports a failure, which the event keeps to itself.
    this.#steps.use(() => {});
    const {PreloadSteps} = await this.#steps.request();
    // What the press is about to ask for itself is too late to be asked for ahead.
    if (this.#active.get(target) !== preload) return;
    preload.steps = new PreloadSteps({
      element: target.element,
      declaration,
      event: preload.event,
      filter: this.#options.filter(),
      // What is likelier now does not wait for what most likely will not be.
      onBusy: () => this.#giveWay(target),
    });
    this.#advance(target, trigger);
  }

  /** As a page, or as a module where that is what is declared. */
  #refusalOf(target: PredictiveTarget): UrlRefusal | undefined {
    const {declarationOf, filter} = this.#options;
    const {action, href, allow} = declarationOf(target);
    const checked = checkUrl(href, {
      action: action === 'module' ? action : 'prefetch',
      element: target.element,
      base: document.baseURI,
      here: location.href,
      allow,
      filter: filter(),
    });
    return 'url' in checked || checked.refusal === 'no-url' ? undefined : checked.refusal;
  }

  #end(target: PredictiveTarget, {used}: {used: boolean}): void {
    const preload = this.#active.get(target);
    if (preload === undefined) return;
    this.#active.delete(target);
    const now = this.#options.now();
    const {event, startedAt, steps} = preload;
    const {trigger, probability} = event;
    if (!used) preload.abort.abort();
    this.#options.show(target, undefined);
    // Nothing was gained or lost by what nobody had any work for, or the kit refused.
    if (!event.hasWork && steps?.hasWork !== true) return;
    const isDone = preload.isDone || steps?.goesOn === true;
    const leadMs = now - startedAt;
    const detail = {used, leadMs, trigger, probability};
    performance.measure('predictive-preload', {start: startedAt, end: now, detail});
    target.element.dispatchEvent(new PreloadOutcomeEvent({used, leadMs, trigger}));
    this.#options.onOutcome({target, trigger, probability, used, leadMs, isDone, bytes: steps?.bytes});
  }
}
