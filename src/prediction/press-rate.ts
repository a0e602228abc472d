import {horizonsMs} from '../core/prediction.js';

/** A press counts as foreseen up to this long before it, ms. */
const aheadMs = horizonsMs.at(-1)!;

/** Upper ends of the bins of the times between two presses, ms; within a bin, their logarithms are spread evenly. */
const ends = [250, 500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000, 600_000] as const;
const shortestMs = 100;

/**
 * What is expected of a person of whom nothing is known: as many times between presses in each bin. They count as much as
 * ten presses do.
 */
const prior = [0.1, 0.3, 1.4, 2.4, 2, 1.7, 1, 0.6, 0.3, 0.2] as const;

/** Earlier presses count for less by this factor at each press: about the last hundred decide. */
const memory = 0.99;

/** What was seen last: a press of a target; a pointer that came to rest beside all targets; or neither, for it is gone. */
export type LatestSign = 'press' | 'rest' | 'gone';

/**
 * How much less likely a press is without a press just before, at the same time since the last one: a factor of the
 * odds. And the least probability while a hand is at work: of 160 rests beside all targets, more than 4 s after the last
 * press, a fifth was followed by a press within 5 s.
 */
const idleOdds = 0.35;
const leastAtRest = 0.2;

/** Learns how fast presses of targets follow each other, for when no movement tells. Pure: callers pass the time. */
export class PressRate {
  #counts: number[] = [...prior];
  #latest: number | undefined;

  /** A target was pressed at `now`, ms. */
  press(now: number): void {
    if (this.#latest !== undefined && now > this.#latest) {
      const bin = binOf(now - this.#latest);
      this.#counts = this.#counts.map(
        (count, i) => memory * count + (1 - memory) * prior[i]! + Number(i === bin),
      );
    }
    this.#latest = now;
  }

  /** Probability that a target is pressed within 5 s of `now`, 0…1. */
  probability(now: number, latest: LatestSign): number {
    // Before the first press, it is not known how long ago the last one was.
    const elapsed = this.#latest === undefined ? aheadMs : Math.max(0, now - this.#latest);
    const later = this.#after(elapsed);
    const share = later > 0 ? 1 - this.#after(elapsed + aheadMs) / later : 0;
    if (latest === 'press') return share;
    const probability = (idleOdds * share) / (idleOdds * share + 1 - share);
    return latest === 'rest' ? Math.max(leastAtRest, probability) : probability;
  }

  /** How many of the times between presses were longer than `ms`. */
  #after(ms: number): number {
    let sum = 0;
    let from: number = shortestMs;
    ends.forEach((to, i) => {
      const passed = ms <= from ? 0 : Math.min(1, Math.log(ms / from) / Math.log(to / from));
      sum += this.#counts[i]! * (1 - passed);
      from = to;
    });
    return sum;
  }
}

function binOf(ms: number): number {
  const bin = ends.findIndex((end) => ms <= end);
  return bin < 0 ? ends.length - 1 : bin;
}
