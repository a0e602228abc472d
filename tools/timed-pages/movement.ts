import type {CDPSession} from 'puppeteer-core';
import {people} from '../../pretrain/simulator/parameters.js';
import {simulateVisit} from '../../pretrain/simulator/visit.js';
import {seededRandom} from '../../src/core/random.js';
import type {RecordedPoint} from '../recordings/recording.js';

/** The page that is pointed at, CSS px. */
export const viewport = {width: 1280, height: 720} as const;

/** Between two events of a usual mouse, ms: 125 per second. */
const eventMs = 8;

/** How long each simulated visit is, ms. */
const visitMs = 20_000;

/** A rest is no longer than this, ms: long enough for the kit's first look at a pointer that rests. */
const longestRestMs = 450;

/** How a person with a 125 Hz mouse moves on a page of that size; times from 0, rests cut short. */
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

/** A hand may leave the page; here it stays. */
function clamp(place: number, size: number): number {
  return Math.min(size - 2, Math.max(1, place));
}

/** What most neighbouring points are apart, whole ms. */
function intervalOf(points: readonly RecordedPoint[]): number | undefined {
  const intervals = points.slice(1).map(([, , t], index) => t - points[index]![2]);
  const median = intervals.sort((a, b) => a - b)[Math.floor(intervals.length / 2)];
  return median === undefined ? undefined : Math.round(median);
}

/** Moves the real pointer of a page along `movement`, without waiting for what comes of it. */
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
