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
    toolbar: 0.668,
    menu: 4.09,
    form: 2.97,
    grid: 0.865,
    table: 1.24,
    ring: 0.411,
    scattered: 0.944,
    row: 0.645,
    icons: 0.628,
  },
  primaryMs: {median: 178, spread: 0.245},
  primaryDistanceExponent: 0.253,
  primaryGain: {mean: 0.802, deviation: 0.1},
  directionErrorDegrees: 9.5,
  correctionMs: {median: 314, spread: 0.327},
  correctionGain: {mean: 1.09, deviation: 0.234},
  tolerance: 0.138,
  overlap: {from: 0.535, to: 1.86},
  bend: 0.0476,
  steepness: {from: 3.52, to: 4.96},
  pace: {median: 1.39, spread: 0.214},
  noise: 0.0181,
  clutch: {probability: 0.0875, ms: {median: 123, spread: 0.619}},
  dwellMs: {median: 60, spread: 0.626},
  hesitation: {probability: 0.147, ms: {median: 650, spread: 0.66}},
  fidget: {probability: 0.256, px: {median: 3.38, spread: 0.852}},
  wanderPace: {median: 0.765, spread: 0.299},
  furtherLeg: {beforePress: 0.33, withoutPress: 0.304},
  betweenLegsMs: {median: 106, spread: 0.529},
  wanderPx: {median: 141, spread: 0.933},
  far: {leg: 0.118, elsewhere: 0.333},
  wanderToTarget: 0.0487,
  keepClear: 0.272,
  drift: {probability: 0.0965, px: {median: 62.5, spread: 0.649}, ms: {median: 746, spread: 0.475}},
  pressShare: 0.858,
  elsewhere: 0.109,
  elsewherePx: {median: 193, spread: 0.841},
  repeat: {probability: 0.0702, ms: {median: 966, spread: 0.577}},
  nearTarget: 0.33,
  restAfterPressMs: {median: 303, spread: 0.623},
  restWithoutPressMs: {median: 758, spread: 0.942},
  aim: 0.21,
};

/** People at work, who read, look about, and press many things that are no targets. */
export const people: Parameters = {
  layouts: {
    toolbar: 0.971,
    menu: 2.75,
    form: 2.64,
    grid: 0.7,
    table: 1.19,
    ring: 0.498,
    scattered: 1.48,
    row: 0.678,
    icons: 1.39,
  },
  primaryMs: {median: 177, spread: 0.227},
  primaryDistanceExponent: 0.0884,
  primaryGain: {mean: 0.816, deviation: 0.104},
  directionErrorDegrees: 7.17,
  correctionMs: {median: 256, spread: 0.255},
  correctionGain: {mean: 1.02, deviation: 0.229},
  tolerance: 0.219,
  overlap: {from: 0.552, to: 1.92},
  bend: 0.0504,
  steepness: {from: 3.35, to: 5.15},
  pace: {median: 1.14, spread: 0.229},
  noise: 0.0256,
  clutch: {probability: 0.0982, ms: {median: 133, spread: 0.549}},
  dwellMs: {median: 107, spread: 0.7},
  hesitation: {probability: 0.408, ms: {median: 599, spread: 0.698}},
  fidget: {probability: 0.455, px: {median: 5.45, spread: 0.913}},
  wanderPace: {median: 0.831, spread: 0.266},
  furtherLeg: {beforePress: 0.324, withoutPress: 0.237},
  betweenLegsMs: {median: 116, spread: 0.636},
  wanderPx: {median: 125, spread: 0.927},
  far: {leg: 0.135, elsewhere: 0.349},
  wanderToTarget: 0.0426,
  keepClear: 0.252,
  drift: {probability: 0.101, px: {median: 65.2, spread: 0.556}, ms: {median: 694, spread: 0.498}},
  pressShare: 0.774,
  elsewhere: 0.215,
  elsewherePx: {median: 213, spread: 0.742},
  repeat: {probability: 0.343, ms: {median: 982, spread: 0.566}},
  nearTarget: 0.534,
  restAfterPressMs: {median: 301, spread: 0.608},
  restWithoutPressMs: {median: 800, spread: 0.962},
  aim: 0.198,
};
