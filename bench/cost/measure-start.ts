import type {Browser} from 'puppeteer-core';
import {movePointer, viewport} from '../../tools/timed-pages/movement.js';
import {pageOf} from '../../tools/timed-pages/page-content.js';
import type {Site} from '../../tools/timed-pages/site.js';
import {median} from '../../tools/scores/averages.js';

const buttons = 100;

/** A slow movement over the page: 125 events a second, 0.28 px per ms, for 1.2 s. */
const stroll = Array.from({length: 150}, (_, index): [number, number, number] => [
  100 + 2 * index,
  100 + index,
  8 * index,
]);

/** Low, so that the first probability shows: a slow movement among so many buttons favours none of them. */
const threshold = 0.01;

/** Times that the page records, ms since its navigation started. */
interface Notes {
  evaluated?: number;
  predicted?: number;
}

/** Runs in the page, before its own scripts. */
function takeNotes(): void {
  const notes: Notes = {};
  Object.assign(window, {notes});
  document.addEventListener('evaluated', () => (notes.evaluated = performance.now()));
  document.addEventListener('predictive-change', () => (notes.predicted ??= performance.now()));
}

/**
 * Measures the time from the kit's module running to the first predicted button, ms, while the pointer moves
 * slowly over 100 buttons: the median of several loads, each without a cache.
 */
export async function measureStart(browser: Browser, site: Site, {loads}: {loads: number}): Promise<number> {
  const times: number[] = [];
  site.add(
    '/page',
    pageOf({watcher: 'kit', buttons, attributes: `threshold="${threshold}"`}).replace(
      /import '.*';/,
      `$& document.dispatchEvent(new Event('evaluated'));`,
    ),
  );
  for (let load = 0; load < loads; load++) {
    const page = await browser.newPage();
    try {
      await page.setViewport(viewport);
      await page.setCacheEnabled(false);
      await page.evaluateOnNewDocument(takeNotes);
      const cdp = await page.createCDPSession();
      await Promise.all([page.goto(`${site.url}/page`), movePointer(cdp, stroll)]);
      const {evaluated = NaN, predicted = Infinity} = (await page.evaluate('notes')) as Notes;
      times.push(predicted - evaluated);
    } finally {
      await page.close();
    }
  }
  return median(times);
}
