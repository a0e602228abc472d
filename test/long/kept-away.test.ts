// What tabs keep that do not run when another deletes: frozen, in the back/forward cache, or one of many.
import assert from 'node:assert/strict';
import {after, afterEach, before, test} from 'node:test';
import type {Browser, BrowserContext} from 'puppeteer-core';
import type {Persist} from '../../src/storage/records.js';
import {madeUpSamples} from '../learning/samples.js';
import {bundleParts, waitFor} from '../pages/preload-site.js';
import {KeptSite, Tab} from './kept-tabs.js';
import {launchWithPageCache} from './page-cache.js';

const site = new KeptSite();
let browser: Browser;
let context: BrowserContext;
let run = 0;

before(async () => {
  await site.start({parts: await bundleParts({index: 'src/index.ts'})});
  browser = await launchWithPageCache();
});

after(async () => {
  await browser.close();
  site.stop();
});

afterEach(() => context.close());

async function openTabs(
  count: number,
  persist: Persist = 'local',
): Promise<{tabs: Tab[]; name: string; url: string}> {
  context = await browser.createBrowserContext();
  const name = `away-${++run}`;
  const url = `${site.origin()}/page?persist=${persist}&name=${name}`;
  const tabs: Tab[] = [];
  for (let i = 0; i < count; i++) tabs.push(await Tab.open(context, url));
  return {tabs, name, url};
}

/** Nothing that was learned before is held by the tab, or stored. */
async function assertForgotten(tab: Tab, {name, persist = 'local'}: {name: string; persist?: Persist}) {
  await tab.settled();
  for (const {samples, habitKeys} of [await tab.inUse(), await tab.stored(name, persist)]) {
    assert.deepEqual(
      samples.filter((id) => id.startsWith('old-')),
      [],
    );
    assert.ok(!habitKeys.includes('old'), habitKeys.join());
  }
}

test('F80 a frozen tab forgets, as soon as it goes on, what was deleted meanwhile', async () => {
  const {tabs, name} = await openTabs(2);
  const [a, b] = tabs as [Tab, Tab];
  await b.learn('old');
  await b.press('old');
  const session = await b.page.createCDPSession();
  await a.page.bringToFront();
  await session.send('Page.setWebLifecycleState', {state: 'frozen'});
  const begunAt = performance.now();
  await a.forget();
  await a.press('new');
  // The browser ends a transaction of a frozen page after 60 s: until then nobody else writes.
  assert.ok(performance.now() - begunAt < 30_000, 'the frozen tab keeps nobody from writing');
  await session.send('Page.setWebLifecycleState', {state: 'active'});
  await b.press('new');
  await assertForgotten(b, {name});
  assert.equal((await a.stored(name, 'local')).counts.new! > 1, true, 'and both new presses count');
});

for (const persist of ['local', 'session'] as const)
  test(`F40 F80 a page that comes back from the back/forward cache forgets what was deleted meanwhile, persist="${persist}"`, async () => {
    const {tabs, name, url} = await openTabs(2, persist);
    const [a, b] = tabs as [Tab, Tab];
    await b.learn('old');
    await b.press('old');
    await b.page.evaluate(() => {
      addEventListener('pageshow', ({persisted}) => Object.assign(window, {persisted}));
    });
    // Another site, whose page keeps nothing of this name.
    await b.page.goto('about:blank');
    if (persist === 'session') await deleteWithCopy(a, name);
    await a.forget();
    await b.page.goBack();
    assert.equal(await b.page.evaluate(() => (window as unknown as {persisted?: boolean}).persisted), true);
    await b.page.bringToFront();
    await waitFor(async () => (await b.inUse()).samples.length === 0, 'no samples', 5000);
    await assertForgotten(b, {name, persist});
    await b.press('new');
    await assertForgotten(b, {name, persist});
    assert.ok((await b.stored(name, persist)).habitKeys.includes('new'), url);
  });

/** A session has something to delete only in a tab that has written. */
async function deleteWithCopy(tab: Tab, name: string): Promise<void> {
  await tab.press('old');
  assert.ok((await tab.stored(name, 'session')).habitKeys.includes('old'));
}

test('F80 three tabs forget what one deletes while the second writes and the third is about to', async () => {
  const {tabs, name} = await openTabs(3);
  const [a, b, c] = tabs as [Tab, Tab, Tab];
  for (const tab of [b, c]) {
    await tab.learn('old');
    await tab.press('old');
  }
  // In the same moment: which comes first is up to the browser.
  await Promise.all([a.forget(), b.learn('old').catch(() => undefined)]);
  await a.forget();
  await c.press('new');
  for (const tab of [a, b, c]) {
    await tab.page.bringToFront();
    await assertForgotten(tab, {name});
  }
});

for (const persist of ['local', 'session'] as const)
  test(`F29 forget() deletes what was written or is in training in the same tick, and nothing is left, persist="${persist}"`, async () => {
    const {tabs, name, url} = await openTabs(2, persist);
    const [a, b] = tabs as [Tab, Tab];
    await a.learn('old');
    await a.press('old');
    const samples = madeUpSamples({count: 20}).map((sample) => ({...sample, id: `old-too-${sample.id}`}));
    const habits = {
      version: 1,
      order: {version: 1, keys: ['old'], counts: [[0, 1, 0]], latest: [0]},
      trust: [0, 0, 0, 0, 0],
      latestAt: 1_700_000_000_000,
    };
    const file = {format: 'predictive-buttons-dataset', version: 1, habits};
    const {started} = site;
    const outcomes = await a.page.evaluate(
      async (texts) => {
        const region = document.querySelector('predictive-region')!;
        const work: Promise<unknown>[] = texts.map((text) => region.importDataset(new Blob([text])));
        work.push(region.train());
        const forgotten = region.forget();
        // Another one, which finds the deletion under way.
        work.push(region.train());
        await forgotten;
        return (await Promise.allSettled(work)).map(({status}) => status);
      },
      Array.from({length: 20}, (_, i) => JSON.stringify({...file, samples: samples.slice(i, i + 1)})),
    );
    assert.deepEqual(outcomes.slice(-2), ['rejected', 'rejected'], 'the trainings');
    // A worker that had begun has learned from what is deleted.
    for (let i = started; i < site.started; i++) site.endTraining(7);
    const nothing = {samples: [], habitKeys: [], counts: {}};
    await a.settled();
    assert.deepEqual(await a.inUse(), {...nothing, model: undefined});
    assert.deepEqual(await a.stored(name, persist), {...nothing, models: []});
    if (persist === 'session') return;
    await b.page.bringToFront();
    await assertForgotten(b, {name});
    await b.press('new');
    const again = await Tab.open(context, url);
    await assertForgotten(again, {name});
    assert.deepEqual((await again.inUse()).model, undefined);
  });
