// The browser's own back/forward cache.
import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import type {Browser, Page} from 'puppeteer-core';
import {bundleParts, PreloadSite, waitFor} from '../pages/preload-site.js';
import {launchWithPageCache} from './page-cache.js';

const body = (path: string): string => `<!doctype html><title>${path}</title><link rel="icon" href="data:,">
<style>predictive-button {position: fixed; left: 200px; top: 300px; width: 120px; height: 60px}</style>
<predictive-region learn="off"><predictive-button id="one">one</predictive-button></predictive-region>
<script type="module" src="/kit/index.js"></script>`;

const site = new PreloadSite((path) => ({body: body(path)}));
let browser: Browser;

before(async () => {
  await site.start({parts: await bundleParts({index: 'src/index.ts'})});
  browser = await launchWithPageCache();
});

after(async () => {
  await browser.close();
  site.stop();
});

function isPredicted(page: Page): Promise<boolean> {
  return page.evaluate(() => document.querySelector('#one:state(predicted)') !== null);
}

async function approach(page: Page): Promise<void> {
  await waitFor(
    async () => {
      for (let y = 40; y <= 260; y += 15) {
        await page.mouse.move(260, y);
        await new Promise((resolve) => setTimeout(resolve, 12));
      }
      return isPredicted(page);
    },
    'a prediction',
    20_000,
  );
}

test('F40 a page that comes back from the back/forward cache shows no old prediction, and predicts anew', async () => {
  const page = await browser.newPage();
  await page.setViewport({width: 600, height: 500});
  await page.goto(`${site.origin()}/first`);
  await page.evaluate(() => {
    Object.assign(window, {shown: [] as boolean[]});
    addEventListener('pageshow', ({persisted}) => {
      const isLit = document.querySelector('#one:state(predicted)') !== null;
      (window as unknown as {shown: unknown[]}).shown.push({persisted, isLit});
    });
  });
  await approach(page);
  await page.goto(`${site.origin()}/second`);
  await page.goBack();
  const shown = await page.evaluate(() => (window as unknown as {shown: unknown[]}).shown);
  assert.deepEqual(shown, [{persisted: true, isLit: false}]);
  await page.mouse.move(500, 20);
  await approach(page);
  await page.close();
});
