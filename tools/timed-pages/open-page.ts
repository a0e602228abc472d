import type {Browser, CDPSession, Page} from 'puppeteer-core';
import {viewport} from './movement.js';
import {pageOf, type PageContent} from './page-content.js';
import type {Site} from './site.js';

/** A page that has loaded and is idle, with access to its processor time and its pointer. */
export interface OpenPage {
  page: Page;
  cdp: CDPSession;
}

export async function openPage(browser: Browser, site: Site, content: PageContent): Promise<OpenPage> {
  site.add('/page', pageOf(content));
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(String(error)));
  await page.setViewport(viewport);
  await page.goto(`${site.url}/page`);
  await page.waitForSelector('[data-ready]');
  const cdp = await page.createCDPSession();
  await cdp.send('Performance.enable', {timeDomain: 'threadTicks'});
  return {page, cdp};
}
