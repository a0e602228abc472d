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

/** How often a person is on a task. */
export const taskShare = 0.35;

/** People who go for one target after the other. */
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
  },
  primaryMs: {median: 193, spread: 0.243},
  primaryDistanceExponent: 0.263,
  primaryGain: {mean: 0.788, deviation: 0.0979},
  directionErrorDegrees: 9.45,
  correctionMs: {median: 257, spread: 0.308},
  correctionGain: {mean: 1.08, deviation: 0.222},
  tolerance: 0.142,
  overlap: {from: 0.527, to: 1.65},
  bend: 0.0475,
  steepness: {from: 3.62, to: 4.89},
  pace: {median: 1.3, spread: 0.205},
  noise: 0.0179,
  clutch: {probability: 0.0842, ms: {median: 126, spread: 0.627}},
  dwellMs: {median: 59.3, spread: 0.631},
  hesitation: {probability: 0.137, ms: {median: 609, spread: 0.614}},
  fidget: {probability: 0.227, px: {median: 3.41, spread: 0.863}},
  wanderPace: {median: 0.719, spread: 0.298},
  furtherLeg: {beforePress: 0.408, withoutPress: 0.274},
  betweenLegsMs: {median: 103, spread: 0.515},
  wanderPx: {median: 139, spread: 0.935},
  far: {leg: 0.115, elsewhere: 0.332},
  wanderToTarget: 0.0432,
  keepClear: 0.287,
  drift: {probability: 0.0934, px: {median: 61.9, spread: 0.606}, ms: {median: 720, spread: 0.467}},
  pressShare: 0.887,
  elsewhere: 0.0457,
  elsewherePx: {median: 192, spread: 0.872},
  repeat: {probability: 0.0681, ms: {median: 983, spread: 0.565}},
  nearTarget: 0.307,
  restAfterPressMs: {median: 273, spread: 0.61},
  restWithoutPressMs: {median: 673, spread: 0.869},
  aim: 0.234,
};

/** People at work, who read, look about, and press many things that are no targets. */
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
  },
  primaryMs: {median: 187, spread: 0.227},
  primaryDistanceExponent: 0.0846,
  primaryGain: {mean: 0.814, deviation: 0.1},
  directionErrorDegrees: 7.25,
  correctionMs: {median: 238, spread: 0.248},
  correctionGain: {mean: 1.01, deviation: 0.227},
  tolerance: 0.223,
  overlap: {from: 0.544, to: 1.88},
  bend: 0.0498,
  steepness: {from: 3.49, to: 5.28},
  pace: {median: 1.09, spread: 0.223},
  noise: 0.027,
  clutch: {probability: 0.0981, ms: {median: 133, spread: 0.565}},
  dwellMs: {median: 105, spread: 0.705},
  hesitation: {probability: 0.365, ms: {median: 543, spread: 0.631}},
  fidget: {probability: 0.4, px: {median: 5.74, spread: 0.951}},
  wanderPace: {median: 0.816, spread: 0.261},
  furtherLeg: {beforePress: 0.348, withoutPress: 0.211},
  betweenLegsMs: {median: 110, spread: 0.615},
  wanderPx: {median: 130, spread: 0.928},
  far: {leg: 0.135, elsewhere: 0.335},
  wanderToTarget: 0.0361,
  keepClear: 0.263,
  drift: {probability: 0.104, px: {median: 65.3, spread: 0.559}, ms: {median: 649, spread: 0.49}},
  pressShare: 0.841,
  elsewhere: 0.0708,
  elsewherePx: {median: 208, spread: 0.731},
  repeat: {probability: 0.362, ms: {median: 990, spread: 0.569}},
  nearTarget: 0.525,
  restAfterPressMs: {median: 293, spread: 0.59},
  restWithoutPressMs: {median: 729, spread: 0.935},
  aim: 0.21,
};
