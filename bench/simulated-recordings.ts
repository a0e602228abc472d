import {gaussian, seededRandom, type Random} from '../src/learning/random.js';
import type {RecordedPoint, RecordedTarget, Recording, StreamWindow, Trial} from './recording.js';

const viewport: [number, number] = [1024, 768];
const seed = 1;

/** Between two events of an ordinary mouse, ms. */
const eventMs = 8;

/** How many of each are made unless fewer are asked for: enough for figures that mean something. */
const usualTrials = 200;
const usualWindows = 6;
const pressesPerWindow = 12;

/** Movements towards buttons, made up. */
export function simulatedTrials({limit = Infinity}: {limit?: number} = {}): Trial[] {
  const random = seededRandom(seed);
  return Array.from({length: Math.min(limit, usualTrials)}, (_, index) => {
    const scene = sceneOf(random, `person ${index % 4}`);
    const from = {x: viewport[0] * random(), y: viewport[1] * random()};
    const target = pick(random, scene.targets);
    const points = movement(random, from, placeIn(random, target), 0);
    return {...scene, points, clicked: target.id, clickT: points.at(-1)![2] + 60 + 100 * random()};
  });
}

/** Continuous use, made up: now a movement to a button that is pressed, now one to nowhere. */
export function simulatedWindows({limit = Infinity}: {limit?: number} = {}): StreamWindow[] {
  const random = seededRandom(seed);
  return Array.from({length: Math.min(limit, usualWindows)}, (_, index) => {
    const scene = sceneOf(random, `person ${index}`);
    const presses: StreamWindow['presses'] = [];
    let at = {x: viewport[0] / 2, y: viewport[1] / 2};
    let t = 0;
    while (presses.length < pressesPerWindow) {
      const target = random() < 0.4 ? pick(random, scene.targets) : undefined;
      const to =
        target === undefined
          ? {x: viewport[0] * random(), y: viewport[1] * random()}
          : placeIn(random, target);
      scene.points.push(...movement(random, at, to, t));
      t = scene.points.at(-1)![2];
      if (target !== undefined) {
        const down = t + 60 + 100 * random();
        t = down + 60 + 60 * random();
        presses.push([down, t, target.id]);
      }
      t += 300 + 1500 * random();
      at = to;
    }
    return {...scene, presses};
  });
}

interface Place {
  x: number;
  y: number;
}

function sceneOf(random: Random, person: string): Recording {
  const targets: RecordedTarget[] = [];
  for (let row = 0; row < 4; row++)
    for (let column = 0; column < 4; column++) {
      if (random() < 0.4) continue;
      const x = 60 + 240 * column + 60 * random();
      const y = 80 + 170 * row + 60 * random();
      targets.push({id: `b${targets.length}`, x, y, w: 40 + 80 * random(), h: 24 + 24 * random()});
    }
  if (targets.length === 0) return sceneOf(random, person);
  return {dataset: 'simulated', person, viewport, targets, points: []};
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!;
}

function placeIn(random: Random, {x, y, w, h}: RecordedTarget): Place {
  return {x: x + w * (0.2 + 0.6 * random()), y: y + h * (0.2 + 0.6 * random())};
}

/** A smooth, slightly bent path (minimum jerk, Flash and Hogan 1985). */
function movement(random: Random, from: Place, to: Place, start: number): RecordedPoint[] {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const count = Math.max(6, Math.round((300 + 120 * Math.log2(1 + distance / 100)) / eventMs));
  const bend = 0.06 * distance * gaussian(random);
  return Array.from({length: count + 1}, (_, event) => {
    const progress = event / count;
    const share = progress ** 3 * (10 - 15 * progress + 6 * progress ** 2);
    return [
      Math.round(from.x + share * (to.x - from.x) + 0.5 * gaussian(random)),
      Math.round(from.y + share * (to.y - from.y) + bend * Math.sin(Math.PI * share)),
      start + event * eventMs,
    ];
  });
}
