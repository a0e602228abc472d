// What a page leaves alone because the page before it has just requested it: seen by the server.
import assert from 'node:assert/strict';
import {afterEach, beforeEach, test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {Page} from 'puppeteer-core';
import {requestsKey} from '../../src/core/tab-keys.js';
import {restMs} from '../../src/prediction/pace.js';
import {fallMs} from '../../src/preload/running-preloads.js';
import {leftAloneMs} from '../../src/preload/requests-before.js';
import {PreloadSite, visited, waitFor} from './preload-site.js';

/** The middles of the links. */
const guess = [390, 475] as const;
const onward = [390, 55] as const;

/** Time in which a request would have reached the server, ms. */
const requestMs = 400;

let run = 0;

const link = (href: string, [x, y]: readonly [number, number], more = ''): string =>
  `<a href="${href}" style="position:absolute;left:${x - 90}px;top:${y - 25}px;width:180px;height:50px" ${more}>${href}</a>`;

/** Pages that all have the same link to preload, and one to the next page. */
function answer(path: string) {
  const [, of, page] = /^\/from\/(\d+)\/(\d+)$/.exec(path) ?? [];
  if (of === undefined) return {};
  return {
    body: `<!doctype html><title>${page}</title><link rel="icon" href="data:,">
<predictive-region targets="a[href]" preload="prefetch" learn="off" habits="off">
  ${link(`/to/${of}/page`, guess)}
  ${link(`/from/${of}/${Number(page) + 1}`, onward, 'data-preload="none"')}
</predictive-region>
<script>
  preloads = [];
  errors = [];
  addEventListener('preload', ({target}) => preloads.push(target.getAttribute('href')));
  addEventListener('error', ({message}) => errors.push(message));
  addEventListener('unhandledrejection', ({reason}) => errors.push(String(reason)));
</script>
<script type="module" src="/kit/index.js"></script>`,
  };
}

const site = new PreloadSite(answer);
const chromium = visited(site);
let page: Page;

beforeEach(async () => {
  run++;
  page = await chromium.browser.newPage();
  await page.setViewport({width: 800, height: 600});
});
afterEach(() => page.close());

const isKitReady = () => customElements.get('predictive-region') !== undefined;

async function open(): Promise<void> {
  await page.goto(`${site.origin()}/from/${run}/1`);
  await page.waitForFunction(isKitReady);
}

/** Moves as a hand does, slower towards the end, and rests. */
async function approach(): Promise<void> {
  await page.mouse.move(20, 250);
  const steps = 30;
  for (let i = 1; i <= steps; i++) {
    const share = 1 - (1 - i / steps) ** 3;
    await page.mouse.move(20 + (guess[0] - 20) * share, 250 + (guess[1] - 250) * share);
    await delay(16);
  }
  await page.waitForFunction(
    (href) => (globalThis as unknown as {preloads: string[]}).preloads.includes(href),
    {},
    `/to/${run}/page`,
  );
}

/** Follows the link to the next page. */
async function goOn(): Promise<void> {
  const {pathname} = new URL(page.url());
  await page.mouse.click(...onward);
  await waitFor(() => new URL(page.url()).pathname !== pathname, 'the next page');
  await page.waitForFunction(isKitReady);
}

function seen(): number {
  return site.seen(`/to/${run}/`).length;
}

async function requestedOnFirstPage(): Promise<void> {
  await open();
  await approach();
  await site.until(`/to/${run}/`);
}

async function isLeftAlone(): Promise<void> {
  await approach();
  await delay(requestMs);
  assert.equal(seen(), 1);
}

async function isRequestedAgain(): Promise<void> {
  await approach();
  await site.until(`/to/${run}/`, 2);
}

test('what the page before has just requested is left alone, and not shown as preloaded', async () => {
  await requestedOnFirstPage();
  await goOn();
  await isLeftAlone();
  assert.equal(await page.$eval('a', ({dataset}) => dataset.preloadState), undefined);
  const {used, wasted} = await page.evaluate(() => document.querySelector('predictive-region')!.scorecard);
  assert.deepEqual({used, wasted}, {used: 0, wasted: 0});
});

test('it is left alone on the page after the next one, and when the page is loaded again', async () => {
  await requestedOnFirstPage();
  await goOn();
  await goOn();
  await isLeftAlone();
  await page.reload();
  await page.waitForFunction(isKitReady);
  await isLeftAlone();
});

test('a press requests it, and opens it', async () => {
  await requestedOnFirstPage();
  await goOn();
  await isLeftAlone();
  await page.mouse.click(...guess, {delay: 100});
  await waitFor(() => page.url().endsWith(`/to/${run}/page`), 'the page to open');
  assert.equal(seen(), 2);
});

test('requestPreload() requests it', async () => {
  await requestedOnFirstPage();
  await goOn();
  await page.evaluate(() => {
    const button = document.createElement('predictive-button');
    button.href = document.querySelector('a')!.href;
    document.querySelector('predictive-region')!.append(button);
    button.requestPreload();
  });
  await site.until(`/to/${run}/`, 2);
});

test('it is requested again after a while', async () => {
  await requestedOnFirstPage();
  await page.evaluate(
    (key, ms) => {
      const requests = JSON.parse(sessionStorage.getItem(key)!) as [string, number][];
      sessionStorage.setItem(key, JSON.stringify(requests.map(([url, at]) => [url, at - ms])));
    },
    requestsKey,
    leftAloneMs,
  );
  await goOn();
  await isRequestedAgain();
});

/** Ends the approach: a target under the pointer would be preloaded anew at once. */
async function leave(): Promise<void> {
  await page.mouse.move(20, 250, {steps: 10});
  await delay(restMs[1] + fallMs + requestMs);
}

for (const [what, forget] of [
  ['forgetPreloads()', () => document.querySelector('predictive-region')!.forgetPreloads()],
  ['forget()', () => document.querySelector('predictive-region')!.forget()],
  ['deleting the data of the site', () => sessionStorage.clear()],
] as const) {
  test(`${what} on the page itself leaves nothing for the next one`, async () => {
    await requestedOnFirstPage();
    await leave();
    await page.evaluate(forget);
    assert.equal(await page.evaluate((key) => sessionStorage.getItem(key), requestsKey), null);
    await goOn();
    await isRequestedAgain();
  });

  test(`after ${what} on the next page, the next approach requests it again`, async () => {
    await requestedOnFirstPage();
    await goOn();
    await isLeftAlone();
    await leave();
    await page.evaluate(forget);
    assert.equal(await page.evaluate((key) => sessionStorage.getItem(key), requestsKey), null);
    await isRequestedAgain();
  });
}

test('what a person has deleted is not written again with the next request', async () => {
  await requestedOnFirstPage();
  await page.evaluate(() => sessionStorage.clear());
  await page.evaluate(() => {
    const button = document.createElement('predictive-button');
    button.href = `${document.querySelector('a')!.pathname}/other`;
    document.querySelector('predictive-region')!.append(button);
    button.requestPreload();
  });
  await site.until(`/to/${run}/page/other`);
  const stored = await page.evaluate((key) => sessionStorage.getItem(key)!, requestsKey);
  assert.deepEqual(
    (JSON.parse(stored) as [string, number][]).map(([url]) => new URL(url).pathname),
    [`/to/${run}/page/other`],
  );
});

for (const [what, prepare] of [
  [
    'without sessionStorage',
    () => {
      Object.defineProperty(window, 'sessionStorage', {
        get() {
          throw new DOMException('Blocked.', 'SecurityError');
        },
      });
    },
  ],
  [
    'when sessionStorage is full',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('Full.', 'QuotaExceededError');
      };
    },
  ],
  [
    'with something else in sessionStorage',
    () => {
      Storage.prototype.getItem = () => '[7, null, ["x"]]';
    },
  ],
] as const)
  test(`pages preload as always ${what}`, async () => {
    await page.evaluateOnNewDocument(prepare);
    await requestedOnFirstPage();
    await goOn();
    await page.evaluate(() => document.querySelector('predictive-region')!.forgetPreloads());
    await isRequestedAgain();
    const errors = await page.evaluate(() => (globalThis as unknown as {errors: string[]}).errors);
    assert.deepEqual(errors, []);
  });
