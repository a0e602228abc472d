import type {RowModel} from './predictor.js';
import {
  readingFeatureCount,
  readingFeatures,
  type LastScroll,
  type Rest,
  type Seen,
  type TargetInView,
} from './reading-features.js';
import {softmaxInPlace} from './scorer.js';

/** A page counts as scrolling until nothing has moved for this long, ms. */
export const scrollRestMs = 150;

/**
 * Times between two predictions at rest, ms: a share of the time at rest, within limits, so that a quick tap is
 * foreseen and a long read costs little.
 */
const interval = {share: 0.25, least: 250, most: 1000};

/** A tap may leave the page: nothing is predicted for this long after one, ms. */
const afterPressMs = 500;

/**
 * A prediction is about the next tap within this time, ms. It is longer than a pointer's: what was fetched is kept
 * while its link is read, and people read longer than they point.
 */
export const tapHorizonMs = 30_000;

/** After this long without a touch, the phone is probably out of sight, ms: nothing is predicted. */
export const longestRestMs = tapHorizonMs;

/** Rests shorter than this are pauses between two strokes of one scroll, ms. */
const leastPaceMs = 300;

/** The pace of a person of whom no rest is known, and how many rests it counts for. */
const usualPace = {logSeconds: Math.log1p(2.5), rests: 2};

interface Scroll extends Omit<LastScroll, 'durationMs'> {
  startedAt: number;
  endedAt: number;
}

/** What is in view of a page, and how large the view is, CSS px. */
export interface ReadingLayout<Target> {
  width: number;
  height: number;
  targets: readonly Target[];
  /** x, y, w, h of each target, in their order. */
  boxes: ArrayLike<number>;
  /** Habit's probability of a target, 0…1; `undefined` without habit. */
  habitOf?: ((target: Target) => number | undefined) | undefined;
}

/** Probabilities that a target is the next one tapped, within `tapHorizonMs`, 0…1. They and `none` add up to 1. */
export interface ReadingPrediction<Target> {
  probabilities: Map<Target, number>;
  none: number;
}

/**
 * Predicts which target a finger taps next from how a page is read: what is in view and for how long, how the page
 * was scrolled, where it rests, and habit. A finger gives no other sign before it comes down. Pure: callers pass
 * the time, ms on one clock. Nothing is predicted while the page scrolls.
 */
export class Reading<Target> {
  readonly #model: RowModel;
  readonly #shownAt: number;
  readonly #seen = new Map<Target, Seen & {inRest: number}>();
  readonly #presses = new Map<Target, number>();
  #scrolls = 0;
  #depthPx = 0;
  #scroll: Scroll | undefined;
  #isFingerDown = false;
  #touch: Rest['touch'];
  /** When the page came to rest, or was last pressed. */
  #restSince: number;
  /** Until when what is in view was counted. */
  #countedUntil: number;
  #pressedAt = -Infinity;
  #rests = {sum: usualPace.logSeconds * usualPace.rests, count: usualPace.rests};
  #features = new Float32Array(0);
  #logits = new Float32Array(0);

  constructor(model: RowModel, now: number) {
    this.#model = model;
    this.#shownAt = this.#restSince = this.#countedUntil = now;
  }

  /** The page has moved by `px` CSS px; down is positive. */
  scrolled(px: number, now: number): void {
    let scroll = this.#scroll;
    if (scroll === undefined || !this.isScrolling(now)) scroll = this.#startScroll(now);
    // How long the first movement of a scroll took is unknown.
    else scroll.peakPxPerMs = Math.max(scroll.peakPxPerMs, Math.abs(px) / Math.max(1, now - scroll.endedAt));
    scroll.distancePx += px;
    scroll.endedAt = now;
    this.#depthPx += px;
    this.#restSince = this.#countedUntil = now;
  }

  /** A finger came down, CSS px of the viewport. */
  touched(x: number, y: number): void {
    this.#touch = {x, y};
    this.#isFingerDown = true;
  }

  /** The last finger was lifted. */
  lifted(): void {
    this.#isFingerDown = false;
  }

  /** The page was pressed: on a target, or beside all. What follows is read anew. */
  pressed(target: Target | undefined, now: number): void {
    if (target !== undefined) this.#presses.set(target, (this.#presses.get(target) ?? 0) + 1);
    this.#pressedAt = this.#restSince = this.#countedUntil = now;
  }

  /** The page is in view again, after another one or none was. */
  resumed(now: number): void {
    this.#isFingerDown = false;
    this.#restSince = this.#countedUntil = now;
  }

  /** Forgets a target that has left the page. */
  forget(target: Target): void {
    this.#seen.delete(target);
    this.#presses.delete(target);
  }

  /** Whether the page moves, or has moved just now. */
  isScrolling(now: number): boolean {
    return this.#scroll !== undefined && now - this.#scroll.endedAt < scrollRestMs;
  }

  /** When the next prediction is due after one at `now`, ms; `Infinity` after a long rest. */
  nextAt(now: number): number {
    const restMs = now - this.#restSince;
    if (!(restMs < longestRestMs)) return Infinity;
    // Rounded, it may seem not to have come yet.
    const soonest = Math.max(this.#restSince + scrollRestMs, this.#pressedAt + afterPressMs);
    if (now < soonest) return Math.max(now + 1, soonest);
    return now + Math.min(interval.most, Math.max(interval.least, interval.share * restMs));
  }

  /** Predicts the next tap; `undefined` while the page scrolls or a finger is down, and after a long rest. */
  predict(now: number, layout: ReadingLayout<Target>): ReadingPrediction<Target> | undefined {
    const restMs = now - this.#restSince;
    if (this.#isFingerDown || this.isScrolling(now) || !(restMs < longestRestMs)) return undefined;
    if (now - this.#pressedAt < afterPressMs) return undefined;
    const {targets, width, height, habitOf} = layout;
    const rows = targets.map((target, index): TargetInView => {
      const [x, y, w, h] = [0, 1, 2, 3].map((side) => layout.boxes[4 * index + side]!) as [
        number,
        number,
        number,
        number,
      ];
      const seen = this.#see(target, now);
      const share = habitOf?.(target);
      const habit = share === undefined ? 1 : Math.max(leastHabit, share * (targets.length + 1));
      return {x, y, w, h, seen, habit, presses: this.#presses.get(target) ?? 0};
    });
    this.#countedUntil = now;
    const {sum, count} = this.#rests;
    this.#reserve(rows.length + 1);
    const rest: Rest = {
      width,
      height,
      restMs,
      pageMs: now - this.#shownAt,
      sincePressMs: now - this.#pressedAt,
      scrolls: this.#scrolls,
      last: this.#lastScroll,
      depthPx: this.#depthPx,
      pace: sum / count,
      touch: this.#touch,
    };
    readingFeatures(rest, rows, this.#features);
    this.#model.logits(this.#features, rows.length + 1, this.#logits);
    softmaxInPlace(this.#logits, rows.length + 1);
    return {
      probabilities: new Map(targets.map((target, row) => [target, this.#logits[row]!])),
      none: this.#logits[rows.length]!,
    };
  }

  #startScroll(now: number): Scroll {
    const restMs = now - this.#restSince;
    if (restMs >= leastPaceMs && restMs < longestRestMs) {
      this.#rests.sum += Math.log1p(restMs / 1000);
      this.#rests.count++;
    }
    this.#scrolls++;
    return (this.#scroll = {startedAt: now, endedAt: now, distancePx: 0, peakPxPerMs: 0});
  }

  get #lastScroll(): LastScroll | undefined {
    if (this.#scroll === undefined) return undefined;
    const {startedAt, endedAt, distancePx, peakPxPerMs} = this.#scroll;
    return {distancePx, peakPxPerMs, durationMs: endedAt - startedAt};
  }

  /** Counts that the target is in view. */
  #see(target: Target, now: number): Seen {
    let seen = this.#seen.get(target);
    if (seen === undefined) this.#seen.set(target, (seen = {ms: 0, rests: 0, inRest: -1}));
    if (seen.inRest !== this.#scrolls) {
      seen.inRest = this.#scrolls;
      seen.rests++;
    }
    seen.ms += Math.max(0, now - this.#countedUntil);
    return seen;
  }

  #reserve(rows: number): void {
    if (this.#logits.length >= rows) return;
    this.#features = new Float32Array(2 * rows * readingFeatureCount);
    this.#logits = new Float32Array(2 * rows);
  }
}

/** Habit's least share of an even one: what was never pressed may still be. */
const leastHabit = 0.05;
