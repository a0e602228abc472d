import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {CDPSession, Page} from 'puppeteer-core';
import {PreloadSite, sessionOf, visited, waitFor} from './preload-site.js';

const phone = {width: 390, height: 664, hasTouch: true, isMobile: true};
const desktop = {width: 1000, height: 664};

/** A feed of cards. The habit of tapping one link makes it likely enough to be fetched. */
const cards = Array.from(
  {length: 30},
  (_, index) => `<a id="card${index}" href="/next/${index}">Card ${index}</a>`,
).join('\n');

const bodyOf = (attributes: string): string => `<!doctype html><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>reading</title><link rel="icon" href="data:,">
<style>body {margin: 0} a {display: block; max-width: 366px; height: 180px; margin: 12px; background: #ddd}</style>
<predictive-region targets="a" preload="prefetch" eagerness="eager" ${attributes}>${cards}</predictive-region>
<script type="module">
  window.log = [];
  const region = document.querySelector('predictive-region');
  const note = (type, more) => log.push({type, at: performance.now(), ...more});
  for (const type of ['preload', 'preload-outcome', 'predictive-change'])
    addEventListener(type, ({target, trigger, reason}) => note(type, {id: target.id, trigger, reason}), true);
  addEventListener('scroll', () => note('scroll'), true);
  addEventListener('click', (event) => event.preventDefault(), true);
  await customElements.whenDefined('predictive-region');
  region.observe(({targets, none}) =>
    note('prediction', {none, said: Object.fromEntries(targets.map(({element, probability}) => [element.id, probability]))}));
  // What follows the start of a visit is known to this page.
  if (${attributes.includes('hints')}) region.seedOrders([${'[["card12"]],'.repeat(20)}].flat());
</script>
<script type="module" src="/kit/index.js"></script>`;

interface Note {
  type: 'preload' | 'preload-outcome' | 'predictive-change' | 'scroll' | 'prediction';
  at: number;
  id: string;
  trigger?: string;
  reason?: string;
  none: number;
  said: Record<string, number>;
}

const site = new PreloadSite((path) =>
  path.startsWith('/next/') ? {delayMs: 1500} : {body: bodyOf(path.includes('habit') ? 'hints' : '')},
);
const chromium = visited(site);

async function open(
  path: string,
  viewport: typeof phone | typeof desktop = phone,
): Promise<{page: Page; session: CDPSession; log: () => Promise<Note[]>; close: () => Promise<void>}> {
  site.requests.length = 0;
  const context = await chromium.browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(viewport);
  await page.goto(site.origin() + path, {waitUntil: 'networkidle0'});
  await page.evaluate(() => customElements.whenDefined('predictive-region'));
  return {
    page,
    session: sessionOf(page),
    log: () => page.evaluate(() => (window as unknown as {log: Note[]}).log),
    close: () => context.close(),
  };
}

/** Drags the page up by a finger and lets it go, and waits until it rests. */
async function fling(page: Page, session: CDPSession, {px = 350, stepPx = 25} = {}): Promise<void> {
  const from = await page.evaluate(() => scrollY);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', y?: number): Promise<unknown> =>
    session.send('Input.dispatchTouchEvent', {type, touchPoints: y === undefined ? [] : [{x: 250, y}]});
  const sent = [touch('touchStart', 560)];
  for (let gone = 0; gone < px; gone += stepPx) {
    await delay(12);
    sent.push(touch('touchMove', 560 - gone));
  }
  await Promise.all(sent);
  await touch('touchEnd');
  await waitFor(async () => (await page.evaluate(() => scrollY)) !== from, 'the page to scroll');
  let before = -1;
  await waitFor(async () => {
    const at = await page.evaluate(() => scrollY);
    const isResting = at === before;
    before = at;
    await delay(100);
    return isResting;
  }, 'the page to rest');
}

/** Flings until the usual link is in view, and waits for its request. */
async function flingToUsual(page: Page, session: CDPSession): Promise<void> {
  const isIn = (): Promise<boolean> =>
    page.evaluate(() => document.querySelector('#card12')!.getBoundingClientRect().top < innerHeight - 120);
  for (let tries = 0; tries < 20 && !(await isIn()); tries++) await fling(page, session);
  await site.until('/next/12');
}

const predictionsIn = (log: Note[]): Note[] =>
  log.filter(({type, said}) => type === 'prediction' && Object.values(said).some((each) => each > 0));

test('a page is read on a phone: after a fling has come to rest each link in view has a probability, and nothing lights up', async () => {
  const {page, session, log, close} = await open('/');
  await fling(page, session);
  const rested = (await log()).findLast(({type}) => type === 'scroll')!.at;
  await waitFor(async () => predictionsIn(await log()).some(({at}) => at > rested), 'a prediction');
  const notes = await log();
  const last = predictionsIn(notes).at(-1)!;
  const sum = Object.values(last.said).reduce((all, each) => all + each, last.none);
  assert.ok(Math.abs(sum - 1) < 0.05, `adds up to ${sum}`);
  const shown = await page.evaluate(() =>
    [...document.links]
      .filter(
        (link) => link.getBoundingClientRect().bottom > 0 && link.getBoundingClientRect().top < innerHeight,
      )
      .map(({id}) => id),
  );
  assert.deepEqual(
    Object.keys(last.said)
      .filter((id) => last.said[id]! > 0)
      .sort(),
    shown.sort(),
  );
  assert.deepEqual(
    notes.filter(({type}) => type === 'predictive-change'),
    [],
  );
  assert.equal(await page.evaluate(() => document.querySelectorAll('[data-predicted]').length), 0);
  await close();
});

test('the likely link is requested once the page rests, within the budget, and nothing while it scrolls', async () => {
  const {page, session, log, close} = await open('/habit');
  await delay(400);
  assert.equal(site.seen('/next/12').length, 0, 'it is not in view');
  await flingToUsual(page, session);
  const notes = await log();
  const scrolls = notes.filter(({type}) => type === 'scroll');
  const origin = await page.evaluate(() => performance.timeOrigin);
  assert.ok(origin > 0);
  for (const {at} of notes.filter(({type}) => type === 'preload')) {
    const moved = scrolls.filter((scroll) => scroll.at <= at).at(-1)?.at ?? -Infinity;
    assert.ok(at - moved >= 149, `a preload ${at - moved} ms after a scroll`);
  }
  assert.equal(notes.find(({type, id}) => type === 'preload' && id === 'card12')?.trigger, 'model');
  assert.ok(Math.max(...site.seen('/next/').map(({atOnce}) => atOnce)) <= 3, 'two at once, and the page');
  await close();
});

test('a preload is taken back when its link has been scrolled away', async () => {
  const {page, session, log, close} = await open('/habit');
  await flingToUsual(page, session);
  const isAway = (): Promise<boolean> =>
    page.evaluate(() => document.querySelector('#card12')!.getBoundingClientRect().bottom < -50);
  for (let tries = 0; tries < 6 && !(await isAway()); tries++) await fling(page, session);
  await waitFor(
    async () => (await log()).some(({type, id}) => type === 'preload-outcome' && id === 'card12'),
    'the preload to be taken back',
  );
  assert.equal(
    (await log()).find(({type, id}) => type === 'preload-outcome' && id === 'card12')!.reason,
    'withdrawn',
  );
  await close();
});

test('with a mouse nothing is predicted from scrolling, and the code is not loaded', async () => {
  const {session, log, close} = await open('/', desktop);
  await session.send('Input.dispatchMouseEvent', {
    type: 'mouseWheel',
    x: 800,
    y: 300,
    deltaX: 0,
    deltaY: 2200,
  });
  await waitFor(async () => (await log()).some(({type}) => type === 'scroll'), 'a scroll');
  await delay(1200);
  assert.deepEqual(predictionsIn(await log()), []);
  assert.equal(site.seen('/next/').length, 0);
  await close();
});

test('the first finger on a device with a mouse loads it', async () => {
  const {page, session, log, close} = await open('/', {...desktop, hasTouch: true});
  await session.send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: [{x: 980, y: 5}]});
  await session.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
  await waitFor(async () => predictionsIn(await log()).length > 0, 'a prediction');
  assert.ok(await page.evaluate(() => navigator.maxTouchPoints > 0));
  await close();
});
