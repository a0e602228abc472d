import {horizonsMs, type Timing} from '../core/prediction.js';

/** Share of a target's presses that come within `ms`, 0…1: between two horizons, they come evenly. */
export function shareWithin(timing: Timing, ms: number): number {
  let share = 0;
  let from = 0;
  for (let i = 0; i < horizonsMs.length; i++) {
    const to = horizonsMs[i]!;
    const next = timing[i]!;
    if (ms < to) return share + ((next - share) * (ms - from)) / (to - from);
    share = next;
    from = to;
  }
  return share;
}

/** The time by which half of a target's presses have come, ms. */
export function medianTime(timing: Timing): number {
  let share = 0;
  let from = 0;
  for (let i = 0; i < horizonsMs.length; i++) {
    const to = horizonsMs[i]!;
    const next = timing[i]!;
    if (next >= 0.5) return from + ((to - from) * (0.5 - share)) / (next - share);
    share = next;
    from = to;
  }
  return from;
}
