import {PredictiveError} from '../core/errors.js';
import type {PredictiveTarget} from '../core/target.js';
import {shouldSaveData} from './conditions.js';
import {Lazy} from '../core/lazy.js';
import type * as stepsModule from './preload-steps.js';
import type {DocumentUse} from './document-use.js';
import {medianTime, shareWithin} from '../prediction/timing.js';
import type {Timing} from '../core/prediction.js';
import {AnswerEstimates} from './answer-estimates.js';
import {forgetAnswers, keepAnswers} from './answers.js';
import {FiredPreloadEvent, hasWork, type Preload} from './fired-preload.js';
import {hoverDelayMs, lookAheadMs, PreloadPlan} from './planner.js';
import type {
  PreloadAction,
  PreloadDeclaration,
  PreloadFilter,
  PreloadTrigger,
  UrlRefusal,
  WasteReason,
} from '../core/preload.js';
import {closest} from '../core/dom.js';
import {addressOf, fallMs, RunningPreloads, type RunningPreloadsOptions} from './running-preloads.js';
import {checkUrl, pageAddress} from './safety.js';

/**
 * Typical time to the press where the pointer's path does not tell, ms. Hover: the median of 54,779 presses
 * of people at work, less the delay; press: from pointerdown to click.
 */
const usualLeadMs: Readonly<Record<PreloadTrigger, number>> = {
  model: 500,
  hover: 390,
  focus: 1000,
  press: 90,
  manual: 1000,
};

/** No plan is made below this probability, whatever the cost. */
const leastProbability = 0.02;

/** From this probability on, a target need not wait for a place that a less likely one holds. */
const sureProbability = 0.7;

export interface PreloaderOptions extends Omit<RunningPreloadsOptions, 'useDocuments'> {
  /** Ends it. */
  signal: AbortSignal;
  /** A target's declaration, with the region's defaults filled in. */
  declarationOf: (target: PredictiveTarget) => PreloadDeclaration;
  filter: () => PreloadFilter | undefined;
  /** Reports a chunk that failed to load. */
  report: (error: PredictiveError) => void;
}

/** Starts and cancels the preloads of a region's targets, and reports their outcomes. */
export class Preloader {
  readonly #plans = new Map<PredictiveTarget, PreloadPlan>();
  readonly #running: RunningPreloads;
  readonly #options: PreloaderOptions;
  readonly #steps: Lazy<typeof stepsModule>;
  readonly #documents: Lazy<DocumentUse>;
  /** Timers of targets whose probability has fallen too low, until it has stayed low long enough. */
  readonly #falling = new Map<PredictiveTarget, ReturnType<typeof setTimeout>>();
  /** The latest prediction of each target. */
  readonly #foreseen = new WeakMap<PredictiveTarget, {probability: number; timing: Timing | undefined}>();
  readonly #answers: AnswerEstimates;
  /** The latest failure that was reported. */
  #reported: PredictiveError | undefined;
  #hovered: PredictiveTarget | undefined;
  #hoverTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: PreloaderOptions) {
    this.#options = options;
    const {signal, declarationOf} = options;
    const onError = (error: PredictiveError): void => this.#report(error);
    this.#answers = new AnswerEstimates((target) => declarationOf(target).href);
    this.#steps = new Lazy(() => import('./preload-steps.js'), {onError});
    this.#documents = new Lazy(
      async () => {
        const {DocumentUse} = await import('./document-use.js');
        return new DocumentUse(() => this.forget(), signal);
      },
      {onError},
    );
    this.#running = new RunningPreloads({...options, useDocuments: (use) => this.#documents.use(use)});
  }

  /** Applies the latest probability that a target is pressed next, 0…1, and when, where that is known. */
  predict(target: PredictiveTarget, likelihood: number, timing?: Timing): void {
    this.#foreseen.set(target, {probability: likelihood, timing});
    // What comes soon is no likelier than what comes at all, so most targets need no address parsed.
    if (likelihood < leastProbability && !this.#plans.has(target)) return;
    const probability =
      timing === undefined
        ? likelihood
        : likelihood * shareWithin(timing, lookAheadMs(this.#answers.of(target)));
    if (probability < leastProbability && !this.#plans.has(target)) return;
    if (target.targetDisabled || shouldSaveData(target.element.ownerDocument)) {
      this.#set(target, 0);
      return;
    }
    // On the way already, so that the start does not wait for them.
    if (!this.#steps.isRequested && this.#options.declarationOf(target).action !== 'none')
      this.#steps.request().catch(() => {});
    if (this.#plan(target).holds(probability) || !this.#running.get(target)) this.#set(target, probability);
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
    // A press, or the page itself, overrides data saving.
    const isUserInitiated = trigger === 'press' || trigger === 'manual';
    if (target.targetDisabled || (!isUserInitiated && shouldSaveData(target.element.ownerDocument))) return;
    this.#apply(target, this.#plan(target).engage(trigger), trigger);
  }

  /** Ends all preloads and forgets which URLs were requested: the browser's copies are gone. */
  forget(): void {
    forgetAnswers();
    this.cancelAll();
    this.#steps.current?.forgetRequests();
  }

  blur(target: PredictiveTarget): void {
    this.#leave(target, 'focus');
  }

  /** The pointer's position is no longer known: cancels preloads that only the pointer justified. */
  pointerLost(): void {
    this.hover(undefined);
    for (const target of [...this.#plans.keys()]) this.#set(target, 0);
  }

  /** The target was pressed. */
  press(target: PredictiveTarget, click: MouseEvent): void {
    if (!target.targetDisabled) {
      this.engage(target, 'press');
      // The pointer is there, however briefly: staying after the press is no new approach.
      if (target === this.#hovered) {
        clearTimeout(this.#hoverTimer);
        this.#plans.get(target)?.engage('hover');
      }
    }
    if (this.#plans.get(target)?.press()) this.#running.end(target, {click});
  }

  /** The target was removed or disabled. */
  cancel(target: PredictiveTarget): void {
    if (!target.element.isConnected) this.#running.leave(target);
    this.#drop(target, 'gone');
    if (this.#hovered === target) this.hover(undefined);
  }

  cancelAll(): void {
    this.hover(undefined);
    for (const target of [...this.#plans.keys()]) this.#drop(target, 'gone');
    this.#running.endGone();
  }

  /** Ends the target's preload, and its plan. */
  #drop(target: PredictiveTarget, reason: WasteReason): void {
    this.#stopFall(target);
    this.#plans.delete(target);
    this.#running.end(target, {reason});
  }

  /** Applies a probability at once. */
  #set(target: PredictiveTarget, probability: number): void {
    this.#stopFall(target);
    this.#apply(target, this.#plan(target).predict(probability), 'model');
  }

  /** Stops the countdown after a fall. */
  #stopFall(target: PredictiveTarget): void {
    clearTimeout(this.#falling.get(target));
    this.#falling.delete(target);
  }

  /** Cancels what is in the way of a target: falling ones, and if it is almost certain, the least likely one. */
  #makeRoom(wanted: PredictiveTarget): void {
    this.#running.endGone();
    for (const target of [...this.#falling.keys()]) if (target !== wanted) this.#set(target, 0);
    let {probability} = this.#plans.get(wanted)!;
    if (probability < sureProbability) return;
    let least: PredictiveTarget | undefined;
    for (const [target, {steps}] of this.#running.entries()) {
      const plan = this.#plans.get(target)!;
      if (steps?.hasWork !== true || plan.reasons.size > 0 || plan.probability >= probability) continue;
      least = target;
      ({probability} = plan);
    }
    if (least !== undefined) this.#set(least, 0);
  }

  #plan(target: PredictiveTarget): PreloadPlan {
    const declaration = this.#options.declarationOf(target);
    let plan = this.#plans.get(target);
    // A link with another address is another link.
    if (
      plan?.href !== declaration.href &&
      addressOf(target, plan?.href) !== addressOf(target, declaration.href)
    ) {
      this.#drop(target, 'changed');
      plan = undefined;
    }
    if (plan === undefined) this.#plans.set(target, (plan = new PreloadPlan()));
    plan.declare(declaration);
    return plan;
  }

  #leave(target: PredictiveTarget, trigger: 'hover' | 'focus'): void {
    this.#apply(target, this.#plans.get(target)?.disengage(trigger), 'model');
  }

  #apply(target: PredictiveTarget, step: 'start' | 'cancel' | undefined, trigger: PreloadTrigger): void {
    if (step === 'start') this.#start(target, trigger);
    else if (step === 'cancel') this.#running.end(target, {reason: 'withdrawn'});
    else this.#advance(target, trigger);
  }

  #advance(target: PredictiveTarget, trigger: PreloadTrigger): void {
    const steps = this.#running.get(target)?.steps;
    if (steps === undefined) return;
    const {probability, reasons} = this.#plans.get(target)!;
    // A press counts only now; other reasons count as long as they keep the plan.
    steps.advance(probability, trigger === 'press' ? new Set([...reasons, trigger]) : reasons);
  }

  #start(target: PredictiveTarget, trigger: PreloadTrigger): void {
    const {element} = target;
    if (closest(element, '[data-no-preload]')) return;
    const {declarationOf, now} = this.#options;
    const abort = new AbortController();
    const {signal} = abort;
    const {probability = 0, timing} = this.#foreseen.get(target) ?? {};
    const leadEstimateMs =
      trigger === 'model' && timing !== undefined ? Math.round(medianTime(timing)) : usualLeadMs[trigger];
    const refusal = this.#refusalOf(target);
    if (refusal === undefined && this.#running.takeOver(target, declarationOf(target).href)) {
      this.#advance(target, trigger);
      return;
    }
    const event = new FiredPreloadEvent({probability, leadEstimateMs, trigger, signal, refusal});
    const preload: Preload = {target, event, abort, startedAt: now()};
    this.#running.add(preload);
    element.dispatchEvent(event);
    if (signal.aborted) return;
    const declaration = declarationOf(target);
    const {action} = declaration;
    const isDocument = action === 'prefetch' || action === 'prerender';
    const isVain = isDocument && this.#documents.current?.isVain === true;
    // Nothing is done then.
    if (isVain && !event.hasWork) return;
    if (action !== 'none' && !isVain && !event.defaultPrevented) {
      // Loaded before the press, which may leave the page.
      if (isDocument) this.#documents.use(() => {});
      keepAnswers();
      event.waitUntil(this.#runSteps(target, {preload, declaration: {...declaration, action}, trigger}));
    }
    this.#options.show(target, 'preloading');
    const onFinished = (isDone: boolean): void => {
      const {target} = preload;
      preload.isDone = isDone;
      if (isDone && event.hasWork) this.#answers.noteWork(target, now() - preload.startedAt);
      if (this.#running.get(target) !== preload) return;
      // A ready sign without any work would say nothing.
      this.#options.show(target, isDone && hasWork(preload) ? 'preloaded' : undefined);
    };
    event.finished().then(
      () => onFinished(true),
      (error: unknown) => {
        onFinished(false);
        if (error instanceof PredictiveError) this.#report(error);
      },
    );
  }

  /** Reports once that a part could not be loaded, however many preloads wait for it. */
  #report(error: PredictiveError): void {
    if (error !== this.#reported) this.#options.report((this.#reported = error));
  }

  /** Takes the declared steps. A chunk that fails to load is reported once, and the preload fails. */
  async #runSteps(
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
    // Reports a loading error, which the event swallows.
    this.#steps.use(() => {});
    const {PreloadSteps} = await this.#steps.request();
    // Too late: the press requests the page itself.
    if (this.#running.get(target) !== preload) return;
    preload.steps = new PreloadSteps({
      get element() {
        return preload.target.element;
      },
      declaration,
      event: preload.event,
      filter: this.#options.filter(),
      onBusy: () => this.#makeRoom(preload.target),
      onAnswer: (ms) => this.#answers.noteAnswer(target, ms),
    });
    this.#advance(target, trigger);
  }

  /** Checked as a page, or as a module if one is declared. */
  #refusalOf(target: PredictiveTarget): UrlRefusal | undefined {
    const {declarationOf, filter} = this.#options;
    const {action, href, allow, only} = declarationOf(target);
    const checked = checkUrl(href, {
      action: action === 'module' ? action : 'prefetch',
      element: target.element,
      ...pageAddress(target.element),
      allow,
      only,
      filter: filter(),
    });
    return 'url' in checked || checked.refusal === 'no-url' ? undefined : checked.refusal;
  }
}
