// Short forms of `npm run test:soak`, and what must not hold a region.
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {approaches} from '../../scripts/test/soak/approaches.js';
import {Heap} from '../../scripts/test/soak/heap.js';
import {idle} from '../../scripts/test/soak/idle.js';
import {kills} from '../../scripts/test/soak/kills.js';
import {mounts} from '../../scripts/test/soak/mounts.js';
import {openPage} from '../../scripts/test/soak/open-page.js';
import {tensors} from '../../scripts/test/soak/tensors.js';
import {visitedSources} from './sources-site.js';

/** Longest time until what is under way has ended and released a region, ms. */
const releaseMs = 20_000;

const site = visitedSources();

/** Runs in the page: changes regions and their buttons at random, and removes all that is left. */
async function operateInPage({count, seed}: {count: number; seed: number}): Promise<Record<string, number>> {
  let state = seed;
  // Seeded: mulberry32 needs no module in the page.
  const random = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  addEventListener('click', (event) => event.preventDefault());
  const place = document.querySelector('#place')!;
  const addRegion = (): HTMLElement => {
    const region = document.createElement('predictive-region');
    if (random(2) === 0) region.setAttribute('hints', '');
    place.append(region);
    return region;
  };
  const regions = [addRegion(), addRegion()];
  const regionAt = (): HTMLElement => regions[random(regions.length)]!;
  const buttons = (): HTMLElement[] => [...place.querySelectorAll('predictive-button')];
  const done = {added: 0, removed: 0, reordered: 0, renamed: 0, moved: 0, replaced: 0};
  const operations: Record<keyof typeof done, (button: HTMLElement) => void> = {
    added() {
      const button = document.createElement('predictive-button');
      button.textContent = button.id = `key-${random(10)}`;
      if (random(2) === 0) button.setAttribute('href', `/soak/${button.id}`);
      if (random(2) === 0) button.setAttribute('preload', 'prefetch');
      regionAt().append(button);
    },
    removed: (button) => button.remove(),
    reordered: (button) => button.parentElement!.prepend(button),
    renamed: (button) => (button.id = `key-${random(10)}`),
    moved: (button) => regionAt().append(button),
    replaced() {
      const index = random(regions.length);
      const before = regions[index]!;
      regions[index] = addRegion();
      if (random(2) === 0) regions[index].append(...before.children);
      before.remove();
    },
  };
  const names = Object.keys(operations) as (keyof typeof done)[];
  for (let i = 0; i < count; i++) {
    const present = buttons();
    const name =
      present.length < 5 ? 'added' : present.length > 30 ? 'removed' : names[random(names.length)]!;
    operations[name](present[random(present.length)]!);
    done[name]++;
    if (i % 5 === 4) await new Promise((resolve) => setTimeout(resolve, random(30)));
  }
  place.replaceChildren();
  // The listener above shares this function's variables.
  regions.length = 0;
  return done;
}

describe('after its removal, a region is collected', () => {
  test('F82 100 of them, removed 0 to 400 ms after they were added, while the pointer moves', async () => {
    const {alive, aliveButtons, errors} = await mounts(site.browser, site.page, {count: 100});
    assert.deepEqual({alive, aliveButtons, errors}, {alive: 0, aliveButtons: 0, errors: 0});
  });

  /** Runs `act` in a page of its own, and asserts how many regions a collection leaves. */
  async function leaves(left: number, act: (page: Page) => Promise<unknown>): Promise<void> {
    const {page, context, errors} = await openPage(site.browser, site.page);
    await page.evaluate(() => {
      addEventListener('click', (event) => event.preventDefault());
      Object.assign(window, {
        add(attributes: Record<string, string>, ...keys: string[]) {
          const region = document.createElement('predictive-region');
          for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
          for (const key of keys) {
            const button = document.createElement('predictive-button');
            button.textContent = key;
            button.id = key;
            region.append(button);
          }
          document.querySelector('#place')!.append(region);
          return region;
        },
        wait: (ms: number) => new Promise((resolve) => setTimeout(resolve, ms)),
      });
    });
    await act(page);
    // The browser itself holds what was pressed last.
    await page.mouse.click(700, 10);
    const heap = await Heap.of(page);
    const until = performance.now() + releaseMs;
    let alive: number;
    do alive = await heap.alive('predictive-region');
    while (alive !== left && performance.now() < until);
    assert.equal(alive, left);
    assert.deepEqual(errors, []);
    await context.close();
  }

  interface Helpers {
    add: (
      attributes: Record<string, string>,
      ...keys: string[]
    ) => HTMLElementTagNameMap['predictive-region'];
    wait: (ms: number) => Promise<void>;
  }

  test('F82 although another with its learner, which it opened, stays', () =>
    leaves(1, (page) =>
      page.evaluate(async () => {
        const {add, wait} = window as unknown as Helpers;
        const first = add({persist: 'local', name: 'shared'}, 'one');
        const second = add({persist: 'local', name: 'shared'}, 'two');
        await Promise.all([first.exportDataset(), second.exportDataset()]);
        await wait(0);
        first.remove();
      }),
    ));

  test('F82 whose methods are still at work', () =>
    leaves(0, (page) =>
      page.evaluate(async () => {
        const {add, wait} = window as unknown as Helpers;
        for (let i = 0; i < 40; i++) {
          const region = add({persist: 'local', name: 'methods'}, 'one');
          const ends = [region.exportDataset(), region.train(), region.evaluate(), region.resetModel()];
          for (const each of ends) each.catch(() => undefined);
          region.observe(() => {});
          region.seedOrders([['one', 'two']]);
          await wait(i * 5);
          region.remove();
        }
      }),
    ));

  test('F82 whose methods were called when it was not in the page', () =>
    leaves(0, (page) =>
      page.evaluate(async () => {
        const {add, wait} = window as unknown as Helpers;
        const removed = add({persist: 'local', name: 'away'}, 'one');
        removed.remove();
        await wait(0);
        await removed.exportDataset();
        const never = document.createElement('predictive-region');
        never.setAttribute('persist', 'local');
        never.setAttribute('name', 'never');
        await never.exportDataset();
      }),
    ));

  test('F82 whose preloads were used', () =>
    leaves(0, async (page) => {
      await page.evaluate(() => {
        const region = (window as unknown as Helpers).add({}, 'one', 'two', 'three');
        for (const button of region.querySelectorAll('predictive-button')) {
          button.setAttribute('href', `/soak/used-${button.id}`);
          button.setAttribute('preload', button.id === 'three' ? 'prerender' : 'prefetch');
        }
        (window as unknown as {uses: number}).uses = 0;
        region.addEventListener('preload-outcome', () => (window as unknown as {uses: number}).uses++);
      });
      for (const id of ['one', 'two', 'three', 'one', 'two', 'three']) {
        await page.hover(`#${id}`);
        await page.click(`#${id}`);
      }
      await page.waitForFunction(() => (window as unknown as {uses: number}).uses > 0);
      await page.evaluate(() => document.querySelector('predictive-region')!.remove());
    }));

  test('F44 after 1,000 buttons were added, removed, reordered, renamed and moved between regions that came and went', async () => {
    const {page, context, errors} = await openPage(site.browser, site.page);
    const operations = page.evaluate(operateInPage, {count: 1000, seed: 44});
    let isDone = false;
    const settled = (): void => void (isDone = true);
    operations.then(settled, settled);
    for (let i = 0; !isDone; i++) {
      await page.mouse.move(40 + ((i * 37) % 500), 50 + ((i * 53) % 400));
      if (i % 25 === 24) await page.mouse.click(40 + ((i * 37) % 500), 330);
    }
    const done = await operations;
    for (const [operation, count] of Object.entries(done)) assert.ok(count > 50, `${count} × ${operation}`);
    await page.mouse.click(700, 10);
    const heap = await Heap.of(page);
    for (const tag of ['predictive-region', 'predictive-button'])
      assert.equal(await heap.untilGone(tag, {timeoutMs: releaseMs}), 0, tag);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('F82 beside which a button of its scope stays', () =>
    leaves(0, (page) =>
      page.evaluate(async () => {
        const {add, wait} = window as unknown as Helpers;
        const button = document.createElement('predictive-button');
        const main = document.createElement('main');
        main.append(button);
        document.body.append(main);
        const region = add({scope: 'main'});
        const joined = (): boolean => region.parentNode !== null && button.shadowRoot !== null;
        for (let i = 0; i < 100 && joined(); i++) await wait(20);
        region.remove();
      }),
    ));
});

describe('hours of use', () => {
  test('F86 leave bounded entries, listeners, nodes and heap', async () => {
    const {first, last, preloads, errors} = await approaches(site.browser, site.page, {count: 240});
    assert.equal(errors, 0);
    assert.ok(preloads > 100, `${preloads} preloads`);
    assert.ok(last.entries <= 100, `${last.entries} entries`);
    assert.ok(last.listeners <= first.listeners + 30, `${first.listeners} to ${last.listeners} listeners`);
    assert.ok(last.nodes <= first.nodes + 30, `${first.nodes} to ${last.nodes} nodes`);
    assert.ok(last.bytes <= first.bytes + 2e6, `${first.bytes} to ${last.bytes} bytes`);
  });

  test('F86 schedule nothing in an hour at rest', async () => {
    const {minutes, scheduledBefore, scheduled, outstanding} = await idle(site.browser, site.page, {
      minutes: 60,
    });
    assert.ok(minutes >= 60);
    assert.ok(scheduledBefore > 0);
    assert.deepEqual({scheduled, outstanding}, {scheduled: 0, outstanding: 0});
  });

  test('F15 leave no tensor behind in cycles of training, loading, asking and disposing', async () => {
    const {first, last} = await tensors(site.browser, site.page, {count: 10});
    assert.equal(last, first);
  });
});

test('F25 every acknowledged write is there when the browser was killed', async () => {
  const {kills: killed, acknowledged, whileTraining, ...failures} = await kills(site.page, {count: 4});
  assert.equal(killed, 4);
  assert.ok(acknowledged.samples > 0 && acknowledged.habits > 0 && acknowledged.models > 0);
  assert.ok(whileTraining > 0);
  assert.deepEqual(failures, {lost: 0, holes: 0, refused: 0, unread: 0});
});

test('a browser that refuses its storage counts neither for nor against what is stored', async () => {
  const withoutStorage = async (page: Page): Promise<void> => {
    await page.evaluateOnNewDocument(() =>
      Object.defineProperty(globalThis, 'indexedDB', {value: undefined}),
    );
  };
  const nothing = {samples: 0, habits: 0, models: 0};
  const whileWriting = await kills(site.page, {count: 1, prepare: withoutStorage});
  assert.deepEqual(
    [whileWriting.refused, whileWriting.unread, whileWriting.lost, whileWriting.acknowledged],
    [1, 1, 0, nothing],
  );
  let pages = 0;
  const whileReading = await kills(site.page, {
    count: 1,
    prepare: (page) => (pages++ > 0 ? withoutStorage(page) : Promise.resolve()),
  });
  assert.deepEqual(
    [whileReading.refused, whileReading.unread, whileReading.lost, whileReading.acknowledged],
    [0, 1, 0, nothing],
  );
});
