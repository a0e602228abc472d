import type {PredictiveError} from '../core/errors.js';
import {Lazy} from '../core/lazy.js';
import type {Learner} from '../learning/learner.js';
import {scorerInUse, type ModelInUse} from '../prediction/model-in-use.js';
import type {RegionHost} from './region-host.js';

/** Whether a region's `model` is a URL. */
export function isModelUrl(model: string | null): model is string {
  return model !== null && model !== 'auto' && model !== 'none';
}

/**
 * Chooses the model that scores one region's targets: the shipped or learned network, a sequence model, or the
 * heuristic.
 */
export class ModelChoice {
  readonly #host: RegionHost;
  readonly #heuristic: Lazy<ModelInUse>;
  #current = scorerInUse();

  constructor(context: {readonly host: RegionHost; report(error: PredictiveError): void}) {
    this.#host = context.host;
    this.#heuristic = new Lazy(async () => (await import('../prediction/heuristic.js')).heuristicInUse(), {
      onError: (error) => context.report(error),
    });
  }

  get current(): ModelInUse {
    return this.#current;
  }

  /** Chooses again, because the page or the learner may have changed the model. `onChosen` may be called later. */
  choose(learner: Pick<Learner, 'windows' | 'model'> | undefined, onChosen: () => void): void {
    const {windows, model} = learner ?? {};
    if (this.#host.model === 'none')
      // Until the heuristic is loaded, the network stays in use.
      this.#heuristic.use((heuristic) => {
        if (this.#host.model !== 'none') return;
        this.#current = heuristic;
        onChosen();
      });
    else {
      this.#current =
        windows === undefined
          ? scorerInUse(model?.architecture === 'scorer' ? model.weights : undefined)
          : {...scorerInUse(), kind: 'sequence', windows};
      onChosen();
    }
  }
}
