import type {Browser, BrowserContext, Page} from 'puppeteer-core';

/** The sources are many modules, and the machine may be busy. */
const startLimitMs = 120_000;

export interface OpenedPage {
  page: Page;
  /** Its own, with storage of its own. */
  context: BrowserContext;
  /** Uncaught errors of the page. */
  errors: unknown[];
}

/** Opens a page in a browser context of its own, and waits for the kit. */
export async function openPage(browser: Browser, url: string): Promise<OpenedPage> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const errors: unknown[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await waitForKit(page, url);
  return {page, context, errors};
}

/** Opens a page of the soak's site, and waits for the kit. */
export async function waitForKit(page: Page, url: string): Promise<void> {
  // The TypeScript loader names functions that are sent to the page.
  await page.evaluateOnNewDocument('globalThis.__name = (value) => value');
  await page.goto(url, {timeout: startLimitMs});
  await waitForElements(page);
}

/** Waits for the kit in a page that is loading. */
export async function waitForElements(page: Page): Promise<void> {
  await page.waitForFunction(() => customElements.get('predictive-button') !== undefined, {
    timeout: startLimitMs,
  });
}
