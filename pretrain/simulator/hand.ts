import {gaussian, type Random} from '../../src/learning/random.js';
import {between, lognormal} from './draw.js';
import type {Parameters} from './parameters.js';

export interface Place {
  x: number;
  y: number;
}

/** One smooth stroke: a displacement that begins at `start` and is done `ms` later. */
interface Stroke {
  start: number;
  ms: number;
  dx: number;
  dy: number;
  bend: number;
  asymmetry: number;
}

/**
 * A hand on its way: strokes that add up. Each has a minimum-jerk course (Flash & Hogan 1985), skewed and
 * slightly bent.
 */
export class Hand {
  readonly #random: Random;
  readonly #parameters: Parameters;
  /** This person's pace: a factor of all durations. */
  readonly #pace: number;
  #strokes: Stroke[] = [];
  /** Where all strokes before those kept have led to. */
  #base: Place;

  constructor({at, random, parameters}: {at: Place; random: Random; parameters: Parameters}) {
    this.#base = at;
    this.#random = random;
    this.#parameters = parameters;
    this.#pace = lognormal(random, parameters.pace);
  }

  /** Where the hand is at `t`; moments must not go back. */
  at(t: number): Place {
    this.#settle(t);
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
  aim(to: Place, {t, tolerance}: {t: number; tolerance: number}): number {
    const {primaryMs, primaryDistanceExponent, primaryGain, correctionMs, correctionGain, overlap} =
      this.#parameters;
    const random = this.#random;
    const from = this.#end();
    const distance = Math.hypot(to.x - from.x, to.y - from.y);
    const ms =
      lognormal(random, primaryMs) * this.#pace * Math.max(0.5, distance / 200) ** primaryDistanceExponent;
    this.#stroke(to, {start: t, ms, gain: primaryGain.mean + primaryGain.deviation * gaussian(random)});
    for (let i = 0; i < 5; i++) {
      const end = this.#end();
      if (Math.hypot(to.x - end.x, to.y - end.y) <= tolerance) break;
      const last = this.#strokes.at(-1)!;
      this.#stroke(to, {
        start: last.start + last.ms * between(random, overlap.from, overlap.to),
        ms: lognormal(random, correctionMs) * this.#pace,
        gain: correctionGain.mean + correctionGain.deviation * gaussian(random),
      });
    }
    return Math.max(...this.#strokes.map(({start, ms: each}) => start + each));
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
      asymmetry: between(random, this.#parameters.asymmetry.from, this.#parameters.asymmetry.to),
    });
  }

  /** Where the hand will be when all strokes are done. */
  #end(): Place {
    return this.#strokes.reduce(({x, y}, {dx, dy}) => ({x: x + dx, y: y + dy}), this.#base);
  }

  #settle(t: number): void {
    const done = this.#strokes.filter(({start, ms}) => start + ms <= t);
    if (done.length === 0) return;
    this.#base = done.reduce(({x, y}, {dx, dy}) => ({x: x + dx, y: y + dy}), this.#base);
    this.#strokes = this.#strokes.filter(({start, ms}) => start + ms > t);
  }
}

function progress({start, ms, asymmetry}: Stroke, t: number): number {
  const s = Math.min(1, Math.max(0, (t - start) / ms)) ** asymmetry;
  return s ** 3 * (10 - 15 * s + 6 * s ** 2);
}
