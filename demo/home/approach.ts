import type {Random} from '../../src/core/random.js';
import {gaussian} from '../../src/core/random.js';
import {distanceToBox} from '../../src/prediction/features.js';
import {lognormal} from '../../pretrain/simulator/draw.js';
import {Hand, type Place} from '../../pretrain/simulator/hand.js';
import {people} from '../../pretrain/simulator/parameters.js';

/** A simulated movement towards a button: points in CSS px and ms, and when the button is pressed, ms. */
export interface Approach {
  points: [x: number, y: number, t: number][];
  pressAt: number;
}

/** Time between two points, ms: the usual rate of a mouse. */
const pointMs = 8;

/** Times that a hand beside the button corrects itself; it is inside long before. */
const mostCorrections = 5;

/** Moves as the people whom the shipped network was trained on: the same simulator and parameters. */
export function simulateApproach({
  from,
  box: {x, y, width: w, height: h},
  random,
}: {
  from: Place;
  box: DOMRectReadOnly;
  random: Random;
}): Approach {
  const box = {x, y, w, h};
  const hand = new Hand({at: from, random, parameters: people});
  const share = (): number => Math.min(0.9, Math.max(0.1, 0.5 + people.aim * gaussian(random)));
  const to = {x: x + w * share(), y: y + h * share()};
  const tolerance = Math.max(2, Math.min(w, h) * people.tolerance);
  const points: Approach['points'] = [];
  let now = 0;
  const move = (): void => {
    for (const end = hand.aim(to, {t: now, tolerance}); now < end; now += pointMs) {
      const place = hand.at(now);
      points.push([place.x, place.y, now]);
    }
  };
  const isInside = (): boolean => {
    const place = hand.at(now);
    return distanceToBox(place.x, place.y, box) === 0;
  };
  move();
  for (let tries = 0; tries < mostCorrections && !isInside(); tries++) move();
  const {dwellMs, hesitation} = people;
  const hesitates = random() < hesitation.probability;
  return {
    points,
    pressAt: now + lognormal(random, dwellMs) + (hesitates ? lognormal(random, hesitation.ms) : 0),
  };
}
