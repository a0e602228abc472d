import type {Browser, Page} from 'puppeteer-core';
import {Heap} from './heap.js';
import {openPage} from './open-page.js';

export interface MountsResult {
  mounts: number;
  /** Regions that are still there after a collection. */
  alive: number;
  /** The buttons in them. */
  aliveButtons: number;
  /** Uncaught errors of the page. */
  errors: number;
}

/** Longest time that a region is in the page, ms: its parts load meanwhile. */
const longestMs = 400;

/** Regions at a time: some share their learner with others that stay. */
const lanes = 8;

/** Longest time until everything is released, ms: a prefetch counts as under way for 10 s. */
const releaseMs = 20_000;

/**
 * Puts regions into a page and removes them 0 to 400 ms later, while the pointer moves over them; then counts those
 * that a collection leaves.
 */
export async function mounts(
  browser: Browser,
  url: string,
  {count, seed = 1}: {count: number; seed?: number},
): Promise<MountsResult> {
  const {page, context, errors} = await openPage(browser, url);
  const done = page.evaluate(mountInPage, {count, lanes, longestMs, seed});
  await moveUntil(page, done);
  await done;
  const heap = await Heap.of(page);
  const alive = await heap.untilGone('predictive-region', {timeoutMs: releaseMs});
  const aliveButtons = await heap.alive('predictive-button');
  await context.close();
  return {mounts: count, alive, aliveButtons, errors: errors.length};
}

/** Moves and presses over the regions, until a promise settles. */
async function moveUntil(page: Page, done: Promise<unknown>): Promise<void> {
  let isDone = false;
  const settled = (): void => void (isDone = true);
  done.then(settled, settled);
  for (let i = 0; !isDone; i++) {
    const x = 40 + ((i * 37) % 500);
    await page.mouse.move(x, 50 + ((i * 53) % 400));
    if (i % 20 === 19) await page.mouse.click(x, 360);
  }
  // The browser itself holds the element under the pointer, and the one that was pressed last.
  await page.mouse.click(700, 10);
}

/** Runs in the page. */
async function mountInPage({
  count,
  lanes,
  longestMs,
  seed,
}: {
  count: number;
  lanes: number;
  longestMs: number;
  seed: number;
}): Promise<void> {
  const place = document.querySelector('#place')!;
  // Links would leave the page.
  addEventListener('click', (event) => event.preventDefault());
  let state = seed;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const kinds = ['none', 'local', 'session'];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      const region = document.createElement('predictive-region');
      region.setAttribute('persist', kinds[index % kinds.length]!);
      if (index % 2 === 0) region.setAttribute('name', `lane ${index % 5}`);
      if (index % 4 === 0) region.setAttribute('hints', '');
      if (index % 7 === 0) region.setAttribute('targets', 'a');
      if (index % 5 === 0) region.setAttribute('assist', 'expand');
      if (index % 6 === 0) region.observe(() => {});
      for (const key of ['one', 'two', 'three']) {
        const button = document.createElement('predictive-button');
        button.id = `${key}-${index}`;
        button.textContent = key;
        button.setAttribute('href', `/soak/${key}`);
        button.setAttribute('preload', key === 'three' ? 'prerender' : 'prefetch');
        button.addEventListener('preload', (event) => event.waitUntil(Promise.resolve()));
        region.append(button);
      }
      place.prepend(region);
      await new Promise((resolve) => setTimeout(resolve, random() * longestMs));
      region.remove();
    }
  };
  await Promise.all(Array.from({length: lanes}, work));
}
