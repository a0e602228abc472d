import type {Observation} from '../core/observation.js';
import type {FeatureContext, ObservationPart, RegionPrediction} from './feature-context.js';

/** Reports to tools and pages, at each prediction, what the region saw and predicted. */
class Observers implements ObservationPart {
  readonly #context: FeatureContext;
  readonly #callbacks = new Set<(observation: Observation) => void>();

  constructor(context: FeatureContext) {
    this.#context = context;
  }

  add(
    callback: (observation: Observation) => void,
    {signal, isLate}: {signal: AbortSignal; isLate: boolean},
  ): void {
    if (signal.aborted) return;
    this.#callbacks.add(callback);
    signal.addEventListener('abort', () => this.#callbacks.delete(callback), {once: true});
    if (isLate) call(callback, this.#observe(this.#context.prediction));
  }

  onPrediction(prediction: RegionPrediction): void {
    if (this.#callbacks.size === 0) return;
    const observation = this.#observe(prediction);
    for (const callback of this.#callbacks) call(callback, observation);
  }

  #observe({time, probabilities, timing, none, predicted}: RegionPrediction): Observation {
    const {engine, boxes, targets, modelKind} = this.#context;
    const {trajectory} = engine;
    const last = trajectory.length - 1;
    return {
      time,
      pointer: last < 0 ? null : {x: trajectory.x(last), y: trajectory.y(last)},
      targets: boxes.visible.map((target, index) => {
        const [x, y, w, h] = boxes.boxes.slice(index * 4, index * 4 + 4);
        const probability = probabilities.get(target) ?? 0;
        const shares = timing.get(target);
        return {
          element: target.element,
          key: targets.keyOf(target),
          probability,
          within: shares && Array.from(shares, (share) => probability * share),
          box: new DOMRectReadOnly(x, y, w, h),
        };
      }),
      none,
      predicted: predicted?.element ?? null,
      model: modelKind,
    };
  }
}

/** An error of an observer is the page's own. */
function call(callback: (observation: Observation) => void, observation: Observation): void {
  try {
    callback(observation);
  } catch (error) {
    reportError(error);
  }
}

/** Creates the observation of one region. */
export function connect(context: FeatureContext): Observers {
  return new Observers(context);
}
