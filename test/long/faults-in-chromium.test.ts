// Faults that only a real browser can have: its devtools protocol injects them.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {openPage, waitForKit} from '../../scripts/test/soak/open-page.js';
import {startSite} from '../../scripts/test/soak/site.js';
import {preloadLimits} from '../../src/preload/budget.js';
import {PreloadSite, sessionOf, visited, waitFor} from '../pages/preload-site.js';

const kit = '<script type="module" src="/kit/index.js"></script>';

function head(title: string): string {
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/style.css">`;
}

const button = '<predictive-button id="far">far</predictive-button>';

const manyLinks = Array.from({length: 1000}, (_, i) => `<a href="/many/${i}">${i}</a>`).join(' ');

const pages: Record<string, string> = {
  '/buttons': `<predictive-region learn="off" persist="none">${button}
    <predictive-button id="near">near</predictive-button></predictive-region>`,
  '/links': `<predictive-region targets="a" preload="prefetch">${manyLinks}</predictive-region>`,
  '/broken': `<predictive-region targets="a" preload="prefetch">
    ${['500', '401', 'redirect', 'never'].map((kind) => `<a id="${kind}" class="big" href="/answers/${kind}">${kind}</a>`).join(' ')}
    </predictive-region>`,
};

const style = `#far, #near {position: fixed; width: 120px; height: 60px}
  #far {left: 300px; top: 300px} #near {left: 60px; top: 300px}
  .big {display: inline-block; width: 120px; height: 60px; margin-top: 200px}`;

const site = new PreloadSite((path) => {
  if (path === '/style.css') return {body: style, type: 'text/css'};
  const [, kind] = /^\/answers\/(\w+)/.exec(path) ?? [];
  if (kind === 'never') return {delayMs: 60_000};
  if (kind === 'redirect') return {status: 302, headers: {location: '/redirected'}};
  if (kind !== undefined) return {status: Number(kind)};
  const body = pages[path];
  if (body === undefined) return {};
  const policy =
    "script-src 'self' 'inline-speculation-rules'; worker-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types predictive-buttons";
  return {body: head(path) + body + kit, headers: {'content-security-policy': policy}};
});

const chromium = visited(site);

async function open(
  path: string,
): Promise<{page: Page; errors: unknown[]; violations: () => Promise<string[]>}> {
  const page = await chromium.browser.newPage();
  const errors: unknown[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.setViewport({width: 600, height: 500});
  await page.evaluateOnNewDocument(() => {
    const seen: string[] = [];
    Object.assign(window, {seen});
    document.addEventListener('securitypolicyviolation', ({violatedDirective, sample}) =>
      seen.push(`${violatedDirective} ${sample}`),
    );
  });
  await page.goto(site.origin() + path);
  await page.waitForFunction(() => customElements.get('predictive-button') !== undefined);
  const violations = (): Promise<string[]> =>
    page.evaluate(() => (window as unknown as {seen: string[]}).seen);
  return {page, errors, violations};
}

/** The ids of the highlighted elements. */
function predicted(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(':state(predicted), [data-predicted]')].map(({id}) => id),
  );
}

/** Approaches a place from above, until `isDone`. */
async function approachUntil(
  page: Page,
  [x, y]: readonly [number, number],
  isDone: () => Promise<boolean>,
): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    for (let step = 0; step <= 12; step++) {
      await page.mouse.move(x, 20 + ((y - 60 - 20) * step) / 12);
      await new Promise((resolve) => setTimeout(resolve, 12));
    }
    const until = performance.now() + 1000;
    while (performance.now() < until) if (await isDone()) return;
  }
  assert.fail('never came');
}

for (const [what, change] of [
  [
    'the device pixel ratio',
    (page: Page) => page.setViewport({width: 600, height: 500, deviceScaleFactor: 2}),
  ],
  ['the size of the window', (page: Page) => page.setViewport({width: 500, height: 460})],
  ['the zoom', (page: Page) => sessionOf(page).send('Emulation.setPageScaleFactor', {pageScaleFactor: 1.25})],
] as const)
  test(`F43 a change of ${what} on the way leaves no stale highlight, and the next tick has fresh boxes`, async () => {
    const {page, errors} = await open('/buttons');
    await approachUntil(page, [360, 330], async () => (await predicted(page)).includes('far'));
    // The page is laid out anew: the other button is now where the pointer heads for.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('#far {left: 60px !important} #near {left: 300px !important}');
      document.adoptedStyleSheets = [sheet];
    });
    await change(page);
    // Input is in pixels of the window.
    const scale = await page.evaluate(() => visualViewport!.scale);
    assert.equal(scale, what === 'the zoom' ? 1.25 : 1);
    await approachUntil(
      page,
      [360 * scale, 330 * scale],
      async () => (await predicted(page)).join() === 'near',
    );
    assert.deepEqual(errors, []);
    await page.close();
  });

test('F67 a pointer swept over 1,000 links requests two at once at most, within the budget, each once', async () => {
  const {page, errors} = await open('/links');
  for (let sweep = 0; sweep < 6; sweep++)
    for (let x = 5; x < 590; x += 10) await page.mouse.move(x, 20 + ((sweep * 83 + x / 3) % 460));
  const links = site.seen('/many/');
  assert.ok(links.length > 0);
  assert.ok(Math.max(0, ...links.map(({atOnce}) => atOnce)) <= preloadLimits.atOnce);
  assert.ok(links.length <= preloadLimits.requestsPerMinute);
  assert.equal(new Set(links.map(({path}) => path)).size, links.length);
  assert.deepEqual(errors, []);
  await page.close();
});

for (const kind of ['500', '401', 'redirect', 'never'])
  test(`F68 a preload that is answered by ${kind} is silent, and the click is not affected`, async () => {
    const {page, errors} = await open('/broken');
    await page.evaluate(() => {
      const failed: string[] = [];
      Object.assign(window, {failed, clicks: 0});
      addEventListener(
        'predictive-error',
        (event) => failed.push((event as unknown as {error: {code: string}}).error.code),
        true,
      );
      addEventListener('click', (event) => {
        event.preventDefault();
        (window as unknown as {clicks: number}).clicks++;
      });
    });
    const box = (await (await page.$(`[id="${kind}"]`))!.boundingBox())!;
    const place = [box.x + box.width / 2, box.y + box.height / 2 + 50] as const;
    await approachUntil(page, place, () => Promise.resolve(site.seen(`/answers/${kind}`).length > 0));
    await page.mouse.click(place[0], place[1] - 50);
    await waitFor(
      () => page.evaluate(() => (window as unknown as {clicks: number}).clicks === 1),
      'the click',
    );
    assert.deepEqual(await page.evaluate(() => (window as unknown as {failed: string[]}).failed), []);
    assert.deepEqual(errors, []);
    await page.close();
  });

test('F69 a strict policy with trusted types is not violated by predicting, preloading and pressing', async () => {
  const {page, errors, violations} = await open('/broken');
  await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
  const before = site.seen('/answers/500').length;
  await approachUntil(page, [60, 280], () => Promise.resolve(site.seen('/answers/500').length > before));
  await page.mouse.click(60, 230);
  assert.deepEqual(await violations(), []);
  assert.deepEqual(errors, []);
  await page.close();
});

describe('with the worker', () => {
  let sources: Awaited<ReturnType<typeof startSite>>;
  before(async () => {
    sources = await startSite();
  });
  after(() => sources.stop());

  /** Runs in the page: a region with 100 samples in storage, which trains. */
  async function train(): Promise<void> {
    const load = (path: string): Promise<unknown> => import(path) as Promise<unknown>;
    const {dataset} = (await load('/test/support/dataset.ts')) as {dataset: (count: number) => File};
    const regions = ['one', 'two'].map(() => {
      const region = document.createElement('predictive-region');
      for (const [name, value] of Object.entries({
        persist: 'local',
        learn: 'manual',
        backend: 'cpu',
        name: 'x',
      }))
        region.setAttribute(name, value);
      document.body.append(region);
      return region;
    });
    await regions[0]!.importDataset(dataset(100));
    const begun = new Promise((resolve) =>
      regions[0]!.addEventListener('predictive-train', ({phase}) => phase === 'epoch' && resolve(undefined)),
    );
    for (const region of regions) region.train().catch(() => undefined);
    await begun;
  }

  test('F46 two regions with one learner train in one worker', async () => {
    const {page, context, errors} = await openPage(chromium.browser, sources.page);
    await page.evaluate(train);
    assert.equal(page.workers().length, 1);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('F89 saved samples are there after the tab has crashed while training', async () => {
    const {page, context} = await openPage(chromium.browser, sources.page);
    await page.evaluate(train);
    const session = await page.createCDPSession();
    const crashed = new Promise((resolve) => page.once('error', resolve));
    // Never answered: there is nobody left.
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    const next = await context.newPage();
    await waitForKit(next, sources.page);
    const count = await next.evaluate(async () => {
      const region = document.createElement('predictive-region');
      region.setAttribute('persist', 'local');
      region.setAttribute('learn', 'manual');
      region.setAttribute('name', 'x');
      document.body.append(region);
      await region.exportDataset();
      return region.sampleCounts.count;
    });
    assert.equal(count, 100);
    await context.close();
  });
});
