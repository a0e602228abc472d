import type {PreloadEvent} from '../events.js';
import {runAction} from './actions.js';
// Types alone: what the entry has, too, would become a part of its own, and that a request more.
import type {PreloadAction, PreloadDeclaration, PreloadTrigger} from './planner.js';
import type {PreloadFilter} from './preloader.js';

/** What a wasted action costs against a wasted page; what is not named costs as much. */
const actionCost: Partial<Record<PreloadAction, number>> = {preconnect: 0.25, prerender: 2.5};

/** A rung is left below this share of the probability from which it is taken. */
const leavingShare = 1 / 3;

/** What stands on one rung: from which probability it pays, and how it is taken back while it stands. */
interface Rung {
  action: PreloadAction;
  level: number;
  abort: AbortController | undefined;
}

export interface LadderOptions {
  element: HTMLElement;
  declaration: PreloadDeclaration & {action: PreloadAction};
  /** The probability from which an action pays that costs so many times what a page does. */
  payingProbability: (cost: number) => number;
  /** Whether a connection comes first. */
  connectsFirst: boolean;
  /** The preload that it is part of: its signal takes back everything, and it waits for the work. */
  event: PreloadEvent;
  filter: PreloadFilter | undefined;
}

/** What is done for one preload as it becomes surer: connect, then fetch the page, then render it. */
export class Ladder {
  /** Bytes that were transferred, where known. */
  bytes: number | undefined;
  readonly #options: LadderOptions;
  readonly #rungs: Rung[];

  constructor(options: LadderOptions) {
    this.#options = options;
    const {declaration, event, payingProbability} = options;
    this.#rungs = actionsOf(options).map((action): Rung => {
      const level = payingProbability(declaration.cost * (actionCost[action] ?? 1));
      return {action, level, abort: undefined};
    });
    event.signal.addEventListener('abort', () => this.#rungs.forEach(({abort}) => abort?.abort()), {
      once: true,
    });
  }

  /** Goes up to where the probability, 0…1, or what else speaks for the target leads, or back down to there. */
  climb(probability: number, trigger: PreloadTrigger): void {
    this.#rungs.forEach((rung, index) => {
      // A press or the page itself asks for everything; staying with a target only for what is not dear.
      const asked =
        index === 0 || trigger === 'press' || trigger === 'manual'
          ? true
          : trigger !== 'model' && rung.action !== 'prerender';
      if (asked || probability >= rung.level) this.#take(rung);
      else if (trigger === 'model' && probability < rung.level * leavingShare) this.#leave(rung);
    });
  }

  #take(rung: Rung): void {
    const {element, declaration, event, filter} = this.#options;
    if (rung.abort !== undefined || event.signal.aborted) return;
    rung.abort = new AbortController();
    const {action} = rung;
    const request = {...declaration, action, element, signal: rung.abort.signal, ...(filter && {filter})};
    event.waitUntil(
      runAction(request).then(({refusal, bytes}) => {
        // What was asked for before is there, or on its way; else nothing is, and nothing must look as if it were.
        if (refusal !== undefined && !refusal.startsWith('asked')) throw new Error(`Refused: ${refusal}.`);
        if (bytes !== undefined) this.bytes = (this.bytes ?? 0) + bytes;
      }),
    );
  }

  #leave(rung: Rung): void {
    rung.abort?.abort();
    rung.abort = undefined;
  }
}

function actionsOf({declaration: {action}, connectsFirst}: LadderOptions): PreloadAction[] {
  const actions: PreloadAction[] = action === 'prerender' ? ['prefetch', action] : [action];
  return connectsFirst && action !== 'preconnect' ? ['preconnect', ...actions] : actions;
}
