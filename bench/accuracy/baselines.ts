import type {Trajectory} from '../../src/prediction/trajectory.js';
import {readMovement} from '../../src/prediction/movement.js';
import {distanceToBox} from '../../src/prediction/features.js';
import type {RecordedTarget} from '../../tools/recordings/recording.js';

/** Sorts targets by their distance from the pointer: to the box, then to its centre. Nearest first. */
export function byDistance(targets: readonly RecordedTarget[], trajectory: Trajectory): number[] {
  const last = trajectory.length - 1;
  const x = trajectory.x(last);
  const y = trajectory.y(last);
  return ranked(targets, (box) => [
    distanceToBox(x, y, box),
    Math.hypot(box.x + box.w / 2 - x, box.y + box.h / 2 - y),
  ]);
}

/**
 * Sorts targets by the angle between the velocity over the last 120 ms and the direction of their centres; by
 * the distance of the centre if the pointer rests. Best first.
 */
export function byBearing(targets: readonly RecordedTarget[], trajectory: Trajectory, now: number): number[] {
  const {x, y, middle} = readMovement(trajectory, now);
  return ranked(targets, (box) => {
    const toX = box.x + box.w / 2 - x;
    const toY = box.y + box.h / 2 - y;
    const distance = Math.hypot(toX, toY);
    const cosine = (middle.x * toX + middle.y * toY) / (middle.speed * distance);
    return [Number.isFinite(cosine) ? -cosine : -1, distance];
  });
}

function ranked(
  targets: readonly RecordedTarget[],
  costOf: (target: RecordedTarget) => [cost: number, amongEquals: number],
): number[] {
  return targets
    .map((target, index) => ({index, cost: costOf(target)}))
    .sort((a, b) => a.cost[0] - b.cost[0] || a.cost[1] - b.cost[1])
    .map(({index}) => index);
}
