import type {Browser, Page} from 'puppeteer-core';
import {pageCookie, requestLog} from './server.js';
import {newPageName} from './test-page.js';

export interface IsolatedPage {
  page: Page;
  name: string;
  /** Adds a request to the log if it goes to another server than the test server. */
  logElsewhere: (url: string) => void;
}

/**
 * A page in a browser context of its own, so that test files that run at the same time share neither storage
 * nor focus, and so that the server can tell their requests apart.
 */
export async function createIsolatedPage(browser: Browser): Promise<IsolatedPage> {
  const context = await browser.createBrowserContext();
  const name = newPageName();
  await context.setCookie({name: pageCookie, value: name, domain: 'localhost', path: '/'});
  const page = await context.newPage();
  const logElsewhere = (url: string): void => {
    if (/^(https?|wss?):/.test(url) && new URL(url).hostname !== 'localhost')
      requestLog.push({page: name, url});
  };
  return {page, name, logElsewhere};
}
