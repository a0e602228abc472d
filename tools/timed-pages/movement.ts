import type {CDPSession} from 'puppeteer-core';
import {people} from '../../pretrain/simulator/parameters.js';
import {simulateVisit} from '../../pretrain/simulator/visit.js';
import {seededRandom} from '../../src/core/random.js';
import type {RecordedPoint} from '../recordings/recording.js';

/** Size of the page that the pointer moves over, CSS px. */
export const viewport = {width: 1280, height: 720} as const;

/** Time between two events of a usual mouse, ms: 125 per second. */
const eventMs = 8;

/** Length of each simulated visit, ms. */
const visitMs = 20_000;

/** Longest rest, ms: long enough for the kit's first tick after the pointer has come to rest. */
const longestRestMs = 450;

/** The movement of a person with a 125 Hz mouse on a page of that size; times from 0, long rests shortened. */
export function naturalMovement({events, seed}: {events: number; seed: number}): RecordedPoint[] {
  const random = seededRandom(seed);
  const movement: RecordedPoint[] = [];
  let now = 0;
  while (movement.length < events) {
    const {layout, points} = simulateVisit({ms: visitMs, random, parameters: people});
    if (layout.width !== viewport.width || intervalOf(points) !== eventMs) continue;
    points.forEach(([x, y, t], index) => {
      now += Math.min(longestRestMs, t - (points[index - 1]?.[2] ?? t - eventMs));
      movement.push([clamp(x, viewport.width), clamp(y, viewport.height), now]);
    });
  }
  return movement.slice(0, events);
}

/** Keeps a hand that leaves the page on it. */
function clamp(place: number, size: number): number {
  return Math.min(size - 2, Math.max(1, place));
}

/** The most frequent interval between neighbouring points, whole ms. */
function intervalOf(points: readonly RecordedPoint[]): number | undefined {
  const intervals = points.slice(1).map(([, , t], index) => t - points[index]![2]);
  const median = intervals.sort((a, b) => a - b)[Math.floor(intervals.length / 2)];
  return median === undefined ? undefined : Math.round(median);
}

/** Moves the real pointer of a page along `movement`, without waiting for the effects. */
export async function movePointer(cdp: CDPSession, movement: readonly RecordedPoint[]): Promise<void> {
  const start = performance.now();
  const sent: Promise<unknown>[] = [];
  for (const [x, y, t] of movement) {
    const waitMs = start + t - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    sent.push(cdp.send('Input.dispatchMouseEvent', {type: 'mouseMoved', x, y}));
  }
  await Promise.all(sent);
}
