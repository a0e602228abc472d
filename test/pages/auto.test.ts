import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {Page} from 'puppeteer-core';
import {seededRandom} from '../../src/core/random.js';
import {bundle, type BundleOptions} from '../../scripts/build/bundle.js';
import {autoRegion, autoScript, forPlainPages} from '../../scripts/build/bundle-package.js';
import {handPath} from '../support/approaches.js';
import {PreloadSite, visitedAfter, waitFor} from './preload-site.js';

const viewport = {width: 800, height: 600};

const content = `<main>
  <a id="first" href="/first" style="position: absolute; left: 500px; top: 420px; width: 160px; height: 60px">First</a>
  <a id="second" href="/second" style="position: absolute; left: 100px; top: 420px; width: 160px; height: 60px">Second</a>
</main>`;

/** Keeps `load` from firing, so that the page is never idle. */
const neverLoads = '<img src="/never.png" alt="">';

const pages: Record<string, string> = {
  '/classic': `<script src="/kit/auto.js" async></script>${content}`,
  '/module': `<script type="module" src="/kit/auto.js"></script>${content}`,
  '/twice': `<script src="/kit/auto.js" async></script><script type="module" src="/kit/auto.js?2"></script>${content}`,
  '/narrow': `<script src="/kit/auto.js" async data-targets="#second" data-preload="prefetch" data-highlight="ring"></script>${content}`,
  '/never-idle': `<script src="/kit/auto.js" async></script>${content}${neverLoads}`,
  '/region': `<script type="module" src="/kit/predictive-buttons.js"></script>
    <predictive-region targets="a" preload="prefetch">${content}</predictive-region>${neverLoads}`,
};

/** Scripts by path, the delay of each, and when each was requested. */
const scripts = new Map<string, string>();
const delays = new Map<string, number>();

const site = new PreloadSite((path) => {
  const [file = ''] = path.split('?');
  const script = scripts.get(file);
  if (script !== undefined) return {body: script, type: 'text/javascript', delayMs: delays.get(file) ?? 0};
  if (file.startsWith('/kit/')) return {status: 404};
  if (file === '/never.png') return {delayMs: 60_000};
  const body = pages[file];
  const head = '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>';
  return body === undefined ? {delayMs: 50} : {body: head + body};
});

let page: Page;
let messages: string[];

async function add(options: BundleOptions): Promise<void> {
  for (const {name, code} of await bundle(options)) scripts.set(`/kit/${name}`, code);
}

const chromium = visitedAfter(async () => {
  for (const options of [autoScript, autoRegion, forPlainPages]) await add(options);
  await site.start();
}, site);

beforeEach(async () => {
  site.requests.length = 0;
  delays.clear();
  messages = [];
  page = await chromium.browser.newPage();
  await page.setViewport(viewport);
  page.on('pageerror', (error) => messages.push(String(error)));
  page.on('console', (message) => messages.push(message.text()));
  await page.evaluateOnNewDocument(() => {
    Object.assign(window, {codes: []});
    addEventListener(
      'predictive-error',
      (event) =>
        (window as unknown as {codes: string[]}).codes.push(
          (event as unknown as {error: {code: string}}).error.code,
        ),
      true,
    );
  });
});

/** Moves like a hand, in real time, from the upper middle to a place, and stays there. Resolves to the start time. */
async function move(to: [x: number, y: number]): Promise<number> {
  const start = performance.now();
  let at = start;
  for (const [x, y, ms = 0] of handPath({from: [380, 40], to, random: seededRandom(3)})) {
    at += ms;
    if (at > performance.now()) await delay(at - performance.now());
    await page.mouse.move(x, y);
  }
  return start;
}

function requestOf(path: string): {beganAt: number; purpose: unknown} | undefined {
  const [seen] = site.seen(path);
  return seen && {beganAt: seen.beganAt, purpose: seen.headers['sec-purpose']};
}

async function isIdle(): Promise<void> {
  await page.waitForFunction(() => document.querySelector('predictive-region') !== null);
}

describe('auto', () => {
  for (const path of ['/classic', '/module'])
    it(`prefetches the link before it is pressed, by a ${path.slice(1)} script, and writes nothing into the page`, async () => {
      await page.goto(site.origin() + path);
      await isIdle();
      const before = await page.$eval('main', ({outerHTML}) => outerHTML);
      await move([580, 450]);
      await waitFor(() => requestOf('/first'), 'the link is prefetched');
      assert.equal(requestOf('/first')!.purpose, 'prefetch');
      assert.equal(requestOf('/second'), undefined);
      assert.equal(await page.$eval('main', ({outerHTML}) => outerHTML), before);
      assert.equal(await page.$$eval('predictive-region', ({length}) => length), 1);
      assert.deepEqual(messages, []);
    });

  it('requests only itself until the page is idle or the user acts', async () => {
    await page.goto(`${site.origin()}/never-idle`, {waitUntil: 'domcontentloaded'});
    await delay(300);
    assert.deepEqual(
      site.seen('/kit/').map(({path}) => path),
      ['/kit/auto.js'],
    );
  });

  it('creates one region, however many script tags there are', async () => {
    await page.goto(`${site.origin()}/twice`);
    await isIdle();
    await delay(200);
    assert.equal(await page.$$eval('predictive-region', ({length}) => length), 1);
    assert.deepEqual(messages, []);
  });

  it('applies the script tag’s settings', async () => {
    await page.goto(`${site.origin()}/narrow`);
    await isIdle();
    await move([180, 450]);
    await waitFor(() => requestOf('/second'), 'the link is prefetched');
    await page.waitForSelector('#second[data-predicted]');
    await move([580, 450]);
    await delay(300);
    assert.equal(requestOf('/first'), undefined);
  });

  it('goes on after a client router has replaced the body', async () => {
    await page.goto(`${site.origin()}/classic`);
    await isIdle();
    await page.evaluate(() => {
      const body = document.createElement('body');
      body.innerHTML =
        '<a href="/third" style="position: absolute; left: 500px; top: 420px; width: 160px; height: 60px">Third</a>';
      document.body.replaceWith(body);
    });
    await move([580, 450]);
    await waitFor(() => requestOf('/third'), 'the new link is prefetched');
    assert.deepEqual(messages, []);
  });

  it('reports a failed load once, and loads when the file is available again', async () => {
    const file = '/kit/auto-region.js';
    const script = scripts.get(file)!;
    scripts.delete(file);
    await page.goto(`${site.origin()}/classic`);
    const codes = (): Promise<string[]> =>
      page.evaluate(() => (window as unknown as {codes: string[]}).codes);
    await waitFor(async () => (await codes()).length > 0, 'the error is told');
    await move([180, 450]);
    assert.deepEqual(await codes(), ['chunk-unavailable']);
    scripts.set(file, script);
    await delay(5000);
    await move([580, 450]);
    await isIdle();
    await waitFor(() => requestOf('/first'), 'the link is prefetched');
    assert.deepEqual(await codes(), ['chunk-unavailable']);
  });
});

describe('a page whose engine is not loaded yet', () => {
  for (const [path, chunk] of [
    ['/never-idle', '/kit/auto-region.js'],
    ['/region', '/kit/plain-session.js'],
  ] as const)
    it(`predicts the first approach although ${chunk.split('/').at(-1)} takes 250 ms: the earlier input is kept`, async () => {
      delays.set(chunk, 250);
      await page.goto(site.origin() + path, {waitUntil: 'domcontentloaded'});
      await page.waitForFunction(
        (isRegion: boolean) => !isRegion || customElements.get('predictive-region') !== undefined,
        {},
        path === '/region',
      );
      await delay(200);
      assert.equal(requestOf(chunk), undefined);
      const start = await move([580, 450]);
      const end = performance.now();
      await waitFor(() => requestOf('/first'), 'the link is prefetched', 1000);
      // The hand's first movement requested it; it arrived during the movement, in time to predict from all of it.
      const asked = requestOf(chunk)!.beganAt;
      assert.ok(asked > start && asked < (start + end) / 2, `asked for after ${asked - start} ms`);
      const prefetched = requestOf('/first')!.beganAt;
      assert.ok(prefetched > asked + 250 && prefetched < end + 150, `prefetched at ${prefetched - end} ms`);
      assert.deepEqual(messages, []);
    });
});
