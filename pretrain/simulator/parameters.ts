import type {Lognormal} from './draw.js';
import type {LayoutKind} from './layouts.js';

/**
 * How simulated people move and rest. The numbers are tuned so that durations, speeds, path lengths and
 * rests resemble those of recordings of people at work (`npm run pretrain:summary -- --data FILE` prints
 * both side by side); the model of aimed movement is that of submovements (Meyer et al. 1988, "Optimality in
 * human motor performance"; Plamondon 1995, "A kinematic theory of rapid human movements").
 */
export interface Parameters {
  /** How often a page, or a part of it, is laid out in each way: weights. */
  layouts: Record<LayoutKind, number>;
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
  /** How near the place aimed at is near enough, as a share of a target's smaller side. */
  tolerance: number;
  /** When a correction starts, as a share of the submovement before it: below 1 they overlap. */
  overlap: {from: number; to: number};
  /** Bend of a submovement, aside as a share of its length, standard deviation. */
  bend: number;
  /**
   * Steepness of a submovement's course, a log-logistic one: about 7 is nearly symmetric; the lower, the
   * earlier its fastest moment and the longer its slow end.
   */
  steepness: {from: number; to: number};
  /** Between people: their pace, as a factor of all durations. */
  pace: Lognormal;

  /** Unsteadiness while moving: standard deviation of each position as a share of the distance per event. */
  noise: number;
  /** How often a hand is put down again on its way, as on a trackpad, and for how long, ms. */
  clutch: {probability: number; ms: Lognormal};

  /** From the last movement to the press, ms. */
  dwellMs: Lognormal;
  /** How often the press is thought over first, and for how long, ms. */
  hesitation: {probability: number; ms: Lognormal};
  /** How often a resting hand moves a little, and how far, px. */
  fidget: {probability: number; px: Lognormal};
  /** Pace of movements that lead nowhere, as a factor of their durations. */
  wanderPace: Lognormal;
  /** Probability of another leg before the one that leads to a press, or before a movement ends in none. */
  furtherLeg: {beforePress: number; withoutPress: number};
  /** Between the legs of one movement, ms. */
  betweenLegsMs: Lognormal;
  /** Length of a leg that leads nowhere, px. */
  wanderPx: Lognormal;
  /** How often a way that leads nowhere, or to a press elsewhere, goes to any place on the page instead. */
  far: {leg: number; elsewhere: number};
  /** How often such a leg is meant for a target all the same, and how often one that is not keeps clear of them. */
  wanderToTarget: number;
  keepClear: number;
  /** How often such a leg is a slow drift along what is read, how far, and for how long. */
  drift: {probability: number; px: Lognormal; ms: Lognormal};
  /** How often a movement is one that ends in a press. */
  pressShare: number;
  /** How often a press goes to a place that is no target, text or a field, and how far that is, px. */
  elsewhere: number;
  elsewherePx: Lognormal;
  /** How often what was pressed is pressed again, as one pages on, and after what time, ms. */
  repeat: {probability: number; ms: Lognormal};
  /** How often the target pressed is one near the pointer. */
  nearTarget: number;
  /** Rest after a press, and after a movement without one, ms. */
  restAfterPressMs: Lognormal;
  restWithoutPressMs: Lognormal;
  /** Where inside a target the press aims: standard deviation as a share of its size. */
  aim: number;
}

export const people: Parameters = {
  layouts: {
    toolbar: 0.979,
    menu: 1.21,
    form: 1.34,
    grid: 0.869,
    table: 1.17,
    ring: 0.796,
    scattered: 2.52,
    row: 0.777,
    icons: 2,
  },
  primaryMs: {median: 207, spread: 0.221},
  primaryDistanceExponent: 0.0922,
  primaryGain: {mean: 0.899, deviation: 0.127},
  directionErrorDegrees: 9.33,
  correctionMs: {median: 294, spread: 0.287},
  correctionGain: {mean: 1.01, deviation: 0.201},
  tolerance: 0.35,
  overlap: {from: 0.726, to: 1.94},
  bend: 0.0422,
  steepness: {from: 4, to: 6},
  pace: {median: 1.19, spread: 0.213},
  noise: 0.0219,
  clutch: {probability: 0.11, ms: {median: 135, spread: 0.62}},
  dwellMs: {median: 86.5, spread: 0.661},
  hesitation: {probability: 0.308, ms: {median: 605, spread: 0.81}},
  fidget: {probability: 0.333, px: {median: 3.8, spread: 0.753}},
  wanderPace: {median: 0.878, spread: 0.312},
  furtherLeg: {beforePress: 0.23, withoutPress: 0.312},
  betweenLegsMs: {median: 138, spread: 0.743},
  wanderPx: {median: 104, spread: 0.86},
  far: {leg: 0.106, elsewhere: 0.309},
  wanderToTarget: 0.0787,
  keepClear: 0.359,
  drift: {probability: 0.138, px: {median: 61.9, spread: 0.513}, ms: {median: 939, spread: 0.437}},
  pressShare: 0.658,
  elsewhere: 0.67,
  elsewherePx: {median: 186, spread: 0.744},
  repeat: {probability: 0.2, ms: {median: 900, spread: 0.6}},
  nearTarget: 0.576,
  restAfterPressMs: {median: 352, spread: 1.01},
  restWithoutPressMs: {median: 882, spread: 1.18},
  aim: 0.193,
};
