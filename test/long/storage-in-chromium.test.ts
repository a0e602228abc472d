// What the browser itself does to what is stored: it runs out of room, clears it, and holds it in another tab.
import assert from 'node:assert/strict';
import {afterEach, test} from 'node:test';
import type {BrowserContext, Page} from 'puppeteer-core';
import {waitForKit} from '../../scripts/test/soak/open-page.js';
import type {Sample} from '../../src/core/sample.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {launch} from '../../tools/chromium.js';
import {madeUpSamples} from '../learning/samples.js';
import {waitFor} from '../pages/preload-site.js';
import {visitedSources} from './sources-site.js';

const site = visitedSources();
let context: BrowserContext;

afterEach(() => context.close());

interface Kept {
  region: HTMLElementTagNameMap['predictive-region'];
  codes: string[];
}

/** `count` samples whose ids begin with `tag`, of this day. */
function samplesOf(count: number, tag: string, day = 0): Sample[] {
  return madeUpSamples({count}).map((sample) => ({
    ...sample,
    id: `${tag}-${sample.id}`,
    time: sample.time + day * 86_400_000,
  }));
}

/** Their file. */
function fileOf(count: number, tag: string, day = 0): string {
  return formatDataset(samplesOf(count, tag, day));
}

/** Their ids, oldest first. */
function idsOf(count: number, tag: string): string[] {
  return samplesOf(count, tag)
    .sort((a, b) => a.time - b.time)
    .map(({id}) => id);
}

/** Adds a region that keeps its samples; it has read what is stored when this resolves. */
async function addRegion(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const region = document.createElement('predictive-region');
    for (const [name, value] of Object.entries({persist: 'local', learn: 'manual', name: 'kept'}))
      region.setAttribute(name, value);
    region.innerHTML = '<predictive-button id="one">one</predictive-button>';
    const codes: string[] = [];
    region.addEventListener('predictive-error', ({error}) => codes.push(error.code));
    Object.assign(window, {region, codes});
    document.body.append(region);
    await region.exportDataset();
  });
}

/** Opens a tab with a region, in the same storage as the others of the test. */
async function openTab(): Promise<Page> {
  const page = await context.newPage();
  await waitForKit(page, site.page);
  await addRegion(page);
  return page;
}

function importInto(page: Page, file: string): Promise<number> {
  return page.evaluate(
    (text) => (window as unknown as Kept).region.importDataset(new File([text], 'more.json')),
    file,
  );
}

/** The ids of the samples that a page has. */
async function idsIn(page: Page): Promise<string[]> {
  const text = await page.evaluate(async () =>
    (await (window as unknown as Kept).region.exportDataset()).text(),
  );
  return (JSON.parse(text) as {samples: {id: string}[]}).samples.map(({id}) => id);
}

function codesOf(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as Kept).codes);
}

async function press(page: Page): Promise<void> {
  await page.bringToFront();
  const clicked = page.evaluate(
    () =>
      new Promise((resolve) =>
        document.querySelector('#one')!.addEventListener('click', resolve, {once: true}),
      ),
  );
  await page.click('#one');
  await clicked;
}

const countOf = (ids: readonly string[], tag: string): number =>
  ids.filter((id) => id.startsWith(`${tag}-`)).length;

test('F20 a browser without room gives the oldest up, tries once more, keeps the rest in memory and says so once', async () => {
  // A browser of its own: Chromium limits nothing in a context that it would forget.
  const own = await launch();
  try {
    context = own.defaultBrowserContext();
    const page = await context.newPage();
    const errors: unknown[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await page.goto(`${site.page}other`);
    const cdp = await page.createCDPSession();
    const {origin} = new URL(site.page);
    // Before the database is opened: Chromium remembers for a while how much room it has.
    await cdp.send('Storage.overrideQuotaForOrigin', {origin, quotaSize: 400_000});
    await waitForKit(page, site.page);
    await addRegion(page);
    await page.evaluate(() => {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- called with `this`
      const {put} = IDBObjectStore.prototype;
      const transactions = new Set<IDBTransaction>();
      IDBObjectStore.prototype.put = function (value, ...key) {
        if (this.name === 'samples') transactions.add(this.transaction);
        return put.call(this, value, ...key);
      };
      Object.assign(window, {writesOf: () => transactions.size});
    });
    const writes = (): Promise<number> =>
      page.evaluate(() => (window as unknown as {writesOf: () => number}).writesOf());
    const before: string[] = [];
    let [batch, writesBefore] = [0, 0];
    for (; batch < 40; batch++) {
      writesBefore = await writes();
      await importInto(page, fileOf(40, `batch${batch}`, batch));
      if ((await codesOf(page)).length > 0) break;
      before.push(...idsOf(40, `batch${batch}`));
    }
    assert.deepEqual(await codesOf(page), ['storage-quota']);
    assert.ok(before.length >= 80, `${before.length} samples fit`);
    assert.equal((await writes()) - writesBefore, 2, 'the write and one more');
    assert.equal(countOf(await idsIn(page), `batch${batch}`), 40, 'what did not fit is in memory');
    await importInto(page, fileOf(10, 'newer', batch + 1));
    assert.equal(countOf(await idsIn(page), 'newer'), 10);
    assert.deepEqual(await codesOf(page), ['storage-quota'], 'said once');
    await press(page);
    assert.deepEqual(errors, []);
    await page.close();
    // Each of the three writes may have given up the oldest quarter of what was there by then, two thirds of the first
    // samples together. What is newer is there, and nothing is half-written.
    const stored = await idsIn(await openTab());
    assert.deepEqual(
      before.slice(Math.ceil(0.7 * before.length)).filter((id) => !stored.includes(id)),
      [],
    );
    assert.deepEqual(
      before.slice(0, Math.floor(before.length / 4)).filter((id) => stored.includes(id)),
      [],
    );
    assert.ok([0, 40].includes(countOf(stored, `batch${batch}`)));
    assert.ok([0, 10].includes(countOf(stored, 'newer')));
  } finally {
    await own.close();
    context = await site.browser.createBrowserContext();
  }
});

test('F24 what the browser clears while two tabs have it open is deleted in both, and both go on', async () => {
  context = await site.browser.createBrowserContext();
  const tabs = [await openTab(), await openTab()] as const;
  await importInto(tabs[0], fileOf(30, 'old'));
  await importInto(tabs[1], fileOf(30, 'old'));
  const cdp = await tabs[0].createCDPSession();
  await cdp.send('Storage.clearDataForOrigin', {
    origin: new URL(site.page).origin,
    storageTypes: 'indexeddb',
  });
  for (const [i, tab] of tabs.entries()) {
    await tab.bringToFront();
    await importInto(tab, fileOf(5, `new${i}`));
    await waitFor(async () => countOf(await idsIn(tab), 'old') === 0, 'the old to be dropped', 10_000);
    await press(tab);
    assert.deepEqual(await codesOf(tab), []);
  }
  const next = await openTab();
  const stored = await idsIn(next);
  assert.equal(countOf(stored, 'old'), 0);
  // The first import after the deletion is how the tab learns of it; what comes after that is kept.
  await importInto(tabs[1], fileOf(5, 'later'));
  assert.equal(countOf(await idsIn(await openTab()), 'later'), 5);
});

test('F23 a tab lets another upgrade the database at once, and goes on in memory', async () => {
  context = await site.browser.createBrowserContext();
  const page = await openTab();
  await importInto(page, fileOf(10, 'old'));
  const other = await context.newPage();
  await other.goto(`${site.page}other`);
  const events = await other.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        const request = indexedDB.open('predictive-buttons', 1000);
        request.onblocked = () => seen.push('blocked');
        request.onupgradeneeded = () => seen.push('upgrade');
        request.onerror = () => resolve([...seen, String(request.error)]);
        request.onsuccess = () => {
          request.result.close();
          resolve([...seen, 'open']);
        };
      }),
  );
  assert.deepEqual(events, ['upgrade', 'open']);
  await importInto(page, fileOf(10, 'new'));
  assert.equal(countOf(await idsIn(page), 'new'), 10);
  assert.deepEqual(await codesOf(page), ['storage-unavailable']);
  await press(page);
  // Nothing of the newer version's is touched.
  const count = await other.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('predictive-buttons');
        request.onerror = () => reject(request.error!);
        request.onsuccess = () => {
          const all = request.result.transaction('samples').objectStore('samples').count();
          all.onsuccess = () => resolve(all.result);
        };
      }),
  );
  assert.equal(count, 10);
});

test('F23 a tab whose database another holds back goes on in memory within 3 s, and does not hold it back later', async () => {
  context = await site.browser.createBrowserContext();
  const other = await context.newPage();
  await other.goto(`${site.page}other`);
  // A version from before the kit's, open in a tab that never lets go.
  await other.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open('predictive-buttons', 1);
        request.onsuccess = () => {
          Object.assign(window, {database: request.result});
          resolve(undefined);
        };
      }),
  );
  const page = await context.newPage();
  await waitForKit(page, site.page);
  await page.evaluate(() => {
    const setLater = window.setTimeout.bind(window);
    const delays: number[] = [];
    Object.assign(window, {delays});
    window.setTimeout = ((act: () => void, ms?: number) => {
      delays.push(ms ?? 0);
      return setLater(act, ms);
    }) as typeof window.setTimeout;
  });
  await addRegion(page);
  assert.deepEqual(await codesOf(page), ['storage-unavailable']);
  const delays = await page.evaluate(() => (window as unknown as {delays: number[]}).delays);
  assert.ok(delays.includes(3000), delays.join());
  await importInto(page, fileOf(10, 'new'));
  assert.equal(countOf(await idsIn(page), 'new'), 10);
  await press(page);
  await other.evaluate(() => (window as unknown as {database: IDBDatabase}).database.close());
  // Possible only once the connection that came late is closed again.
  const outcome = await other.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const request = indexedDB.deleteDatabase('predictive-buttons');
        request.onsuccess = () => resolve('deleted');
        request.onerror = () => resolve(String(request.error));
      }),
  );
  assert.equal(outcome, 'deleted');
  assert.deepEqual(await codesOf(page), ['storage-unavailable']);
});
