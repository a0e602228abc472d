/** A button's box when the sample was recorded: CSS px from the region's top left corner. */
export interface SampleTarget {
  key: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

/**
 * One recorded movement: raw points and boxes, so that features can change later. Plain data: structured
 * cloning and JSON keep everything.
 */
export interface Sample {
  /** Unique in a data set; importing the same sample twice keeps one. */
  id: string;
  /** Time of recording, ms since 1970; orders the samples, of which the newest are held out. */
  time: number;
  /** Key of the pressed button; `null` when no press followed within 2.5 s. */
  pressed: string | null;
  /** Time of the press, ms on the clock of `points`; for `null`, the time of the last point. */
  pressedAt: number;
  /** `[x, y, t]`: CSS px relative to the region, rounded; ms from the first point, ascending. */
  points: [x: number, y: number, t: number][];
  /** The region's buttons; empty if unknown (imported from other programs). */
  targets: SampleTarget[];
  /** Number of movements that this one represents: above 1 after thinning out movements without a press. */
  weight: number;
}

/** Points kept of one movement: the last 2 s at 8 ms apart. */
export const maxSamplePoints = 250;

/** Samples kept by one learner; the oldest are deleted first. About 3 MB, or three months of daily use. */
export const sampleCapacity = 2000;

/** Fewest presses for training: 6 are held out, and 24 are enough to learn three or four buttons. */
export const minimumPresses = 30;

/**
 * Fewest samples for training. With fewer than 5 presses of a button, the held-out fifth contains less than
 * one on average. At least two buttons must have that many: with one there is nothing to choose.
 */
export const minimumSamples = {presses: minimumPresses, perButton: 5, buttons: 2} as const;

/** The keys of pressed buttons, in order of first appearance. */
export function pressedKeys(samples: readonly Sample[]): string[] {
  return [...new Set(samples.flatMap(({pressed}) => (pressed === null ? [] : [pressed])))];
}

/** Counts of the samples kept, per pressed key. */
export interface SampleSummary {
  count: number;
  /** Movements without a press. */
  none: number;
  perKey: Record<string, number>;
}

export function summaryOf(samples: readonly Pick<Sample, 'pressed'>[]): SampleSummary {
  let none = 0;
  // A Map, since a key may be called "constructor".
  const counts = new Map<string, number>();
  for (const {pressed} of samples)
    if (pressed === null) none++;
    else counts.set(pressed, (counts.get(pressed) ?? 0) + 1);
  return {count: samples.length, none, perKey: Object.fromEntries(counts)};
}
