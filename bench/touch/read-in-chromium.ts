import {createServer} from 'node:http';
import type {Browser, Page} from 'puppeteer-core';
import type {PageView} from '../../pretrain/touch/read.js';
import {bundleForPage} from '../../tools/bundle-for-page.js';
import {launch} from '../../tools/chromium.js';
import {listen} from '../../tools/listen.js';
import {touchPolicies, type ViewReport} from './report.js';
import type {PersonsViews} from './views.js';

/** A page view, and what each policy did on it. */
export interface ReadView {
  view: PageView;
  reports: ViewReport[];
}

const page = `<!doctype html><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>touch</title>
<style>
  body { margin: 0 }
  main { position: relative; overflow: hidden }
  a { display: block; background: #ddd; overflow: hidden; font-size: 8px }
</style><main></main><script type="module" src="/touch-page.js"></script>`;

/** Has the pages read in Chromium, which emulates a phone, with each policy on a page of its own. */
export async function readInChromium(people: readonly PersonsViews[]): Promise<ReadView[]> {
  const server = await serve();
  const browser = await launch();
  const results: ReadView[][] = [];
  try {
    for (const [index, views] of people.entries()) {
      const read = views.map((view): ReadView => ({view, reports: []}));
      results[index] = read;
      // Pages of one browser draw their frames side by side.
      const byPolicy = await Promise.all(
        touchPolicies.map((policy) => readAs(browser, {views, policy, url: server.url})),
      );
      for (const reports of byPolicy) reports.forEach((report, at) => read[at]!.reports.push(report));
    }
    return results.flat();
  } finally {
    await browser.close();
    server.close();
  }
}

/** One person's pages with one policy, in a browser context of their own: only there are their habits known. */
async function readAs(
  browser: Browser,
  {views, policy, url}: {views: PersonsViews; policy: (typeof touchPolicies)[number]; url: string},
): Promise<ViewReport[]> {
  const context = await browser.createBrowserContext();
  const reports: ViewReport[] = [];
  try {
    const tab = await context.newPage();
    tab.on('pageerror', (error) => console.error(String(error)));
    for (const [id, view] of views.entries()) {
      await open(tab, view, url);
      reports.push(
        await tab.evaluate((read, at) => window.readView(read, at), view as never, {policy, id} as never),
      );
    }
    return reports;
  } finally {
    await context.close();
  }
}

async function open(tab: Page, {page: {width, height}}: PageView, url: string): Promise<void> {
  await tab.setViewport({width, height, isMobile: true, hasTouch: true});
  await tab.goto(url);
  await tab.waitForFunction(() => 'readView' in window);
}

async function serve(): Promise<{url: string; close: () => void}> {
  const answers: Record<string, [type: string, body: string]> = {
    '/': ['text/html', page],
  };
  const entries = {'touch-page': 'bench/touch/page/touch-page.ts', foresight: 'js.foresight'};
  for (const [path, script] of await bundleForPage(entries)) answers[path] = ['text/javascript', script];
  const server = createServer(({url = '/'}, response) => {
    const [path] = url.split('?') as [string];
    const [type, body] = answers[path] ?? ['text/html', '<!doctype html><title>content</title>'];
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(body);
  });
  return {url: await listen(server), close: () => void server.close()};
}
