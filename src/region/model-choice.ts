import {Lazy} from '../core/lazy.js';
import type {Learner} from '../learning/learner.js';
import type {PredictiveTarget} from '../core/target.js';
import {scorerInUse, type ModelInUse, type WindowModel} from '../prediction/model-in-use.js';
import type {FeatureContext} from './feature-context.js';
import type {RegionHost} from './region-host.js';

/** Below this a probability counts as none: it would be rounded to 0.00. */
const leastProbability = 0.005;

/** Which model scores the targets of one region: the shipped or learned network, a sequence model, or the heuristic. */
export class ModelChoice {
  readonly #host: RegionHost;
  readonly #heuristic: Lazy<ModelInUse>;
  #current = scorerInUse();

  constructor(host: RegionHost) {
    this.#host = host;
    this.#heuristic = new Lazy(async () => (await import('../prediction/heuristic.js')).heuristicInUse(), {
      onError: (error) => host.report(error),
    });
  }

  get current(): ModelInUse {
    return this.#current;
  }

  /** The windows of a sequence model that can answer; where there is none, the targets are scored row by row. */
  openWindows(): WindowModel | undefined {
    const model = this.#current;
    return model.kind === 'sequence' && model.windows.isOpen() ? model.windows : undefined;
  }

  /** Chooses anew: the page or the learner may want another. `onChosen` is called, perhaps later. */
  choose(learner: Pick<Learner, 'windows' | 'model'> | undefined, onChosen: () => void): void {
    const {windows, model} = learner ?? {};
    if (this.#host.model === 'none')
      // Until it is loaded the network goes on.
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

/** Has a sequence model predict. Its answer comes in its own time; one that comes after the approach is over is dropped. */
export function askWindows(windows: WindowModel, context: FeatureContext): void {
  const {x, y} = context.origin();
  const {engine, boxes, targets} = context;
  const points = engine.trajectory
    .points()
    .map(([px, py, t]): [number, number, number] => [px - x, py - y, t]);
  const {approach} = engine;
  void windows.predict(points).then((answer) => {
    if (answer === undefined || approach !== engine.approach) return;
    boxes.refresh();
    const probabilities = new Map<PredictiveTarget, number>();
    for (const target of boxes.visible) {
      const probability = answer.get(targets.keyOf(target)) ?? 0;
      if (probability >= leastProbability) probabilities.set(target, probability);
    }
    context.publish(engine.conclude(probabilities, {time: performance.now(), none: 0}));
  });
}
