import {availableParallelism} from 'node:os';
import type {Browser, Mouse} from 'puppeteer-core';
import {launch} from '../../tools/chromium.js';
import type {Approach} from './approaches.js';
import {navigationPolicies, type NavigationPolicy} from './pages.js';
import {openNavigationSite, type NavigationSite} from './site.js';

/** The result of one click. */
export interface Navigation {
  /** From the click to the content, ms. */
  contentMs: number;
  /** Number of requests for pages of content, the click's own included, and of those that it did not use. */
  requests: number;
  wasted: number;
  /** Time from the first request for its page to the click, ms; 0 if there was none before. */
  leadMs: number;
  /** Whether the browser had rendered its page, or started to, before the click. */
  isPrerendered: boolean;
}

export type Navigations = Record<NavigationPolicy, Navigation[]>;

/** Time from press to release, ms: as in simulated visits, and typical of the recordings. */
const heldMs = 80;

/** Timeout for the content, ms. */
const patienceMs = 20_000;

/**
 * Processors per browser: when two browsers shared two processors, one in four clicks waited for the other
 * browser's, and the measurement was of that wait.
 */
const processorsPerBrowser = 2;

/** Steps that are replayed first, and not counted: they start programs and fill the script cache. */
const warmUpSteps = 10;

/** Replays approaches under every policy, each with the real pointer on a page of its own. */
export async function navigate(
  approaches: readonly Approach[],
  options?: Parameters<typeof openNavigationSite>[0],
): Promise<Navigations> {
  const results: Partial<Navigations>[] = [];
  const site = await openNavigationSite(options);
  const browsers: Browser[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const browser = await launch();
    browsers.push(browser);
    await inTurn(0, async (policy) => {
      const {steps, ...scene} = approaches[0]!;
      await click(browser, site, {policy, approach: {...scene, steps: steps.slice(-warmUpSteps)}});
    });
    for (let index = next++; index < approaches.length; index = next++) {
      const result: Partial<Navigations> = (results[index] = {});
      await inTurn(index, async (policy) => {
        result[policy] = [await click(browser, site, {policy, approach: approaches[index]!})];
      });
    }
  };
  try {
    const browsersAtMost = Math.max(1, Math.floor(availableParallelism() / processorsPerBrowser));
    const workers = Math.min(browsersAtMost, approaches.length);
    await Promise.all(Array.from({length: workers}, work));
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    site.close();
  }
  const entries = navigationPolicies.map((policy) => [policy, results.flatMap((each) => each[policy]!)]);
  // Every policy has replayed every approach.
  return Object.fromEntries(entries) as Navigations;
}

/** Starts each approach with another policy, so that none always comes first. */
async function inTurn(turn: number, run: (policy: NavigationPolicy) => Promise<void>): Promise<void> {
  const {length} = navigationPolicies;
  for (let i = 0; i < length; i++) await run(navigationPolicies[(turn + i) % length]!);
}

async function click(
  browser: Browser,
  site: NavigationSite,
  {policy, approach}: {policy: NavigationPolicy; approach: Approach},
): Promise<Navigation> {
  const {viewport, targets, steps} = approach;
  const visit = site.visit({policy, targets});
  // A context of its own: an empty cache, and every page it opens closes with it.
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(String(error)));
    await page.setViewport({width: Math.ceil(viewport[0]), height: Math.ceil(viewport[1])});
    await page.goto(visit.url);
    await page.waitForSelector('[data-ready]');
    // Without a debugging session of our own: Chromium does not prerender for a page that has one.
    await movePointer(page.mouse, steps);
    const arrival = await within(patienceMs, visit.arrival, `${policy}: the content did not come.`);
    const {clickedAt, contentAt, isPrerendered, target} = arrival;
    if (target !== steps.at(-1)!.target || !(clickedAt > 0 && contentAt > clickedAt))
      throw new Error(`${policy}: ${JSON.stringify(arrival)} is not what the click has to lead to.`);
    const requests = visit.requests.length;
    return {
      contentMs: contentAt - clickedAt,
      requests,
      // One request is necessary, at whatever time.
      wasted: requests - 1,
      leadMs: Math.max(0, clickedAt - visit.requests.find((request) => request.target === target)!.at),
      isPrerendered,
    };
  } finally {
    await context.close();
  }
}

/** Performs the steps, each at its time, and releases the last press. */
async function movePointer(mouse: Mouse, steps: Approach['steps']): Promise<void> {
  const start = performance.now() - steps[0]!.t;
  const last = steps.at(-1)!;
  for (const {kind, t, x, y} of [...steps, {...last, kind: 'up', t: last.t + heldMs} as const]) {
    const waitMs = start + t - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    // The last steps have no reply, because their page has gone.
    (kind === 'move' ? mouse.move(x, y) : mouse[kind]()).catch(() => {});
  }
}

async function within<Value>(ms: number, promise: Promise<Value>, otherwise: string): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
