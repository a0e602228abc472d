import type {PreloadEvent} from '../core/events.js';
import {runAction, type Refusal} from './actions.js';
export {forgetRequests} from './actions.js';
import {actionCost, connectsFirst, payingProbability} from './planner.js';
import type {PreloadAction, PreloadDeclaration, PreloadTrigger, PreloadFilter} from '../core/preload.js';

/** One step: the probability from which it pays off, and how to cancel it once started. */
interface Step {
  action: PreloadAction;
  level: number;
  abort?: AbortController;
  /** Settles when the step has sent its request, or been refused. */
  started?: Promise<unknown>;
  /** Why the step was refused. */
  refusal?: Refusal | undefined;
  /** Whether a press or the page itself started the step, not a prediction. */
  isUserInitiated?: boolean;
}

export interface PreloadStepsOptions {
  element: HTMLElement;
  declaration: PreloadDeclaration & {action: PreloadAction};
  /** The event of this preload: its signal cancels all steps, and it waits for their work. */
  event: PreloadEvent;
  filter: PreloadFilter | undefined;
  /** Called while a step waits for other requests. */
  onBusy?: () => void;
  /** Told how long a page took to answer, ms. */
  onAnswer?: (ms: number) => void;
}

/** The steps of one preload, taken as its probability rises: connect, fetch the page, render it. */
export class PreloadSteps {
  /** Bytes transferred, where known. */
  bytes: number | undefined;
  /** Whether something was requested, or found in place. */
  hasWork = false;
  /** Address of the document requested, or found in place. */
  document: string | undefined;
  /** Whether browsers finish the requests even if cancelled. */
  continues = false;
  readonly #options: PreloadStepsOptions;
  readonly #steps: Step[];
  readonly #used = new AbortController();

  constructor(options: PreloadStepsOptions) {
    this.#options = options;
    const {declaration, event} = options;
    const {eagerness, cost} = declaration;
    const costs: Partial<Record<PreloadAction, number>> = actionCost;
    this.#steps = actionsFor(declaration).map((action): Step => {
      return {action, level: payingProbability(eagerness, cost * (costs[action] ?? 1))};
    });
    event.signal.addEventListener('abort', () => this.#steps.forEach(({abort}) => abort?.abort()), {
      once: true,
      signal: this.#used.signal,
    });
  }

  /** The preload was used: nothing cancels it any more. */
  use(): void {
    this.#used.abort();
  }

  /**
   * Starts every step that the probability, 0…1, or another reason justifies. Steps end only when the preload
   * is cancelled: browsers do not render a cancelled page again. The page itself triggers all steps; a press,
   * hover or focus triggers all but `prerender`, the costly one: Chromium fetches a page again to render it
   * while its prefetch is already being shown.
   */
  advance(probability: number, reasons: ReadonlySet<PreloadTrigger>): void {
    const isUserInitiated = reasons.has('press') || reasons.has('manual');
    this.#steps.forEach((step, index, steps) => {
      const isHeld = reasons.has('manual') || (reasons.size > 0 && step.action !== 'prerender');
      if (index === 0 || isHeld || probability >= step.level)
        this.#start(step, {below: steps[index - 1], isUserInitiated});
    });
  }

  #start(step: Step, {below, isUserInitiated}: {below: Step | undefined; isUserInitiated: boolean}): void {
    const {element, declaration, event, filter, onBusy} = this.#options;
    // A step cancelled one approach earlier may be repeated, once, by a press or the page.
    const mayRepeat = step.refusal === 'cancelled' && isUserInitiated && !step.isUserInitiated;
    if ((step.abort !== undefined && !mayRepeat) || event.signal.aborted) return;
    step.abort = new AbortController();
    step.isUserInitiated = isUserInitiated;
    const {action} = step;
    const {signal} = step.abort;
    const onWork = (): void => {
      this.hasWork = true;
      if (action === 'module') this.continues = true;
      else if (action !== 'preconnect') this.document = declaration.href!;
    };
    const request = {...declaration, action, element, signal, isUserInitiated, onWork, onBusy, filter};
    // Without a prefetch of ours, the browser fetches the page to render it, and requests it again if that is
    // cancelled.
    const mayStart = action === 'prerender' ? below?.started : undefined;
    const started = mayStart === undefined ? runAction(request) : mayStart.then(() => runAction(request));
    step.started = started.catch(() => undefined);
    event.waitUntil(
      started.then(({refusal, bytes, ms}) => {
        step.refusal = refusal;
        // `already-requested` is there, or on its way; any other refusal must not show as preloaded.
        if (refusal !== undefined && refusal !== 'already-requested' && refusal !== 'requested-by-page')
          throw new Error(`Refused: ${refusal}.`);
        if (bytes !== undefined) this.bytes = (this.bytes ?? 0) + bytes;
        if (ms !== undefined && action !== 'module') this.#options.onAnswer?.(ms);
      }),
    );
  }
}

function actionsFor(declaration: PreloadStepsOptions['declaration']): PreloadAction[] {
  const {action} = declaration;
  const actions: PreloadAction[] = action === 'prerender' ? ['prefetch', action] : [action];
  return connectsFirst(declaration) && action !== 'preconnect' ? ['preconnect', ...actions] : actions;
}
