import {gaussian, type Random} from '../../src/core/random.js';
import {between, lognormal} from './draw.js';
import type {Parameters} from './parameters.js';

export interface Place {
  x: number;
  y: number;
}

/** One smooth stroke: a displacement that starts at `start` and takes `ms`. */
interface Stroke {
  start: number;
  ms: number;
  dx: number;
  dy: number;
  bend: number;
  steepness: number;
}

/**
 * A moving hand: a sum of strokes, each slightly bent, with a speed that rises fast and falls slowly, as in the
 * kinematic theory (Plamondon 1995), with the simpler log-logistic in place of its lognormal.
 */
export class Hand {
  readonly #random: Random;
  readonly #parameters: Parameters;
  /** This person's pace: a factor of all durations. */
  readonly #pace: number;
  #strokes: Stroke[] = [];
  /** End of all strokes that are no longer kept. */
  #base: Place;

  constructor({at, random, parameters}: {at: Place; random: Random; parameters: Parameters}) {
    this.#base = at;
    this.#random = random;
    this.#parameters = parameters;
    this.#pace = lognormal(random, parameters.pace);
  }

  /** Position at `t`; times must not decrease. */
  at(t: number): Place {
    this.#forgetFinishedStrokes(t);
    let {x, y} = this.#base;
    for (const stroke of this.#strokes) {
      const share = progress(stroke, t);
      const aside = stroke.bend * Math.sin(Math.PI * share);
      x += stroke.dx * share - stroke.dy * aside;
      y += stroke.dy * share + stroke.dx * aside;
    }
    return {x, y};
  }

  /** Aims at a place from `t` on, within `tolerance` px; returns when the hand comes to rest. */
  aim(to: Place, {t, tolerance, pace = 1}: {t: number; tolerance: number; pace?: number}): number {
    const {
      primaryMs,
      primaryDistanceExponent,
      primaryGain,
      correctionMs,
      correctionGain,
      overlap,
      clutch,
      arrived,
    } = this.#parameters;
    const random = this.#random;
    const from = this.#end();
    const distance = Math.hypot(to.x - from.x, to.y - from.y);
    const factor = this.#pace * pace;
    const ms =
      lognormal(random, primaryMs) * factor * Math.max(0.5, distance / 200) ** primaryDistanceExponent;
    const isClutched = random() < clutch.probability;
    this.#stroke(to, {
      start: t,
      ms,
      gain: isClutched
        ? between(random, 0.3, 0.8)
        : primaryGain.mean + primaryGain.deviation * gaussian(random),
    });
    for (let i = 0; i < 8; i++) {
      const end = this.#end();
      if (Math.hypot(to.x - end.x, to.y - end.y) <= tolerance) break;
      const last = this.#strokes.at(-1)!;
      const next =
        isClutched && i === 0
          ? last.ms + lognormal(random, clutch.ms)
          : last.ms * between(random, overlap.from, overlap.to);
      this.#stroke(to, {
        start: last.start + next,
        ms: lognormal(random, correctionMs) * factor,
        gain: correctionGain.mean + correctionGain.deviation * gaussian(random),
      });
    }
    return Math.max(...this.#strokes.map(({start, ms: each}) => start + arrived * each));
  }

  /** Drifts slowly to a place. */
  drift(to: Place, {t, ms}: {t: number; ms: number}): number {
    this.#stroke(to, {start: t, ms, gain: 1});
    return t + ms;
  }

  #stroke(to: Place, {start, ms, gain}: {start: number; ms: number; gain: number}): void {
    const random = this.#random;
    const from = this.#end();
    const turn = ((this.#parameters.directionErrorDegrees * gaussian(random)) / 180) * Math.PI;
    const [dx, dy] = [(to.x - from.x) * gain, (to.y - from.y) * gain];
    this.#strokes.push({
      start,
      ms,
      dx: dx * Math.cos(turn) - dy * Math.sin(turn),
      dy: dx * Math.sin(turn) + dy * Math.cos(turn),
      bend: this.#parameters.bend * gaussian(random),
      steepness: between(random, this.#parameters.steepness.from, this.#parameters.steepness.to),
    });
  }

  /** Position after the end of all strokes. */
  #end(): Place {
    return this.#strokes.reduce(({x, y}, {dx, dy}) => ({x: x + dx, y: y + dy}), this.#base);
  }

  #forgetFinishedStrokes(t: number): void {
    const done = this.#strokes.filter(({start, ms}) => start + ms <= t);
    if (done.length === 0) return;
    this.#base = done.reduce(({x, y}, {dx, dy}) => ({x: x + dx, y: y + dy}), this.#base);
    this.#strokes = this.#strokes.filter(({start, ms}) => start + ms > t);
  }
}

/** Share of the distance at the end of a stroke, where the log-logistic course is cut off. */
const cutOff = 0.98;

function progress({start, ms, steepness}: Stroke, t: number): number {
  const s = Math.min(1, Math.max(0, (t - start) / ms)) ** steepness;
  return s / (s + (1 - cutOff) / cutOff) / cutOff;
}
