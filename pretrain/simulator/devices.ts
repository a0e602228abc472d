import type {Random} from '../../src/core/random.js';
import {between} from './draw.js';
import {people, type Parameters} from './parameters.js';
import {drawPerson} from './person.js';
import {Tremor} from './tremor.js';
import {simulateVisit, type Visit} from './visit.js';

/** What a hand points with. */
export const devices = ['mouse', 'trembling mouse', 'trackpad', 'trackball', 'pen'] as const;
export type Device = (typeof devices)[number];

/**
 * How movement differs from that of the mouse on which the simulated people were tuned. The ratios of the times are
 * those of the throughputs in MacKenzie, Kauppinen and Silfverberg 2001, "Accuracy measures for evaluating computer
 * pointing devices" (bits per s: mouse 4.9, trackball 3.0, touchpad 2.9), and a pen's is a mouse's (MacKenzie, Sellen
 * and Buxton 1991); the rest are guesses.
 */
const styles: Record<Device, Partial<Parameters>> = {
  mouse: {},
  'trembling mouse': {pace: {median: people.pace.median * 1.3, spread: 0.25}},
  // The finger reaches the edge, is put down again, and taps.
  trackpad: {
    pace: {median: people.pace.median * 1.4, spread: 0.25},
    clutch: {probability: 0.5, ms: {median: 190, spread: 0.5}},
    dwellMs: {median: 170, spread: 0.6},
  },
  // The ball is spun, runs on, and is stopped: strokes are short, and end anywhere.
  trackball: {
    pace: {median: people.pace.median * 1.3, spread: 0.25},
    clutch: {probability: 0.25, ms: {median: 110, spread: 0.5}},
    primaryGain: {mean: 0.75, deviation: 0.22},
    directionErrorDegrees: people.directionErrorDegrees * 1.6,
    bend: people.bend * 1.5,
  },
  // The hand goes where the eye is, and comes near only to press.
  pen: {
    pace: {median: people.pace.median, spread: 0.25},
    primaryGain: {mean: 0.95, deviation: 0.08},
    directionErrorDegrees: people.directionErrorDegrees * 0.7,
    dwellMs: {median: 50, spread: 0.6},
  },
};

/** A tremor that can be seen, CSS px. */
const tremorStrength = {amplitudePx: 6, scatterPx: 3};

/** Time between two events of a trembling hand, which never rests, ms. */
const tremorEventMs = 8;

/**
 * A pen out of the screen's range is not seen: it leaves in a rest of this length, ms, and comes back on its way, after
 * this share of it.
 */
const penRestMs = 600;
const penSeenFrom = {from: 0.2, to: 0.6};

/** Simulates a visit of length `ms` by a person with this device. */
export function simulateDevice(device: Device, {ms, random}: {ms: number; random: Random}): Visit {
  const parameters = drawPerson(random, {...people, ...styles[device]});
  const visit = simulateVisit({ms, random, parameters});
  if (device === 'trembling mouse') return trembling(visit, random);
  return device === 'pen' ? hovering(visit, random) : visit;
}

/** The same movement by a hand that trembles, also at rest. */
function trembling(visit: Visit, random: Random): Visit {
  const tremor = new Tremor({random, strength: tremorStrength});
  const points: Visit['points'] = [];
  visit.points.forEach(([x, y, t], index) => {
    const until = visit.points[index + 1]?.[2] ?? t + tremorEventMs;
    for (let now = t; now < until; now += tremorEventMs) {
      const by = tremor.at(now);
      const at = [Math.round(x + by.x), Math.round(y + by.y)] as const;
      const last = points.at(-1);
      if (last?.[0] !== at[0] || last[1] !== at[1]) points.push([...at, now]);
    }
  });
  return {...visit, points};
}

/** The part of the movement that a screen sees of a pen. */
function hovering(visit: Visit, random: Random): Visit {
  const points: Visit['points'] = [];
  let way: Visit['points'] = [];
  const seen = (): void => {
    const from = points.length === 0 ? 0 : between(random, penSeenFrom.from, penSeenFrom.to);
    points.push(...way.slice(Math.floor(from * way.length)));
    way = [];
  };
  visit.points.forEach((point, index) => {
    if (index > 0 && point[2] - visit.points[index - 1]![2] > penRestMs) seen();
    way.push(point);
  });
  seen();
  return {...visit, points};
}
