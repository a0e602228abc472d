import type {Movement} from './movement.js';

/** Most targets scored at one moment. Bounds the work per tick, however many targets a page has. */
export const candidateCapacity = 16;

const costs = new Float64Array(candidateCapacity);

/**
 * Writes the indices of the most plausible boxes (near ones, and those ahead) into `out`, most plausible
 * first, and returns their count. Skips boxes without an area.
 */
export function selectCandidates(
  movement: Movement,
  boxes: ArrayLike<number>,
  count: number,
  out: Int32Array,
): number {
  const {x: vx, y: vy, speed} = movement.middle;
  const pace = speed + 0.05;
  let found = 0;
  for (let index = 0; index < count; index++) {
    const box = index * 4;
    const w = boxes[box + 2]!;
    const h = boxes[box + 3]!;
    if (!(w > 0 && h > 0)) continue;
    const dx = Math.max(boxes[box]! - movement.x, 0) - Math.max(movement.x - boxes[box]! - w, 0);
    const dy = Math.max(boxes[box + 1]! - movement.y, 0) - Math.max(movement.y - boxes[box + 1]! - h, 0);
    const distance = Math.sqrt(dx * dx + dy * dy);
    const cosine = distance > 0 ? (vx * dx + vy * dy) / distance / pace : 1;
    const cost = distance * (1.25 - cosine);
    if (found === candidateCapacity && cost >= costs[found - 1]!) continue;
    let place = found < candidateCapacity ? found++ : found - 1;
    while (place > 0 && costs[place - 1]! > cost) {
      costs[place] = costs[place - 1]!;
      out[place] = out[place - 1]!;
      place--;
    }
    costs[place] = cost;
    out[place] = index;
  }
  return found;
}
