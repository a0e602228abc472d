import {setTimeout as delay} from 'node:timers/promises';
import type {Browser, CDPSession, Page} from 'puppeteer-core';
import {seededRandom, type Random} from '../../src/core/random.js';
import type {Site} from './site.js';
import type {Front, LoggedRequest} from './front.js';
import {Hand, type Box} from './hand.js';
import {reportFromPage, type PageReport} from './page-report.js';
import {sitePages} from './pages.js';

/** Pause of a reader between two movements, ms. */
const readingMs = 900;
/** Longest wait for a page that a link leads to, ms. */
const patienceMs = 20_000;
/** After the last navigation: time for outcomes and errors, ms. */
const afterwardsMs = 1000;

/** One movement to a link, its press, and the page that came. */
export interface Navigation {
  slug: string;
  /** Milliseconds since the epoch. */
  pressedAt: number;
  /** When the button was released, with which links are opened. */
  clickedAt: number;
  arrivedAt: number;
  /** Whether the browser loaded a document; else a router showed the page. */
  isDocument: boolean;
  /** Whether the browser says that it took the document from a prefetch or prerender. */
  isFromPrefetch: boolean;
  /** Processor time of the main thread from the arrival of the page before to the press, ms. */
  taskMs: number;
}

export interface Visit {
  navigations: Navigation[];
  log: readonly LoggedRequest[];
  reports: PageReport[];
  /** Uncaught errors, and errors and warnings in the console. */
  errors: string[];
  consoleErrors: string[];
  warnings: string[];
  /** What the site's own check has found. */
  problems: string[];
  /** URLs whose prefetch the browser's protocol has called used. */
  usedByProtocol: Set<string>;
}

/** A visit in which nothing has happened. */
export function emptyVisit(): Visit {
  return {
    navigations: [],
    log: [],
    reports: [],
    errors: [],
    consoleErrors: [],
    warnings: [],
    problems: [],
    usedByProtocol: new Set(),
  };
}

/** Opens a site and follows links with the pointer. The same seed makes the same movements. */
export async function visit(
  browser: Browser,
  {navigations, ...options}: VisitOptions & {navigations: number},
): Promise<Visit> {
  const visitor = await openVisit(browser, options);
  try {
    for (const slug of orderOf(navigations, seededRandom(options.seed))) await visitor.follow(slug);
    await delay(afterwardsMs);
    return {...visitor.visit, log: [...options.front.log]};
  } finally {
    await visitor.close();
  }
}

export interface VisitOptions {
  site: Site;
  front: Front;
  withKit: boolean;
  seed: number;
}

/** A person on a site. */
export interface Visitor {
  page: Page;
  hand: Hand;
  /** What has happened so far. */
  visit: Visit;
  /** Moves to the link to a page, presses it, and waits for that page. */
  follow: (slug: string) => Promise<Navigation>;
  close(): Promise<void>;
}

/** Opens the start page, in a browser context of its own. */
export async function openVisit(
  browser: Browser,
  {site, front, withKit, seed}: VisitOptions,
): Promise<Visitor> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({width: 1280, height: 900});
  const hand = new Hand(await page.createCDPSession(), seededRandom(seed));
  const visit: Visit = {...emptyVisit(), log: front.log};
  front.log.length = 0;
  await watch(page, hand.cdp, visit, {site, withKit});
  // The pointer is over the page while its scripts still start.
  await page.goto(front.origin, {waitUntil: 'domcontentloaded'});
  return {
    page,
    hand,
    visit,
    async follow(slug) {
      const navigation = await follow(page, hand, slug, {site, visit});
      visit.navigations.push(navigation);
      return navigation;
    },
    close: () => context.close(),
  };
}

/** The pages in the order of the visit, each once. */
function orderOf(count: number, random: Random): string[] {
  const rest = sitePages.map(({slug}) => slug);
  return Array.from(
    {length: Math.min(count, rest.length)},
    () => rest.splice(Math.floor(random() * rest.length), 1)[0]!,
  );
}

async function watch(
  page: Page,
  cdp: CDPSession,
  visit: Visit,
  {site, withKit}: {site: Site; withKit: boolean},
): Promise<void> {
  page.on('pageerror', (error) => visit.errors.push(String(error)));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error') visit.consoleErrors.push(text);
    if (message.type() === 'warn') visit.warnings.push(text);
  });
  await cdp.send('Preload.enable');
  cdp.on('Preload.prefetchStatusUpdated', ({prefetchUrl, prefetchStatus}) => {
    if (prefetchStatus === 'PrefetchResponseUsed') visit.usedByProtocol.add(prefetchUrl);
  });
  // Processor time, which other programs on the machine do not change.
  await cdp.send('Performance.enable', {timeDomain: 'threadTicks'});
  await page.exposeFunction('reportToSites', (report: PageReport) => visit.reports.push(report));
  // tsx lets functions keep their names with it.
  await page.evaluateOnNewDocument('window.__name = (value) => value');
  if (!withKit) await page.evaluateOnNewDocument(withoutKit);
  if (!withKit) await cdp.send('Network.enable');
  if (!withKit) await cdp.send('Network.setBlockedURLs', {urls: ['*/predictive-buttons/auto.js']});
  if (site.setUp !== undefined) await page.evaluateOnNewDocument(site.setUp);
  await page.evaluateOnNewDocument(reportFromPage);
}

/** Runs in each document before its scripts: those of `apps/` load no kit, and that of a demo defines no elements. */
function withoutKit(): void {
  Object.assign(window, {withoutKit: true});
  const define = customElements.define.bind(customElements);
  customElements.define = (name, ...rest) => {
    if (!name.startsWith('predictive-')) define(name, ...rest);
  };
}

/** Moves to the link to a page, presses it, and waits for that page. */
async function follow(
  page: Page,
  hand: Hand,
  slug: string,
  {site, visit}: {site: Site; visit: Visit},
): Promise<Navigation> {
  const link = await page
    .waitForFunction(visibleLink, {timeout: patienceMs}, `/p/${slug}`)
    .catch((error: unknown) => {
      throw new Error(`${page.url()} shows no link to ${slug}.`, {cause: error});
    });
  // What the function waits for is a box.
  const box = (await link.jsonValue())!;
  const {timeOrigin} = await arrivalOf(page);
  const before = await taskMs(hand.cdp);
  // The first movement comes while scripts still start.
  if (visit.navigations.length > 0) await delay(readingMs);
  await hand.moveInto(box);
  const after = await taskMs(hand.cdp);
  visit.problems.push(...((await site.check?.(page)) ?? []));
  const pressedAt = Date.now();
  const clickedAt = await hand.press();
  await page
    .waitForFunction(
      (expected) => document.querySelector<HTMLElement>('[data-page]')?.dataset.page === expected,
      {timeout: patienceMs},
      slug,
    )
    .catch((error: unknown) => {
      throw new Error(`The press did not lead to ${slug} but to ${page.url()}.`, {cause: error});
    });
  const arrival = await arrivalOf(page);
  const arrivedAt = Date.now();
  const isDocument = arrival.timeOrigin !== timeOrigin;
  return {
    slug,
    pressedAt,
    clickedAt,
    arrivedAt,
    isDocument,
    isFromPrefetch: isDocument && arrival.isFromPrefetch,
    taskMs: after - before,
  };
}

/** Runs in the page: the box of the first link to this path whose middle can be pressed. */
function visibleLink(path: string): Box | undefined {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a:not(.editor a)')) {
    if (link.pathname.replace(/[.]html$/, '') !== path) continue;
    const [box] = link.getClientRects();
    if (box === undefined) continue;
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (at !== null && link.contains(at)) return box.toJSON() as Box;
  }
  return undefined;
}

function arrivalOf(page: Page): Promise<{timeOrigin: number; isFromPrefetch: boolean}> {
  return page.evaluate(() => {
    const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
      deliveryType?: string;
      activationStart?: number;
    })[];
    const isFromPrefetch =
      entry?.deliveryType === 'navigational-prefetch' || (entry?.activationStart ?? 0) > 0;
    return {timeOrigin: performance.timeOrigin, isFromPrefetch};
  });
}

async function taskMs(cdp: CDPSession): Promise<number> {
  const {metrics} = await cdp.send('Performance.getMetrics');
  return 1000 * (metrics.find(({name}) => name === 'TaskDuration')?.value ?? NaN);
}
