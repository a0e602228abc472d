// What several tabs of one origin keep: what one has deleted comes back in none, and what one has learned is in all.
import assert from 'node:assert/strict';
import {afterEach, describe, test} from 'node:test';
import type {BrowserContext, Page} from 'puppeteer-core';
import {visited, waitFor} from '../pages/preload-site.js';
import {KeptSite, Tab} from './kept-tabs.js';

const site = new KeptSite();
let context: BrowserContext;
let run = 0;

const chromium = visited(site);
afterEach(async () => {
  while (site.training > 0) site.endTraining(1);
  await context.close();
});

/** Two tabs of one name. The second of a session is a duplicate of the first, as only those share anything. */
async function twoTabs({
  persist = 'local',
  hasChannel = true,
}: {persist?: 'local' | 'session'; hasChannel?: boolean} = {}): Promise<{
  a: Tab;
  b: Tab;
  name: string;
  url: string;
}> {
  context = await chromium.browser.createBrowserContext();
  const name = `shop-${++run}`;
  const url = `${site.origin()}/page?persist=${persist}&name=${name}`;
  const a = await Tab.open(context, url, {hasChannel});
  if (persist === 'local') return {a, b: await Tab.open(context, url, {hasChannel}), name, url};
  await a.learn('old');
  await a.press('old');
  return {a, b: await duplicate(url, await sessionOf(a), {hasChannel}), name, url};
}

type Copy = [key: string, value: string][];

function sessionOf({page}: Tab): Promise<Copy> {
  return page.evaluate(() => Object.entries(sessionStorage) as Copy);
}

/** Opens a tab with a copy of another's `sessionStorage`, as browsers do for a duplicate and for one reopened. */
async function duplicate(url: string, copy: Copy, {hasChannel = true} = {}): Promise<Tab> {
  const page: Page = await context.newPage();
  await page.evaluateOnNewDocument((items) => {
    if (sessionStorage.getItem('is copied') !== null) return;
    for (const [key, value] of items) sessionStorage.setItem(key, value);
    sessionStorage.setItem('is copied', '');
  }, copy);
  if (!hasChannel)
    await page.evaluateOnNewDocument(() => Reflect.deleteProperty(globalThis, 'BroadcastChannel'));
  await page.setViewport({width: 800, height: 600});
  await page.goto(url);
  const tab = new Tab(page);
  await tab.ready();
  return tab;
}

const isOld = (id: string): boolean => id.startsWith('old');

for (const persist of ['local', 'session'] as const)
  for (const hasChannel of [true, false])
    describe(`persist="${persist}", ${hasChannel ? 'with' : 'without'} BroadcastChannel`, () => {
      test('F80 nothing comes back that forget() has deleted, with presses in both tabs after it', async () => {
        const {a, b, name} = await twoTabs({persist, hasChannel});
        for (const tab of [a, b]) for (let i = 0; i < 4; i++) await tab.press('old');
        const before = [...(await a.inUse()).samples, ...(await b.inUse()).samples];
        assert.ok(before.length >= 8);
        await a.forget();
        await a.press('new');
        await b.press('new');
        for (const tab of [a, b]) {
          await tab.settled();
          for (const {samples, habitKeys} of [await tab.stored(name, persist), await tab.inUse()]) {
            assert.deepEqual(
              samples.filter((id) => before.includes(id)),
              [],
            );
            assert.ok(!habitKeys.includes('old'), habitKeys.join());
          }
        }
        assert.ok((await a.stored(name, persist)).samples.length > 0, 'and what is new is kept');
        assert.deepEqual(
          await b.page.evaluate(() => (globalThis as unknown as {errors: string[]}).errors),
          [],
        );
      });

      test('F80 a training whose data another tab has deleted rejects, and its model is neither stored nor used', async () => {
        const {a, b, name} = await twoTabs({persist, hasChannel});
        await b.learn('old');
        const trained = b.train();
        await waitFor(() => site.training === 1, 'the worker', 15_000);
        await a.forget();
        site.endTraining(7);
        assert.deepEqual(await trained, {outcome: 'data-deleted'});
        await b.settled();
        assert.deepEqual(await b.stored(name, persist), {samples: [], models: [], habitKeys: [], counts: {}});
        assert.deepEqual(await b.inUse(), {samples: [], habitKeys: [], counts: {}, model: undefined});
        assert.deepEqual(await b.train(), {outcome: 'not-enough-data'});
      });

      test('F80 a training of samples that another tab has reset rejects; habits stay', async () => {
        const {a, b, name} = await twoTabs({persist, hasChannel});
        await b.press('a');
        await b.learn('old');
        const trained = b.train();
        await waitFor(() => site.training === 1, 'the worker', 15_000);
        await a.page.evaluate(() => document.querySelector('predictive-region')!.resetDataset());
        site.endTraining(7);
        assert.deepEqual(await trained, {outcome: 'data-deleted'});
        const {samples, models, habitKeys} = await b.stored(name, persist);
        assert.deepEqual([samples, models], [[], []]);
        assert.ok(habitKeys.includes('a'));
        assert.deepEqual((await b.inUse()).samples, []);
      });

      test('F80 a model that another tab has reset is out of use once the page is seen; samples and habits stay', async () => {
        const {a, b, name} = await twoTabs({persist, hasChannel});
        await b.press('a');
        await b.learn('old');
        const trained = b.train();
        await waitFor(() => site.training === 1, 'the worker', 15_000);
        site.endTraining(7);
        assert.deepEqual(await trained, {outcome: 'taken'});
        assert.equal((await b.inUse()).model, 7);
        await a.page.bringToFront();
        await a.page.evaluate(() => document.querySelector('predictive-region')!.resetModel());
        await b.page.bringToFront();
        await waitFor(async () => (await b.inUse()).model === undefined, 'the shipped model', 5000);
        await b.press('b');
        const {samples, models, habitKeys} = await b.stored(name, persist);
        assert.deepEqual(models, []);
        assert.ok(samples.some(isOld) && (await b.inUse()).samples.some(isOld));
        assert.ok(habitKeys.includes('a') && habitKeys.includes('b'), habitKeys.join());
      });

      test('F80 a page that is seen again has dropped what was deleted meanwhile', async () => {
        const {a, b} = await twoTabs({persist, hasChannel});
        await b.learn('old');
        await b.press('old');
        await a.page.bringToFront();
        await a.forget();
        await b.page.bringToFront();
        await waitFor(async () => (await b.inUse()).samples.length === 0, 'no samples', 5000);
        assert.deepEqual(await b.inUse(), {samples: [], habitKeys: [], counts: {}, model: undefined});
      });
    });

test('F80 a tab that is reopened with a copy of a session does not bring back what was deleted', async () => {
  const {a, b, name, url} = await twoTabs({persist: 'session'});
  await b.press('old');
  const copy = await sessionOf(b);
  assert.ok(copy.some(([, value]) => value.includes('old-')));
  await b.page.close();
  await a.forget();
  const again = await duplicate(url, copy);
  assert.deepEqual((await again.inUse()).samples, []);
  await again.press('new');
  const {samples, habitKeys} = await again.stored(name, 'session');
  assert.deepEqual(samples.filter(isOld), []);
  assert.ok(!habitKeys.includes('old'));
});

test('F80 a database that was deleted and made anew by a third tab counts as deleted in those that are open', async () => {
  const {a, b, name, url} = await twoTabs();
  await a.learn('old');
  for (const tab of [a, b]) await tab.press('old');
  await a.page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('predictive-buttons');
        request.onsuccess = resolve;
        request.onerror = () => reject(request.error!);
      }),
  );
  const third = await Tab.open(context, url);
  await third.press('new');
  for (const tab of [a, b]) await tab.press('new');
  const {samples, habitKeys} = await third.stored(name, 'local');
  assert.deepEqual(samples.filter(isOld), []);
  assert.ok(!habitKeys.includes('old'), habitKeys.join());
});

test('F81 tabs that press at once add up: all presses count, in storage and in every tab', async () => {
  const {a, b, name} = await twoTabs();
  for (let i = 0; i < 3; i++) await a.press('a');
  for (let i = 0; i < 3; i++) await b.press('b');
  const sum = (count: number, since: number): number =>
    Array.from({length: count}, (_, i) => 0.5 ** ((since + i) / 60)).reduce((all, each) => all + each, 0);
  const isNear = (actual: number | undefined, expected: number): boolean =>
    Math.abs((actual ?? 0) - expected) < 0.01;
  const both = await b.stored(name, 'local');
  assert.ok(
    isNear(both.counts.a, sum(3, 4)) && isNear(both.counts.b, sum(3, 1)),
    JSON.stringify(both.counts),
  );
  await a.press('a');
  const more = await a.stored(name, 'local');
  assert.ok(isNear(more.counts.b, sum(3, 2)), JSON.stringify(more.counts));
  assert.ok(isNear(more.counts.a, sum(3, 5) + sum(1, 1)), JSON.stringify(more.counts));
  for (const tab of [a, b]) {
    await tab.page.bringToFront();
    await waitFor(async () => isNear((await tab.inUse()).counts.b, sum(3, 2)), 'both', 5000);
  }
  assert.equal(new Set((await b.stored(name, 'local')).samples).size, 7);
});

test('F28 one tab trains, the other waits and takes its model without a reload', async () => {
  const {a, b, name} = await twoTabs();
  await a.learn('x');
  await b.learn('y');
  const {started} = site;
  const first = a.train();
  await waitFor(() => site.training === 1, 'the worker', 15_000);
  const second = b.train();
  await b.settled();
  assert.equal(site.started, started + 1, 'the second waits');
  site.endTraining(7);
  assert.deepEqual(await first, {outcome: 'taken'});
  await waitFor(() => site.training === 1, 'the second worker', 15_000);
  await b.page.bringToFront();
  await waitFor(async () => (await b.inUse()).model === 7, 'the model of the first', 5000);
  assert.deepEqual(await b.page.evaluate(() => (globalThis as unknown as {models: string[]}).models), [
    'taken storage',
  ]);
  site.endTraining(8);
  assert.deepEqual(await second, {outcome: 'taken'});
  await a.page.bringToFront();
  await waitFor(async () => (await a.inUse()).model === 8, 'the model of the second', 5000);
  const {samples} = await a.stored(name, 'local');
  assert.equal(samples.length, 90);
  assert.equal(new Set(samples).size, 90);
  assert.equal((await b.inUse()).samples.length, 90, 'it has trained on both tabs’ samples');
});
