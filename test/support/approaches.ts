import {seededRandom, type Random} from '../../src/core/random.js';
import type {PathPoint} from './commands.js';

/**
 * A hand's movement from one place to another: minimum-jerk speed (Flash & Hogan 1985), slightly curved,
 * one point every 8 ms, ending with a short rest before the press.
 */
export function handPath({
  from: [fromX, fromY],
  to: [toX, toY],
  random,
}: {
  from: [x: number, y: number];
  to: [x: number, y: number];
  random: Random;
}): PathPoint[] {
  const dx = toX - fromX;
  const dy = toY - fromY;
  const durationMs = 280 + 0.5 * Math.hypot(dx, dy) * (0.8 + 0.4 * random());
  const bend = (random() - 0.5) * 0.16;
  const steps = Math.round(durationMs / 8);
  const points = Array.from({length: steps + 1}, (_, index): PathPoint => {
    const s = index / steps;
    const share = s ** 3 * (10 - 15 * s + 6 * s ** 2);
    const aside = bend * Math.sin(Math.PI * share);
    return [Math.round(fromX + dx * share - dy * aside), Math.round(fromY + dy * share + dx * aside), 8];
  });
  return [...points, [Math.round(toX), Math.round(toY), 60 + 60 * random()]];
}

/** A random point inside an element, away from its edges. */
export function pointInside(element: Element, random: Random): [x: number, y: number] {
  const {x, y, width, height} = element.getBoundingClientRect();
  return [x + width * (0.25 + 0.5 * random()), y + height * (0.25 + 0.5 * random())];
}

export {seededRandom};
