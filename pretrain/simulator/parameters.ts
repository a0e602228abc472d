import type {Lognormal} from './draw.js';
import type {LayoutKind} from './layouts.js';

/**
 * How simulated people move and rest. The numbers are tuned so that durations, speeds, path lengths and
 * rests resemble those of recordings of people at work (`npm run pretrain:summary -- --data FILE` prints
 * both side by side); the model of aimed movement is that of submovements (Meyer et al. 1988, "Optimality in
 * human motor performance"; Plamondon 1995, "A kinematic theory of rapid human movements").
 */
export interface Parameters {
  /** Frequencies of the layouts, for a page or a part of it: weights. */
  layouts: Record<LayoutKind, number>;
  /** Duration of a first submovement, ms; it hardly depends on the distance. */
  primaryMs: Lognormal;
  /** How strongly that depends on the distance: exponent of distance ÷ 200 px. */
  primaryDistanceExponent: number;
  /** Share of the way that the first submovement covers: mean and standard deviation. */
  primaryGain: {mean: number; deviation: number};
  /** Error of its direction, standard deviation in degrees. */
  directionErrorDegrees: number;
  /** Duration of a correction, ms, and its share of the remaining distance. */
  correctionMs: Lognormal;
  correctionGain: {mean: number; deviation: number};
  /** Distance that is near enough to the place aimed at, as a share of a target's smaller side. */
  tolerance: number;
  /** When a correction starts, as a share of the submovement before it: below 1 they overlap. */
  overlap: {from: number; to: number};
  /** Sideways bend of a submovement as a share of its length, standard deviation. */
  bend: number;
  /**
   * Steepness of a submovement's course, a log-logistic one: about 7 is nearly symmetric; the lower, the
   * earlier its fastest moment and the longer its slow end.
   */
  steepness: {from: number; to: number};
  /** Differences between people: their pace, as a factor of all durations. */
  pace: Lognormal;

  /** Unsteadiness while moving: standard deviation of each position as a share of the distance per event. */
  noise: number;
  /** How often a hand is put down again on its way, as on a trackpad, and for how long, ms. */
  clutch: {probability: number; ms: Lognormal};

  /** Time from the last movement to the press, ms. */
  dwellMs: Lognormal;
  /** Probability of hesitating before a press, and for how long, ms. */
  hesitation: {probability: number; ms: Lognormal};
  /** How often a resting hand moves a little, and how far, px. */
  fidget: {probability: number; px: Lognormal};
  /** Pace of movements that lead nowhere, as a factor of their durations. */
  wanderPace: Lognormal;
  /** Probability of another leg before the one that leads to a press, or before a movement ends in none. */
  furtherLeg: {beforePress: number; withoutPress: number};
  /** Time between the legs of one movement, ms. */
  betweenLegsMs: Lognormal;
  /** Length of a leg that leads nowhere, px. */
  wanderPx: Lognormal;
  /**
   * Probability that a movement without a press, or to a press elsewhere, goes to any place on the page
   * instead.
   */
  far: {leg: number; elsewhere: number};
  /** Probability that such a leg aims at a target all the same, and that another one keeps clear of targets. */
  wanderToTarget: number;
  keepClear: number;
  /** Probability that such a leg is a slow drift along a text, how far, and for how long. */
  drift: {probability: number; px: Lognormal; ms: Lognormal};
  /** How often a movement is one that ends in a press. */
  pressShare: number;
  /** Probability that a press goes to a place that is no target, text or a field, and its distance, px. */
  elsewhere: number;
  elsewherePx: Lognormal;
  /** Probability that a pressed target is pressed again, as when paging on, and after what time, ms. */
  repeat: {probability: number; ms: Lognormal};
  /** How the next target is chosen: frequencies relative to a choice at random. */
  choice: {near: number; popular: number; recent: number; next: number};
  /** What a movement without a press is: shares. The rest is wandering. */
  activities: {consider: number; scan: number};
  /** Probability that a target is approached and left again before another is pressed. */
  detour: number;
  /** How near a target is approached that is not pressed, as a share of its smaller side, and the rest there. */
  consider: {tolerance: number; ms: Lognormal};
  /** Share of a submovement's time after which it counts as over. */
  arrived: number;
  /** Rest after a press, and after a movement without one, ms. */
  restAfterPressMs: Lognormal;
  restWithoutPressMs: Lognormal;
  /** Position of a press inside a target: standard deviation as a share of its size. */
  aim: number;
}

/** Probability that a person is on a task. */
export const taskShare = 0.15;

/** People who press one target after the other. */
export const onTask: Parameters = {
  layouts: {
    toolbar: 0.693,
    menu: 4.1,
    form: 2.94,
    grid: 0.883,
    table: 1.16,
    ring: 0.411,
    scattered: 1.06,
    row: 0.615,
    icons: 0.655,
    crowd: 1,
  },
  primaryMs: {median: 193, spread: 0.243},
  primaryDistanceExponent: 0.263,
  primaryGain: {mean: 1.04, deviation: 0.0979},
  directionErrorDegrees: 9.45,
  correctionMs: {median: 176, spread: 0.308},
  correctionGain: {mean: 1.08, deviation: 0.222},
  tolerance: 0.142,
  overlap: {from: 0.527, to: 1.16},
  bend: 0.0475,
  steepness: {from: 3.62, to: 4.89},
  pace: {median: 0.964, spread: 0.076},
  noise: 0.0179,
  clutch: {probability: 0.0842, ms: {median: 126, spread: 0.627}},
  dwellMs: {median: 38.8, spread: 0.631},
  hesitation: {probability: 0.137, ms: {median: 348, spread: 0.614}},
  fidget: {probability: 0.146, px: {median: 1.47, spread: 0.863}},
  wanderPace: {median: 0.719, spread: 0.298},
  furtherLeg: {beforePress: 0.408, withoutPress: 0.274},
  betweenLegsMs: {median: 103, spread: 0.515},
  wanderPx: {median: 139, spread: 0.935},
  far: {leg: 0.115, elsewhere: 0.332},
  wanderToTarget: 0.0432,
  keepClear: 0.287,
  drift: {probability: 0.178, px: {median: 68.8, spread: 0.606}, ms: {median: 623, spread: 0.4}},
  pressShare: 0.887,
  elsewhere: 0.0499,
  elsewherePx: {median: 230, spread: 0.813},
  repeat: {probability: 0.0681, ms: {median: 761, spread: 0.565}},
  choice: {near: 0.6, popular: 0.5, recent: 0.1, next: 0.0288},
  activities: {consider: 0.2, scan: 0.1},
  detour: 0.1,
  consider: {tolerance: 0.38, ms: {median: 67.7, spread: 0.774}},
  arrived: 0.788,
  restAfterPressMs: {median: 273, spread: 0.61},
  restWithoutPressMs: {median: 642, spread: 0.623},
  aim: 0.174,
};

/** People at work, who read, move about, and press many things that are no targets. */
export const people: Parameters = {
  layouts: {
    toolbar: 0.956,
    menu: 2.84,
    form: 2.66,
    grid: 0.686,
    table: 1.15,
    ring: 0.514,
    scattered: 1.53,
    row: 0.671,
    icons: 1.4,
    crowd: 8,
  },
  primaryMs: {median: 187, spread: 0.261},
  primaryDistanceExponent: 0.0846,
  primaryGain: {mean: 0.814, deviation: 0.1},
  directionErrorDegrees: 7.25,
  correctionMs: {median: 238, spread: 0.248},
  correctionGain: {mean: 1.01, deviation: 0.227},
  tolerance: 0.223,
  overlap: {from: 0.544, to: 1.88},
  bend: 0.0498,
  steepness: {from: 3.49, to: 5.28},
  pace: {median: 1.09, spread: 0.133},
  noise: 0.027,
  clutch: {probability: 0.0905, ms: {median: 121, spread: 0.258}},
  dwellMs: {median: 60, spread: 0.705},
  hesitation: {probability: 0.2, ms: {median: 350, spread: 0.63}},
  fidget: {probability: 0.285, px: {median: 5.74, spread: 1.07}},
  wanderPace: {median: 0.816, spread: 0.261},
  furtherLeg: {beforePress: 0.348, withoutPress: 0.211},
  betweenLegsMs: {median: 110, spread: 0.301},
  wanderPx: {median: 189, spread: 0.928},
  far: {leg: 0.135, elsewhere: 0.341},
  wanderToTarget: 0.0361,
  keepClear: 0.263,
  drift: {probability: 0.104, px: {median: 65.3, spread: 0.559}, ms: {median: 649, spread: 0.784}},
  pressShare: 0.841,
  elsewhere: 0.0708,
  elsewherePx: {median: 208, spread: 0.731},
  repeat: {probability: 0.19, ms: {median: 990, spread: 0.428}},
  choice: {near: 0.6, popular: 0.5, recent: 0.134, next: 0.3},
  activities: {consider: 0.3, scan: 0.1},
  detour: 0.2,
  consider: {tolerance: 0.5, ms: {median: 60, spread: 0.8}},
  arrived: 0.8,
  restAfterPressMs: {median: 186, spread: 0.59},
  restWithoutPressMs: {median: 729, spread: 0.935},
  aim: 0.21,
};
