// Regions in frames: each is a page of its own.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import type {Browser, Frame, Page} from 'puppeteer-core';
import type {} from '../../src/index.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {launch} from '../../tools/chromium.js';
import {waitFor} from '../pages/preload-site.js';
import {madeUpSamples} from '../learning/samples.js';
import {PackageSite} from './package-site.js';

const region = (name: string): string => `<predictive-region learn="manual" backend="cpu" name="${name}">
  <predictive-button id="one">one</predictive-button>
  <predictive-button id="two">two</predictive-button></predictive-region>`;

const head = (title: string): string =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">
  <style>body {margin: 0} iframe {position: fixed; left: 0; top: 320px; width: 600px; height: 300px; border: 0}
    predictive-button {position: fixed; top: 200px; width: 120px; height: 60px}
    #one {left: 60px} #two {left: 240px}</style>
  <script type="module" src="/kit/predictive-buttons.js"></script>`;

const site = new PackageSite({
  pages: {
    '/': {body: `${head('page')}${region('outer')}${region('outer')}<iframe src="/frame"></iframe>`},
    '/frame': {body: `${head('frame')}${region('inner')}`},
  },
});

let browser: Browser;

before(async () => {
  await site.start();
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.stop();
});

async function open(): Promise<{page: Page; frame: Frame; errors: unknown[]}> {
  const page = await browser.newPage();
  await page.setViewport({width: 600, height: 640});
  const errors: unknown[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.goto(site.origin);
  const frame = await page.waitForFrame((each) => each.url().endsWith('/frame'));
  for (const each of [page, frame])
    await each.waitForFunction(() => customElements.get('predictive-button') !== undefined);
  return {page, frame, errors};
}

function isLit(frame: Frame | Page, id: string): Promise<boolean> {
  return frame.evaluate((key) => document.querySelector(`#${key}:state(predicted)`) !== null, id);
}

/** Moves towards a button of the page, or of the frame below it, until it is predicted. */
async function approach(page: Page, frame: Frame | Page, {x, top}: {x: number; top: number}): Promise<void> {
  await waitFor(
    async () => {
      for (let y = 10; y <= 160; y += 12) {
        await page.mouse.move(x, top + y);
        await new Promise((resolve) => setTimeout(resolve, 12));
      }
      return isLit(frame, 'two');
    },
    'a prediction',
    30_000,
  );
}

test('F46 a region in a frame predicts and scores its own buttons, and the page around it nothing', async () => {
  const {page, frame, errors} = await open();
  const changes = (each: Frame | Page): Promise<void> =>
    each.evaluate(() => {
      Object.assign(window, {changes: 0});
      addEventListener('predictive-change', () => (window as unknown as {changes: number}).changes++, true);
    });
  const changesOf = (each: Frame | Page): Promise<number> =>
    each.evaluate(() => (window as unknown as {changes: number}).changes);
  await changes(page);
  await changes(frame);
  await approach(page, frame, {x: 300, top: 320});
  await page.mouse.click(300, 320 + 230);
  assert.equal(await changesOf(page), 0);
  assert.ok((await changesOf(frame)) > 0);
  const presses = (each: Frame | Page): Promise<number> =>
    each.evaluate(() => document.querySelector('predictive-region')!.scorecard.presses);
  await waitFor(async () => (await presses(frame)) === 1, 'the press to count');
  assert.equal(await presses(page), 0);
  // And the other way round.
  const before = await changesOf(frame);
  await approach(page, page, {x: 300, top: 0});
  assert.equal(await isLit(frame, 'two'), false);
  const since = await frame.evaluate(() =>
    [...document.querySelectorAll(':state(predicted)')].map(({id}) => id),
  );
  assert.deepEqual(since, []);
  // Leaving it has cleared what it predicted, at most.
  assert.ok((await changesOf(frame)) <= before + 1);
  assert.deepEqual(errors, []);
  await page.close();
});

test('F46 all regions of a page train in one worker at a time, and a frame in its own', async () => {
  const {page, frame, errors} = await open();
  // Named workers of the page and of the frame, and how many of each there are at once.
  const train = (each: Frame | Page): Promise<{most: number; all: number}> =>
    each.evaluate(
      async (dataset) => {
        let alive = 0;
        let most = 0;
        let all = 0;
        const {Worker: Original} = window;
        window.Worker = class extends Original {
          #isOver = false;
          constructor(url: string | URL, options?: WorkerOptions) {
            super(url, options);
            most = Math.max(most, ++alive);
            all++;
          }
          override terminate(): void {
            if (!this.#isOver) alive--;
            this.#isOver = true;
            super.terminate();
          }
        };
        const regions = [...document.querySelectorAll('predictive-region')];
        await regions[0]!.importDataset(new Blob([dataset]));
        // Several calls, of several regions.
        await Promise.all(regions.flatMap((region) => [region.train(), region.train()]));
        return {most, all};
      },
      formatDataset(madeUpSamples({count: 60})),
    );
  const [ofPage, ofFrame] = await Promise.all([train(page), train(frame)]);
  assert.deepEqual(ofPage, {most: 1, all: 1});
  assert.deepEqual(ofFrame, {most: 1, all: 1});
  // Each has what it has learned, and not what the other has.
  await frame.evaluate(() => document.querySelector('predictive-region')!.forget());
  const counts = (each: Frame | Page): Promise<number> =>
    each.evaluate(() => document.querySelector('predictive-region')!.sampleCounts.count);
  assert.equal(await counts(frame), 0);
  assert.equal(await counts(page), 60);
  assert.deepEqual(errors, []);
  await page.close();
});

test('F46 a frame that is removed while it trains takes its worker along, and the page goes on', async () => {
  const {page, frame, errors} = await open();
  await frame.evaluate(
    async (dataset) => {
      const region = document.querySelector('predictive-region')!;
      await region.importDataset(new Blob([dataset]));
      const begun = new Promise((resolve) =>
        region.addEventListener('predictive-train', ({phase}) => phase === 'epoch' && resolve(undefined)),
      );
      region.train().catch(() => undefined);
      await begun;
    },
    formatDataset(madeUpSamples({count: 200})),
  );
  await page.evaluate(() => document.querySelector('iframe')!.remove());
  await waitFor(() => page.workers().length === 0, 'the worker to end', 20_000);
  await approach(page, page, {x: 300, top: 0});
  assert.deepEqual(errors, []);
  await page.close();
});
