import {gaussian, type Random} from '../../src/core/random.js';
import {pick} from './draw.js';
import type {Hand, Place} from './hand.js';
import type {Visit} from './visit.js';

/** Milliseconds between events: 240, 144, 125, 60 Hz and a remote desktop, by frequency of use. */
const eventIntervals = [1000 / 240, 1000 / 144, 8, 8, 1000 / 60, 1000 / 60, 1000 / 60, 17, 7, 30, 110];

/**
 * Turns the hand's movement into pointer events: whole pixels, at the device's rate, and only when it moved.
 */
export class Recorder {
  readonly #hand: Hand;
  readonly #random: Random;
  readonly #visit: Visit;
  /** Standard deviation of an event's position, as a share of the distance to the event before. */
  readonly #noise: number;
  readonly #intervalMs: number;
  #nextEvent: number;
  #now = 0;

  constructor({hand, random, visit, noise}: {hand: Hand; random: Random; visit: Visit; noise: number}) {
    this.#hand = hand;
    this.#random = random;
    this.#visit = visit;
    this.#noise = noise;
    this.#intervalMs = pick(random, eventIntervals);
    this.#nextEvent = random() * this.#intervalMs;
  }

  get now(): number {
    return this.#now;
  }

  get place(): Place {
    return this.#hand.at(this.#now);
  }

  /** Starts a movement now, and follows it to its end. */
  move(start: (hand: Hand, t: number) => number): void {
    this.#until(start(this.#hand, this.#now));
  }

  rest(ms: number): void {
    this.#until(this.#now + ms);
  }

  press(target: number): void {
    this.#visit.presses.push({t: this.#now, target});
  }

  #until(t: number): void {
    const {points} = this.#visit;
    for (; this.#nextEvent <= t; this.#nextEvent += this.#intervalMs) {
      const {x, y} = this.#hand.at(this.#nextEvent);
      const last = points.at(-1);
      // The longer the distance between two events, the less exact (signal-dependent noise).
      const noise = this.#noise * (last === undefined ? 0 : Math.hypot(x - last[0], y - last[1]));
      const px = Math.round(x + noise * gaussian(this.#random));
      const py = Math.round(y + noise * gaussian(this.#random));
      if (last?.[0] !== px || last[1] !== py) points.push([px, py, Math.round(this.#nextEvent * 10) / 10]);
    }
    this.#now = Math.max(this.#now, t);
  }
}
