import puppeteer, {type Browser} from 'puppeteer-core';
import {findBrowser} from '../../scripts/test/find-browser.js';

/** A Chromium that keeps pages in its back/forward cache when they are left. */
export function launchWithPageCache(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: findBrowser(),
    headless: true,
    // Puppeteer turns the cache off.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--enable-features=BackForwardCache'],
  });
}
