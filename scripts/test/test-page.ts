// The pages that tests run in, with what a launcher knows about each of them.
import {setTimeout as delay} from 'node:timers/promises';
import type {Need, PathPoint, PointerPathOptions} from '../../test/support/commands.js';

/** The access that test commands have to their page. */
export interface TestPage {
  /** Its cookie at the test server. */
  name: string;
  movePointer: (path: PointerPathOptions) => Promise<void>;
  /** Resolves when every request so far is in the log. */
  settle: () => Promise<unknown>;
  /** The features that this browser or its driver lacks, by the names in `needs()`, with the reasons. */
  lacks: Partial<Record<Need, string>>;
}

/** By the page that the launcher gives to web-test-runner. */
export const testPages = new WeakMap<object, TestPage>();

let pageCount = 0;

/** A name that no other page has. */
export function newPageName(): string {
  return String(++pageCount);
}

/** A step that takes longer than this, ms, is a rest and not part of a movement: mice send every 8 to 16 ms. */
const longestStepMs = 20;

/** Cosine of the angle, 45°, from which a point is a turn. */
const turnCosine = Math.SQRT1_2;

function isTurn([ax, ay]: PathPoint, [x, y]: PathPoint, [bx, by]: PathPoint): boolean {
  const along = (x - ax) * (bx - x) + (y - ay) * (by - y);
  return along < turnCosine * Math.hypot(x - ax, y - ay) * Math.hypot(bx - x, by - y);
}

/**
 * Calls `move` for each point when it is due. A driver that falls behind leaves out points that the next one has
 * overtaken, but for turns, so that the pointer is as fast as requested, as a mouse in a busy browser is; rests are as
 * long as requested.
 */
export async function moveInTime(
  points: readonly PathPoint[],
  move: (point: {x: number; y: number}) => Promise<void>,
): Promise<void> {
  let due = Date.now();
  for (const [index, point] of points.entries()) {
    const [x, y, msAfterPrevious = 0] = point;
    const isStep = msAfterPrevious > 0 && msAfterPrevious <= longestStepMs;
    due = isStep ? due + msAfterPrevious : Math.max(due, Date.now()) + msAfterPrevious;
    const [previous, next] = [points[index - 1], points[index + 1]];
    const nextStepMs = next?.[2] ?? 0;
    const isOvertaken =
      isStep && nextStepMs > 0 && nextStepMs <= longestStepMs && due + nextStepMs <= Date.now();
    if (isOvertaken && !isTurn(previous!, point, next!)) continue;
    const wait = due - Date.now();
    if (wait > 0) await delay(wait);
    await move({x, y});
  }
}
