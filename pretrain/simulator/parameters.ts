import type {Lognormal} from './draw.js';

/**
 * How simulated people move and rest. The numbers are tuned so that durations, speeds, path lengths and
 * rests resemble those of recordings of people at work (`npm run pretrain:summary -- --data FILE` prints
 * both side by side); the model of aimed movement is that of submovements (Meyer et al. 1988, "Optimality in
 * human motor performance"; Plamondon 1995, "A kinematic theory of rapid human movements").
 */
export interface Parameters {
  /** Of a first submovement, ms; it takes hardly longer for a longer way. */
  primaryMs: Lognormal;
  /** How strongly that depends on the distance: exponent of distance ÷ 200 px. */
  primaryDistanceExponent: number;
  /** Share of the way that the first submovement covers: mean and standard deviation. */
  primaryGain: {mean: number; deviation: number};
  /** Error of its direction, standard deviation in degrees. */
  directionErrorDegrees: number;
  /** Of a correction, ms, and its share of the remaining way. */
  correctionMs: Lognormal;
  correctionGain: {mean: number; deviation: number};
  /** When a correction starts, as a share of the submovement before it: below 1 they overlap. */
  overlap: {from: number; to: number};
  /** Bend of a submovement, aside as a share of its length, standard deviation. */
  bend: number;
  /** Asymmetry: below 1 the peak of speed comes early. */
  asymmetry: {from: number; to: number};
  /** Between people: their pace, as a factor of all durations. */
  pace: Lognormal;

  /** From the last movement to the press, ms. */
  dwellMs: Lognormal;
  /** Probability of another leg before the one that leads to a press, or before a movement ends in none. */
  furtherLeg: {beforePress: number; withoutPress: number};
  /** Between the legs of one movement, ms. */
  betweenLegsMs: Lognormal;
  /** Length of a leg that leads nowhere, px. */
  wanderPx: Lognormal;
  /** How often such a leg ends in a target all the same; how often it is a slow drift along what is read. */
  wanderToTarget: number;
  drift: {probability: number; px: Lognormal; ms: Lognormal};
  /** How often a movement is one that ends in a press. */
  pressShare: number;
  /** How often a press goes to a place that is no target: text, a field, something else. */
  elsewhere: number;
  /** How often the target pressed is the one pressed before, and how often one near the pointer. */
  sameTarget: number;
  nearTarget: number;
  /** Rest after a press, and after a movement without one, ms. */
  restAfterPressMs: Lognormal;
  restWithoutPressMs: Lognormal;
  /** Where inside a target the press aims: standard deviation as a share of its size. */
  aim: number;
}

export const people: Parameters = {
  primaryMs: {median: 230, spread: 0.25},
  primaryDistanceExponent: 0.1,
  primaryGain: {mean: 0.93, deviation: 0.12},
  directionErrorDegrees: 10,
  correctionMs: {median: 170, spread: 0.3},
  correctionGain: {mean: 0.95, deviation: 0.15},
  overlap: {from: 0.6, to: 1.15},
  bend: 0.05,
  asymmetry: {from: 0.75, to: 1.05},
  pace: {median: 1, spread: 0.2},

  dwellMs: {median: 85, spread: 0.8},
  furtherLeg: {beforePress: 0.6, withoutPress: 0.4},
  betweenLegsMs: {median: 110, spread: 0.6},
  wanderPx: {median: 110, spread: 0.9},
  wanderToTarget: 0.25,
  drift: {probability: 0.15, px: {median: 60, spread: 0.6}, ms: {median: 900, spread: 0.4}},
  pressShare: 0.5,
  elsewhere: 0.3,
  sameTarget: 0.08,
  nearTarget: 0.35,
  restAfterPressMs: {median: 400, spread: 0.9},
  restWithoutPressMs: {median: 800, spread: 1},
  aim: 0.17,
};
