/** A button as it lay when the sample was taken: CSS px, relative to the region's top left corner. */
export interface SampleTarget {
  key: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

/**
 * What learning keeps of one movement: raw points and boxes, so that features may change later.
 * It is plain data: structured cloning and JSON keep all of it.
 */
export interface Sample {
  /** Unique in a data set; the same sample imported twice is one sample. */
  id: string;
  /** When it was taken, milliseconds since 1970. Orders the samples: the newest are held out. */
  time: number;
  /** The key of the button that was pressed; `null` when no press followed within 2.5 s. */
  pressed: string | null;
  /** When it was pressed, ms on the clock of `points`; for `null`, the time of the last point. */
  pressedAt: number;
  /** `[x, y, t]`: CSS px relative to the region, rounded; ms from the first point, ascending. */
  points: [x: number, y: number, t: number][];
  /** The buttons of the region; empty where they are not known (imported from other programs). */
  targets: SampleTarget[];
  /** How many movements this one stands for: above 1 when movements without a press were thinned out. */
  weight: number;
}

/** Points kept of one movement. At 8 ms apart this is the last 2 s. */
export const maxSamplePoints = 250;

/** Samples kept by one learner; the oldest leave first. About 3 MB, and three months of daily use. */
export const sampleCapacity = 2000;

/** The fewest presses to learn from: 6 are held out, and 24 are enough to learn three or four buttons. */
export const minimumPresses = 30;

/**
 * The fewest samples to learn from. Of a button with fewer than 5 presses, the held-out fifth contains on average less
 * than one. At least two buttons must have that many: with one there is no choice to learn.
 */
export const minimumSamples = {presses: minimumPresses, perButton: 5, buttons: 2} as const;

/** The keys that occur as pressed, in order of first appearance. */
export function pressedKeys(samples: readonly Sample[]): string[] {
  return [...new Set(samples.flatMap(({pressed}) => (pressed === null ? [] : [pressed])))];
}

/** Samples held, and the presses of each key among them. */
export interface SampleSummary {
  count: number;
  /** Movements without a press. */
  none: number;
  perKey: Record<string, number>;
}

export function summaryOf(samples: readonly Pick<Sample, 'pressed'>[]): SampleSummary {
  let none = 0;
  // A key may be called "constructor": counted in a map, not in an object.
  const counts = new Map<string, number>();
  for (const {pressed} of samples)
    if (pressed === null) none++;
    else counts.set(pressed, (counts.get(pressed) ?? 0) + 1);
  return {count: samples.length, none, perKey: Object.fromEntries(counts)};
}
