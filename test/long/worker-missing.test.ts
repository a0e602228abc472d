// A worker whose file does not come, on a page that learns by itself: real presses go on for a minute.
import assert from 'node:assert/strict';
import {createServer, type ServerResponse} from 'node:http';
import {after, before, describe, it} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import type {} from '../../src/index.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {launch} from '../../tools/chromium.js';
import {listen} from '../../tools/listen.js';
import {madeUpSamples} from '../learning/samples.js';
import {waitFor} from '../pages/preload-site.js';
import {PackageSite} from './package-site.js';

/** Presses after which a region trains again, and more than the kit waits for in three trainings. */
const presses = 60;

const keys = ['one', 'two', 'three'];
const places = keys.map((_, i) => ({x: 160 + 160 * i, y: 330}));

const body = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>
  <style>button {position: fixed; top: 300px; width: 120px; height: 60px}
    #one {left: 100px} #two {left: 260px} #three {left: 420px}</style>
  <predictive-region targets="button" learn="auto" backend="cpu">
    ${keys.map((key) => `<button id="${key}">${key}</button>`).join('')}</predictive-region>
  <script type="module" src="/kit/predictive-buttons.js"></script>`;

let policy: string | undefined;
let instead: ((path: string, response: ServerResponse) => boolean) | undefined;

const site = new PackageSite({
  pages: {'/': {body}},
  headersOf: () => (policy === undefined ? {} : {'content-security-policy': policy}),
  instead: (path, response) => instead?.(path, response) ?? false,
});

/** Shares no file. */
const elsewhere = createServer((_, response) => {
  response.setHeader('content-type', 'text/javascript').end('postMessage({type: "ready"})');
});
let elsewhereOrigin: string;
let browser: Browser;

before(async () => {
  await site.start();
  elsewhereOrigin = await listen(elsewhere);
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.stop();
  elsewhere.close();
});

interface Watched {
  /** Times at which the page started a worker, ms. */
  starts: number[];
  codes: string[];
}

/** Opens a page that notes its workers and the kit's errors, with samples that it has not learned from. */
async function open(workerUrl: string | undefined): Promise<{page: Page; errors: unknown[]}> {
  const page = await browser.newPage();
  await page.setViewport({width: 700, height: 500});
  const errors: unknown[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.evaluateOnNewDocument(() => {
    const watched: Watched = {starts: [], codes: []};
    Object.assign(window, {watched});
    window.Worker = new Proxy(Worker, {
      construct(target, args: [string | URL, WorkerOptions]) {
        watched.starts.push(performance.now());
        return new target(...args);
      },
    });
    addEventListener(
      'predictive-error',
      (event) => watched.codes.push((event as unknown as {error: {code: string}}).error.code),
      true,
    );
  });
  await page.goto(site.origin);
  await page.waitForFunction(() => customElements.get('predictive-region') !== undefined);
  await page.evaluate(
    async (dataset, url) => {
      const region = document.querySelector('predictive-region')!;
      if (url !== undefined) region.setAttribute('worker-url', url);
      await region.importDataset(new Blob([dataset]));
    },
    formatDataset(madeUpSamples({count: 40})),
    workerUrl,
  );
  return {page, errors};
}

async function press(page: Page, index: number): Promise<void> {
  const {x, y} = places[index % 3]!;
  for (let step = 1; step <= 8; step++) {
    await page.mouse.move(x + (40 - 5 * step), y - 30 * (8 - step));
    await new Promise((resolve) => setTimeout(resolve, 12));
  }
  await page.mouse.click(x, y);
}

function watched(page: Page): Promise<Watched> {
  return page.evaluate(() => (window as unknown as {watched: Watched}).watched);
}

/** Presses until the page has started as many workers as it will, and goes on for a while. */
async function pressOn(page: Page): Promise<Watched> {
  let until = Infinity;
  for (let i = 0; i < presses || performance.now() < until; i++) {
    await press(page, i);
    const {starts} = await watched(page);
    if (i < presses) continue;
    // At least half a minute more than the last wait, and at most as long as all of them.
    if (until === Infinity) until = performance.now() + (starts.length >= 4 ? 5000 : 25_000);
  }
  return watched(page);
}

describe('a page that learns by itself, and whose worker', () => {
  for (const [fault, prepare] of [
    [
      'is missing',
      () => {
        instead = (path, response) => {
          if (!path.endsWith('trainer.worker.js')) return false;
          response.writeHead(404).end();
          return true;
        };
      },
    ],
    ['is offline', (page: Page) => page.setOfflineMode(true)],
    ['is on another origin that does not share it', () => {}],
    ['is forbidden by a policy', () => {}],
  ] as const)
    it(`F11 ${fault} asks for it three times more at most, later each time, says so once, and predicts`, async () => {
      policy = fault.includes('policy') ? "worker-src 'none'" : undefined;
      instead = undefined;
      const url = fault.includes('another origin') ? `${elsewhereOrigin}/worker.js` : undefined;
      const {page, errors} = await open(url);
      // What predicting, learning and a press load on the page is there before the network goes.
      for (let i = 0; i < 6; i++) await press(page, i);
      await page.evaluate(() => document.querySelector('predictive-region')!.exportDataset());
      await page.waitForNetworkIdle({idleTime: 1500});
      await prepare(page);
      await page.evaluate(() => {
        const {watched} = window as unknown as {watched: Watched};
        watched.starts.length = 0;
      });
      const {starts, codes} = await pressOn(page);
      assert.ok(starts.length >= 2 && starts.length <= 4, `${starts.length} workers`);
      const waits = starts.slice(1).map((start, i) => start - starts[i]!);
      waits.forEach((waitMs, i) => assert.ok(waitMs >= 950 * 2 ** i, `waits of ${waits.join(', ')} ms`));
      assert.deepEqual(codes, ['worker-unavailable']);
      assert.deepEqual(errors, []);
      await waitFor(
        async () => {
          for (let step = 0; step < 12; step++) {
            await page.mouse.move(320, 40 + 20 * step);
            await new Promise((resolve) => setTimeout(resolve, 12));
          }
          // Which one depends on the habit of the presses before, too.
          return page.evaluate(() => document.querySelector('[data-predicted]') !== null);
        },
        'a prediction',
        20_000,
      );
      await page.close();
    });
});
