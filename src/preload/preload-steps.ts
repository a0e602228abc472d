import type {PreloadEvent} from '../core/events.js';
import {runAction, type Refusal} from './actions.js';
import {actionCost, connectsFirst, payingProbability} from './planner.js';
import type {PreloadAction, PreloadDeclaration, PreloadTrigger, PreloadFilter} from '../core/preload.js';

/** What stands on one step: from which probability it pays, and how it is taken back while it stands. */
interface Step {
  action: PreloadAction;
  level: number;
  abort: AbortController | undefined;
  /** Settles when it has been asked for, or is not going to be. */
  begun: Promise<unknown> | undefined;
  /** Why it was not asked for. */
  refusal: Refusal | undefined;
  /** Whether a press or the page itself took it, no prediction. */
  isUserInitiated: boolean;
}

export interface PreloadStepsOptions {
  element: HTMLElement;
  declaration: PreloadDeclaration & {action: PreloadAction};
  /** The preload that it is part of: its signal takes back everything, and it waits for the work. */
  event: PreloadEvent;
  filter: PreloadFilter | undefined;
  /** Called while it has to wait for others. */
  onBusy?: () => void;
}

/** What is done for one preload as it becomes surer: connect, then fetch the page, then render it. */
export class PreloadSteps {
  /** Bytes that were transferred, where known. */
  bytes: number | undefined;
  /** Whether something was asked for, or found in place. */
  hasWork = false;
  /** Whether browsers go on with what was asked for when it is taken back. */
  goesOn = false;
  readonly #options: PreloadStepsOptions;
  readonly #steps: Step[];

  constructor(options: PreloadStepsOptions) {
    this.#options = options;
    const {declaration, event} = options;
    const {eagerness, cost} = declaration;
    const costs: Partial<Record<PreloadAction, number>> = actionCost;
    this.#steps = actionsOf(declaration).map((action): Step => {
      const level = payingProbability(eagerness, cost * (costs[action] ?? 1));
      return {action, level, abort: undefined, begun: undefined, refusal: undefined, isUserInitiated: false};
    });
    event.signal.addEventListener('abort', () => this.#steps.forEach(({abort}) => abort?.abort()), {
      once: true,
    });
  }

  /**
   * Goes up to where the probability, 0…1, or what else speaks for the target now leads; down again only when the
   * preload is withdrawn, as browsers do not render a second time what was taken back. The page itself asks for everything; a press, or staying with a target, only for what is not dear: Chromium asks for
   * a page once more to render it when its prefetch is already being shown.
   */
  advance(probability: number, reasons: ReadonlySet<PreloadTrigger>): void {
    const isUserInitiated = reasons.has('press') || reasons.has('manual');
    this.#steps.forEach((step, index, steps) => {
      const isHeld = reasons.has('manual') || (reasons.size > 0 && step.action !== 'prerender');
      if (index === 0 || isHeld || probability >= step.level)
        this.#take(step, {below: steps[index - 1], isUserInitiated});
    });
  }

  #take(step: Step, {below, isUserInitiated}: {below: Step | undefined; isUserInitiated: boolean}): void {
    const {element, declaration, event, filter, onBusy} = this.#options;
    // What was taken back an approach before is left to who may ask for it once more.
    const isLeft = step.refusal === 'taken-back' && isUserInitiated && !step.isUserInitiated;
    if ((step.abort !== undefined && !isLeft) || event.signal.aborted) return;
    step.abort = new AbortController();
    step.isUserInitiated = isUserInitiated;
    const {action} = step;
    const {signal} = step.abort;
    const onWork = (): void => {
      this.hasWork = true;
      if (action === 'module') this.goesOn = true;
    };
    const request = {
      ...declaration,
      action,
      element,
      signal,
      isUserInitiated,
      onWork,
      onBusy,
      ...(filter && {filter}),
    };
    // A page that is rendered without a prefetch of ours is fetched by the browser, which asks for it a second time
    // when that is taken back.
    const mayBegin = action === 'prerender' ? below?.begun : undefined;
    const begun = mayBegin === undefined ? runAction(request) : mayBegin.then(() => runAction(request));
    step.begun = begun.catch(() => undefined);
    event.waitUntil(
      begun.then(({refusal, bytes}) => {
        step.refusal = refusal;
        // What was asked for before is there, or on its way; else nothing is, and nothing must look as if it were.
        if (refusal !== undefined && !refusal.startsWith('asked')) throw new Error(`Refused: ${refusal}.`);
        if (bytes !== undefined) this.bytes = (this.bytes ?? 0) + bytes;
      }),
    );
  }
}

function actionsOf(declaration: PreloadStepsOptions['declaration']): PreloadAction[] {
  const {action} = declaration;
  const actions: PreloadAction[] = action === 'prerender' ? ['prefetch', action] : [action];
  return connectsFirst(declaration) && action !== 'preconnect' ? ['preconnect', ...actions] : actions;
}
