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
  page.setDefaultTimeout(0);
  const [first, last] = await page.evaluate(cyclesInPage, count);
  await context.close();
  return {cycles: count, first, last};
}

/** Runs in the page, with the sources of the worker. */
async function cyclesInPage(count: number): Promise<readonly [first: number, last: number]> {
  // Served from the sources, so that the types are known here and the addresses there.
  const load = <Module>(path: string): Promise<Module> => import(path) as Promise<Module>;
  const {cycle, numTensors} = await load<typeof trainingCycle>('/scripts/test/soak/training-cycle.ts');
  await cycle(0);
  const first = numTensors();
  for (let seed = 1; seed <= count; seed++) await cycle(seed);
  return [first, numTensors()];
}
