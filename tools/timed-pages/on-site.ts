import type {Browser} from 'puppeteer-core';
import {launch} from '../chromium.js';
import {openSite, type Site} from './site.js';

/** Calls `measure` with a site and a browser, and closes both afterwards. */
export async function onSite<Result>(
  measure: (browser: Browser, site: Site) => Promise<Result>,
): Promise<Result> {
  const site = await openSite();
  try {
    const browser = await launch();
    try {
      return await measure(browser, site);
    } finally {
      await browser.close();
    }
  } finally {
    site.close();
  }
}
