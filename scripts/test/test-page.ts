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

/** Calls `move` for each point when it is due; if the driver is slow, all later points shift. */
export async function moveInTime(
  points: readonly PathPoint[],
  move: (point: {x: number; y: number}) => Promise<void>,
): Promise<void> {
  let due = Date.now();
  for (const [x, y, msAfterPrevious = 0] of points) {
    due = Math.max(due + msAfterPrevious, Date.now());
    const wait = due - Date.now();
    if (wait > 0) await delay(wait);
    await move({x, y});
  }
}
