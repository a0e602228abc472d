import type {Browser} from 'puppeteer-core';
import type * as trainingCycle from './training-cycle.js';
import {openPage} from './open-page.js';

export interface TensorsResult {
  cycles: number;
  /** Tensors after the first cycle, and after the last. */
  first: number;
  last: number;
}

/** Trains, loads, asks and disposes of models, as the worker does, and counts the tensors that stay. */
export async function tensors(
  browser: Browser,
  url: string,
  {count}: {count: number},
): Promise<TensorsResult> {
  const {page, context} = await openPage(browser, url);
  const first = await page.evaluate(cycleInPage, 0);
  let last = first;
  // One call each: the devtools protocol waits three minutes for an answer.
  for (let seed = 1; seed <= count; seed++) last = await page.evaluate(cycleInPage, seed);
  await context.close();
  return {cycles: count, first, last};
}

/** Runs in the page, with the sources of the worker; returns the number of tensors afterwards. */
async function cycleInPage(seed: number): Promise<number> {
  // Served from the sources, so that the types are known here and the addresses there.
  const load = <Module>(path: string): Promise<Module> => import(path) as Promise<Module>;
  const {cycle, numTensors} = await load<typeof trainingCycle>('/scripts/test/soak/training-cycle.ts');
  await cycle(seed);
  return numTensors();
}
