import type {Browser} from 'puppeteer-core';
import {startSite} from '../../scripts/test/soak/site.js';
import {visitedAfter} from '../pages/preload-site.js';

/** Serves a page with the kit's sources, and starts a browser, for the tests of the file. */
export function visitedSources(): {readonly page: string; readonly browser: Browser} {
  let site: Awaited<ReturnType<typeof startSite>>;
  const chromium = visitedAfter(async () => (site = await startSite()), {stop: () => site.stop()});
  return {
    get page() {
      return site.page;
    },
    get browser() {
      return chromium.browser;
    },
  };
}
