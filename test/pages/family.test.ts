import assert from 'node:assert/strict';
import {beforeEach, describe, it} from 'node:test';
import type {Page} from 'puppeteer-core';
import {bundle} from '../../scripts/build/bundle.js';
import {forPlainPages} from '../../scripts/build/bundle-package.js';
import {PreloadSite, visitedAfter, waitFor} from './preload-site.js';

const head =
  '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title><script type="module" src="/kit/predictive-buttons.js"></script>';

const pages: Record<string, string> = {
  '/plain': '<predictive-region><predictive-button>Save</predictive-button></predictive-region>',
  '/toggle':
    '<predictive-region><predictive-toggle-button name="a">Bold</predictive-toggle-button></predictive-region>',
};

/** Scripts by path. */
const scripts = new Map<string, string>();

const site = new PreloadSite((path) => {
  const script = scripts.get(path);
  if (script !== undefined) return {body: script, type: 'text/javascript'};
  const body = pages[path];
  return body === undefined ? {status: 404} : {body: head + body};
});

let page: Page;

const chromium = visitedAfter(async () => {
  for (const {name, code} of await bundle(forPlainPages)) scripts.set(`/kit/${name}`, code);
  await site.start();
}, site);

beforeEach(async () => {
  page = await chromium.browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const told: string[] = [];
    Object.assign(window, {told});
    addEventListener(
      'predictive-error',
      ({target, error}) => {
        told.push(`${(target as Element).localName} ${error.code}`);
      },
      true,
    );
  });
  site.requests.length = 0;
});

const told = (): Promise<string[]> => page.evaluate(() => (window as unknown as {told: string[]}).told);

describe('the rest of the family, as the package has it for plain pages', () => {
  it('is not requested by a page with a region and a button', async () => {
    await page.goto(`${site.origin()}/plain`, {waitUntil: 'networkidle0'});
    const kit = site.seen('/kit/').map(({path}) => path);
    assert.ok(kit.includes('/kit/predictive-buttons.js'));
    // The region's own parts, which it loads when the page is idle.
    const own = /\/(predictive-buttons|plain-(session|target-marks|touch|shared-[\w-]+))\.js$/;
    assert.deepEqual(
      kit.filter((path) => !own.test(path)),
      [],
    );
    // Nor is it inside those: lit's templates are needed by the family alone.
    const code = kit.map((path) => scripts.get(path)).join('');
    assert.ok(!code.includes('litHtmlVersions'));
    assert.ok([...scripts.values()].join('').includes('litHtmlVersions'));
    await page.close();
  });

  it('is told when it cannot be loaded, by the element, and asked for again until it is there', async () => {
    const file = [...scripts.keys()].find((path) => path.includes('plain-toggle-button'))!;
    const script = scripts.get(file)!;
    scripts.delete(file);
    await page.goto(`${site.origin()}/toggle`);
    await waitFor(async () => (await told()).length > 0, 'the failure is told');
    assert.deepEqual(await told(), ['predictive-toggle-button chunk-unavailable']);
    scripts.set(file, script);
    await page.waitForFunction(() => customElements.get('predictive-toggle-button') !== undefined, {
      timeout: 15_000,
    });
    await page.waitForFunction(
      () =>
        document.querySelector('predictive-toggle-button')!.shadowRoot?.querySelector('button') instanceof
        Element,
    );
    await page.click('predictive-toggle-button');
    assert.equal(await page.$eval('predictive-toggle-button', ({pressed}) => pressed), true);
    assert.equal((await told()).length, 1);
    await page.close();
  });
});
