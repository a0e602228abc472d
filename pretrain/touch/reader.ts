import {gaussian, type Random} from '../../src/core/random.js';
import {between, lognormal, pick, type Lognormal} from '../simulator/draw.js';

/**
 * How one person reads and taps on a phone. The middles are from the literature where it has them, and else plain
 * guesses; people differ from them by so much that the network cannot rely on any. Nothing is fitted on recordings.
 */
export interface Reader {
  /** Silent reading, words per s: 4 (Brysbaert 2019, "How many words do we read per minute?", 238 per minute). */
  wordsPerS: number;
  /**
   * Share of the parts without anything wanted that are read all the same; the others are only glanced at, for how
   * long, ms. What is wanted is read before it is tapped: it is the scent that stops the eye (Pirolli and Card 1999,
   * "Information foraging").
   */
  curious: number;
  glanceMs: Lognormal;
  /** Share of prose that is skimmed. */
  skims: number;
  /**
   * Share of the scrolls that go on until something catches the eye, instead of by screens; and where on the screen
   * it comes to rest then: attention on phones is above the middle (Lagun et al. 2014, "Towards better measurement of
   * attention and satisfaction in mobile search").
   */
  forages: number;
  focus: number;
  /** Look at an image, ms. */
  imageMs: Lognormal;
  /** Time until the first look at a new page has found its way, ms. */
  orientMs: Lognormal;
  /** Probability that a read item is tapped; links in prose, things to do and further reading have shares of it. */
  taps: number;
  inlineShare: number;
  actionShare: number;
  /** Share of the wanted items that are compared with others first, and returned to. */
  compares: number;
  /** From the decision to the finger's arrival, ms: about 0.4 s to decide, and a thumb's way (Fitts' law) of 0.3. */
  decideMs: Lognormal;
  reachMs: Lognormal;
  /** The thumb: −1 left, 1 right, 0 both; the part of the screen that it reaches with ease, and how much else costs. */
  hand: -1 | 0 | 1;
  comfort: {from: number; to: number};
  /** Probability that a wanted target out of reach is scrolled into it first; otherwise it may be left. */
  adjusts: number;
  /** Share of the screen that one scroll moves: reading on, and looking for something. */
  readOn: Lognormal;
  fling: Lognormal;
  /** Share of the scrolls that look for something. */
  flings: number;
  /** Where what is read next is put, as a share of the screen: small for those who fill it before they scroll. */
  readTo: number;
  /** Deceleration of a fling, ms: iOS has 325 to 500, Android about as much. */
  decelerationMs: number;
  /** Share of the distance that is made with the finger down. */
  dragged: number;
  /** Scrolling too far, and back. */
  overshoots: number;
  /** Goes back up to read or see something again. */
  rereads: number;
  /** Returns to the top, and looks for another page there. */
  returns: number;
  /** Probability of leaving after each screen. */
  leaves: number;
  /** Looks away, how often per screen and for how long, ms. */
  away: {probability: number; ms: Lognormal};
  /** Share of the pages that are opened to go somewhere at once; and how regular that is. */
  goals: number;
  habit: number;
}

/** A number of a share, with its odds multiplied by a lognormal factor. */
function shareAround(random: Random, middle: number, spread: number): number {
  const odds = (middle / (1 - middle)) * Math.exp(spread * gaussian(random));
  return odds / (1 + odds);
}

/** A person; with a larger `spread`, one who differs more from the middles. */
export function drawReader(random: Random, {spread = 1}: {spread?: number} = {}): Reader {
  const amount = (median: number, by: number): number => lognormal(random, {median, spread: by * spread});
  const times = (median: number, by: number, within: number): Lognormal => ({
    median: amount(median, by),
    spread: within * between(random, 0.7, 1.3),
  });
  const share = (middle: number, by = 0.8): number => shareAround(random, middle, by * spread);
  const from = between(random, 0.1, 0.4);
  return {
    wordsPerS: amount(4, 0.3),
    curious: share(0.3),
    skims: share(0.45),
    forages: share(0.5, 1.2),
    focus: between(random, 0.28, 0.6),
    glanceMs: times(350, 0.35, 0.5),
    imageMs: times(450, 0.45, 0.6),
    orientMs: times(700, 0.3, 0.4),
    taps: share(0.1, 0.7),
    inlineShare: share(0.25),
    actionShare: share(0.35),
    compares: share(0.25),
    decideMs: times(420, 0.4, 0.5),
    reachMs: times(380, 0.25, 0.3),
    hand: pick(random, [-1, 0, 0, 1, 1, 1]),
    comfort: {from, to: between(random, from + 0.4, 0.95)},
    adjusts: share(0.45),
    readOn: times(0.4, 0.5, 0.45),
    fling: times(1.1, 0.4, 0.5),
    flings: share(0.3),
    readTo: between(random, 0.55, 1),
    decelerationMs: amount(350, 0.25),
    dragged: between(random, 0.25, 0.9),
    overshoots: share(0.12),
    rereads: share(0.08),
    returns: share(0.04),
    leaves: share(0.08, 0.6),
    away: {probability: share(0.04), ms: times(6000, 0.5, 0.8)},
    goals: share(0.3, 1),
    habit: share(0.6, 1.2),
  };
}
