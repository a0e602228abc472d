import {gaussian, type Random} from '../../src/core/random.js';
import {between} from './draw.js';
import type {Place} from './hand.js';

/** How strongly a hand trembles, CSS px. */
export interface TremorStrength {
  /** Peak displacement of the oscillation. */
  amplitudePx: number;
  /** Standard deviation of where a movement ends around the place that it was aimed at, in each direction. */
  scatterPx: number;
}

/**
 * Frequencies of tremor, Hz: from 4 (Parkinson's disease, 4 to 6) to 12 (essential tremor, 4 to 12), as in Deuschl,
 * Bain and Brin 1998, "Consensus statement of the Movement Disorder Society on Tremor".
 */
const frequencies = {from: 4, to: 12};

/** Tremor comes and goes: its envelope changes this often, Hz, and never drops below this share. */
const envelope = {hz: 0.5, least: 0.4};

/** The trembling of one person's hand: an ellipse that is run through 4 to 12 times per second. */
export class Tremor {
  readonly #random: Random;
  readonly #strength: TremorStrength;
  readonly #hz: number;
  readonly #angle: number;
  readonly #roundness: number;
  readonly #phase: number;

  constructor({random, strength}: {random: Random; strength: TremorStrength}) {
    this.#random = random;
    this.#strength = strength;
    this.#hz = between(random, frequencies.from, frequencies.to);
    this.#angle = between(random, 0, Math.PI);
    this.#roundness = between(random, 0.2, 0.8);
    this.#phase = between(random, 0, 2 * Math.PI);
  }

  /** Displacement at `t`, ms. */
  at(t: number): Place {
    const turn = (2 * Math.PI * this.#hz * t) / 1000 + this.#phase;
    const swell = 0.5 + 0.5 * Math.sin((2 * Math.PI * envelope.hz * t) / 1000 + 3 * this.#phase);
    const amplitude = this.#strength.amplitudePx * (envelope.least + (1 - envelope.least) * swell);
    const along = amplitude * Math.sin(turn);
    const across = amplitude * this.#roundness * Math.cos(turn);
    return {
      x: along * Math.cos(this.#angle) - across * Math.sin(this.#angle),
      y: along * Math.sin(this.#angle) + across * Math.cos(this.#angle),
    };
  }

  /** Where a movement that is aimed at a place really ends. */
  scatter({x, y}: Place): Place {
    const {scatterPx} = this.#strength;
    return {x: x + scatterPx * gaussian(this.#random), y: y + scatterPx * gaussian(this.#random)};
  }
}
