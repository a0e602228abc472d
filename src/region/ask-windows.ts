import type {PredictiveTarget} from '../core/target.js';
import type {WindowModel} from '../prediction/model-in-use.js';
import type {FeatureContext} from './feature-context.js';

/** Lower probabilities count as 0: they would be rounded to 0.00. */
const leastProbability = 0.005;

/** Has a sequence model predict. It answers asynchronously; an answer after the end of the approach is dropped. */
export function askWindows(windows: WindowModel, context: FeatureContext): void {
  const {x, y} = context.origin();
  const {engine, boxes, targets} = context;
  const points = engine.trajectory
    .points()
    .map(([px, py, t]): [number, number, number] => [px - x, py - y, t]);
  const {approach} = engine;
  void windows.predict(points).then((answer) => {
    if (answer === undefined || approach !== engine.approach) return;
    const pointer = engine.trajectory.end;
    const now = performance.now();
    boxes.refresh();
    boxes.begin(now, pointer);
    const probabilities = new Map<PredictiveTarget, number>();
    for (const target of boxes.visible) {
      const probability = answer.get(targets.keyOf(target)) ?? 0;
      if (probability >= leastProbability) probabilities.set(target, probability);
    }
    boxes.confirm(probabilities, {pointer, now});
    context.publish(engine.conclude(probabilities, {time: now, none: 0}));
  });
}
