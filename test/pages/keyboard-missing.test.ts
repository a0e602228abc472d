import assert from 'node:assert/strict';
import {after, before, test} from 'node:test';
import type {Browser} from 'puppeteer-core';
import {launch} from '../../tools/chromium.js';
import {bundleParts, PreloadSite, waitFor} from './preload-site.js';

const body = `<!doctype html><meta charset="utf-8"><title>keys</title><link rel="icon" href="data:,">
<predictive-region learn="off" habits="off"><predictive-button id="one">one</predictive-button></predictive-region>
<script type="module">
  window.log = [];
  addEventListener('predictive-error', ({error}) => log.push(error.code), true);
  addEventListener('click', ({target}) => log.push(target.id), true);
</script>
<script type="module" src="/kit/index.js"></script>`;

const site = new PreloadSite((path) =>
  path.startsWith('/kit/') ? {status: 404, type: 'text/javascript'} : {body},
);
let browser: Browser;

before(async () => {
  const parts = await bundleParts({index: 'src/index.ts'});
  const missing = [...parts.keys()].filter((path) => /\/(keyboard|touch)-/.test(path));
  assert.equal(missing.length, 2);
  for (const path of missing) parts.delete(path);
  await site.start({parts});
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.stop();
});

for (const [part, hasTouch] of [
  ['the keyboard', false],
  ['touch', true],
] as const)
  test(`F13 when the module for ${part} cannot be loaded, there is one error, and buttons work as usual`, async () => {
    const page = await browser.newPage();
    const errors: unknown[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.setViewport({width: 400, height: 300, hasTouch});
    await page.goto(site.origin());
    await page.evaluate(() => customElements.whenDefined('predictive-region'));
    const log = (): Promise<string[]> => page.evaluate(() => (window as unknown as {log: string[]}).log);
    if (hasTouch) {
      await page.tap('#one');
      await page.tap('#one');
    } else {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
    }
    await waitFor(async () => (await log()).length === 3, 'an error and two clicks');
    assert.deepEqual((await log()).toSorted(), ['chunk-unavailable', 'one', 'one']);
    assert.deepEqual(errors, []);
    await page.close();
  });
