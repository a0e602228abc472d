import type {Browser, Page} from 'puppeteer-core';
import {setTimeout as delay} from 'node:timers/promises';
import {sampleCapacity} from '../../../src/core/sample.js';
import type * as datasetFile from '../../../src/storage/dataset-file.js';
import type * as madeUp from '../../../test/learning/samples.js';
import {Heap} from './heap.js';
import {openPage} from './open-page.js';

export interface ApproachesResult {
  approaches: number;
  /** Presses among them. */
  presses: number;
  /** Preloads that ended, used or not. */
  preloads: number;
  first: Reading;
  last: Reading;
  /** Growth of the heap over the second half, bytes per 1,000 approaches. */
  slope: number;
  errors: number;
}

export interface Reading {
  /** Performance measures and marks. */
  entries: number;
  listeners: number;
  nodes: number;
  bytes: number;
}

/** Times at which the page is read, evenly spaced. */
const readings = 10;

/** Points of an approach, and the time between them, ms: a quick hand, and long enough for ticks. */
const points = 8;
const pointMs = 12;

/** Moves to one of three buttons again and again, presses some of them, and reads what the page holds meanwhile. */
export async function approaches(
  browser: Browser,
  url: string,
  {count}: {count: number},
): Promise<ApproachesResult> {
  const {page, context, errors} = await openPage(browser, url);
  await page.evaluate(fillPage, sampleCapacity);
  const heap = await Heap.of(page);
  const taken: Reading[] = [];
  let presses = 0;
  // What loads with the first approaches is no growth.
  const warmUp = Math.max(10, Math.round(count / 100));
  for (let i = 0; i < warmUp + count; i++) {
    if (i === warmUp) taken.push(await read(page, heap));
    const isPressed = i % 4 === 3;
    if (isPressed) presses++;
    await approach(page, i, isPressed);
    if (i >= warmUp && Math.floor(((i + 1 - warmUp) * readings) / count) > taken.length - 1)
      taken.push(await read(page, heap));
  }
  const preloads = await page.evaluate(() => (window as unknown as {outcomes: number}).outcomes);
  await context.close();
  const half = taken[Math.floor(taken.length / 2)]!;
  const last = taken.at(-1)!;
  return {
    approaches: count,
    presses,
    preloads,
    first: taken[0]!,
    last,
    slope: (last.bytes - half.bytes) / (count / 2 / 1000),
    errors: errors.length,
  };
}

async function read(page: Page, heap: Heap): Promise<Reading> {
  const entries = await page.evaluate(
    () => performance.getEntriesByType('measure').length + performance.getEntriesByType('mark').length,
  );
  return {entries, ...(await heap.counts()), bytes: await heap.bytes()};
}

async function approach(page: Page, index: number, isPressed: boolean): Promise<void> {
  const toX = 100 + 160 * (index % 3);
  const fromX = 100 + ((index * 97) % 500);
  for (let step = 0; step <= points; step++) {
    const share = step / points;
    await page.mouse.move(fromX + (toX - fromX) * share, 40 + 300 * share);
    await delay(pointMs);
  }
  if (isPressed) await page.mouse.click(toX, 345);
}

/** Runs in the page. The region holds as many samples as it ever does, so that new ones are no growth. */
async function fillPage(samples: number): Promise<void> {
  const counted = window as unknown as {outcomes: number};
  counted.outcomes = 0;
  addEventListener('preload-outcome', () => counted.outcomes++, true);
  // The links would leave the page.
  addEventListener('click', (event) => event.preventDefault());
  const region = document.createElement('predictive-region');
  region.setAttribute('learn', 'manual');
  region.setAttribute('hints', '');
  for (const key of ['one', 'two', 'three']) {
    const button = document.createElement('predictive-button');
    button.textContent = key;
    button.setAttribute('href', `/soak/${key}`);
    button.setAttribute('preload', key === 'three' ? 'prerender' : 'prefetch');
    button.addEventListener('preload', (event) => event.waitUntil(Promise.resolve()));
    region.append(button);
  }
  document.querySelector('#place')!.append(region);
  // Served from the sources.
  const load = <Module>(path: string): Promise<Module> => import(path) as Promise<Module>;
  const {madeUpSamples} = await load<typeof madeUp>('/test/learning/samples.ts');
  const {formatDataset} = await load<typeof datasetFile>('/src/storage/dataset-file.ts');
  await region.importDataset(new File([formatDataset(madeUpSamples({count: samples}))], 'made-up.json'));
}
