import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {CDPSession, Page} from 'puppeteer-core';
import {PreloadSite, sessionOf, visited, waitFor} from './preload-site.js';

const viewport = {width: 400, height: 700, hasTouch: true, isMobile: true};

/** The point that the finger touches: the middle of the first link. */
const place = {x: 200, y: 300};

/** So much else to tap that nothing is likely before the finger comes down: how the page is read is tested elsewhere. */
const others = (from: number, rows: number): string =>
  Array.from({length: 5 * rows}, (_, index) => {
    const place = `left: ${20 + (index % 5) * 72}px; top: ${from + Math.floor(index / 5) * 30}px`;
    return `<a class="other" style="${place}" href="/other/${from + index}">${index}</a>`;
  }).join('');

const body = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>touch</title><link rel="icon" href="data:,">
<style>body {margin: 0} a {display: block; height: 100px; margin: 250px 20px 0; background: #ddd} div {height: 6000px}
.other {position: absolute; margin: 0; width: 68px; height: 24px}</style>
<predictive-region targets="a" preload="prefetch" eagerness="conservative" learn="off" habits="off">
  <a id="first" href="/next/1">first</a>
  <a id="second" href="/next/2" style="margin-top: 20px">second</a>
  ${others(8, 8)}${others(490, 7)}
</predictive-region>
<div></div>
<script type="module">
  window.log = [];
  const note = (type, id, more) => log.push({type, id, at: performance.now(), ...more});
  for (const type of ['preload', 'preload-outcome', 'click', 'pointerdown', 'pointermove', 'pointercancel'])
    addEventListener(type, ({target, used, reason, trigger, timeStamp}) => note(type, target.id, {used, reason, trigger, timeStamp}), true);
  addEventListener('scroll', () => note('scroll'), true);
  addEventListener('click', (event) => location.hash !== '#go' && event.preventDefault(), true);
</script>
<script type="module" src="/kit/index.js"></script>`;

interface Note {
  type: string;
  id: string;
  at: number;
  used?: boolean;
  reason?: string;
  trigger?: string;
  timeStamp: number;
}

interface Finger {
  x: number;
  y: number;
  id?: number;
}

const site = new PreloadSite((path) => (path.startsWith('/next/') ? {delayMs: 20} : {body}));
const chromium = visited(site);

/** Opens a page in a new context, with its modules loaded. */
async function open(path = '/'): Promise<{page: Page; session: CDPSession; log: () => Promise<Note[]>}> {
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
  };
}

async function touch(
  session: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  touchPoints: Finger[],
): Promise<void> {
  await session.send('Input.dispatchTouchEvent', {type, touchPoints});
}

async function tap(session: CDPSession, durationMs: number, at = place): Promise<void> {
  await touch(session, 'touchStart', [at]);
  await delay(durationMs);
  await touch(session, 'touchEnd', []);
}

/** Touches, and after `restMs` moves the finger up by `speed`, px per ms, over `distance` px. */
async function drag(
  session: CDPSession,
  {speed, distance = 150, restMs = 0}: {speed: number; distance?: number; restMs?: number},
): Promise<void> {
  const sent = [touch(session, 'touchStart', [place])];
  await delay(restMs);
  const begun = performance.now();
  // A screen doesn't wait for responses.
  for (let gone = 0; gone < distance;) {
    await delay(8);
    gone = Math.min(distance, (performance.now() - begun) * speed);
    sent.push(touch(session, 'touchMove', [{x: place.x, y: place.y - gone}]));
  }
  await Promise.all(sent);
  await touch(session, 'touchEnd', []);
}

/** Whether the page received as many events as from a screen: the machine may be busy. */
function isSteady(log: Note[]): boolean {
  const moves = log.filter(({type}) => type === 'pointerdown' || type === 'pointermove');
  return moves.every(({at}, index) => index === 0 || at - moves[index - 1]!.at < 28);
}

const preloadsIn = (log: Note[]): Note[] => log.filter(({type}) => type === 'preload');

/** A tap on the link, whose click the page prevents; resolves to how long before the click it was preloaded, ms. */
async function leadOfTap(durationMs: number): Promise<number> {
  const {page, session, log} = await open();
  await tap(session, durationMs);
  await waitFor(async () => (await log()).some(({type}) => type === 'preload-outcome'), 'the outcome');
  const notes = await log();
  const [preload, more] = preloadsIn(notes);
  const click = notes.find(({type}) => type === 'click')!;
  assert.equal(preload?.trigger, 'press');
  assert.equal(more, undefined, 'one preload');
  assert.deepEqual(
    notes.flatMap(({type, reason}) => (type === 'preload-outcome' ? [reason] : [])),
    ['router'],
  );
  await site.until('/next/1');
  await delay(100);
  assert.equal(site.seen('/next/').length, 1, 'one request');
  await page.browserContext().close();
  return click.at - preload.at;
}

test('a tap preloads at least 50 ms before its click, once, and the press ends the preload', async (context) => {
  const leads: number[] = [];
  for (const durationMs of [90, 110, 140]) {
    let lead = await leadOfTap(durationMs);
    // A machine that is busy as the finger comes down has the preload late, and the click as soon as ever.
    for (let attempt = 1; lead < 50 && attempt < 5; attempt++) lead = await leadOfTap(durationMs);
    leads.push(lead);
  }
  context.diagnostic(`preloaded ${leads.map((lead) => lead.toFixed()).join(', ')} ms before the click`);
  assert.ok(Math.min(...leads) >= 50, leads.join());
});

test('a tap that follows the link asks for its page once', async () => {
  const {page, session} = await open('/#go');
  await tap(session, 100);
  await waitFor(() => page.url().endsWith('/next/1'), 'the page');
  assert.deepEqual(
    site.seen('/next/').map(({path, wasAborted}) => [path, wasAborted]),
    [['/next/1', false]],
  );
  await page.browserContext().close();
});

for (const speed of [0.1, 0.25, 0.6, 1.5, 4])
  test(`a scroll by ${speed} px/ms preloads nothing`, async () => {
    for (let attempt = 0; ; attempt++) {
      const {page, session, log} = await open();
      await drag(session, {speed});
      await waitFor(async () => (await log()).some(({type}) => type === 'scroll'), 'a scroll');
      const notes = await log();
      await page.browserContext().close();
      if (!isSteady(notes) && attempt < 10) continue;
      assert.deepEqual(preloadsIn(notes), []);
      assert.equal(site.seen('/next/').length, 0);
      return;
    }
  });

test('a swipe that the browser synthesizes preloads nothing', async () => {
  const {page, session, log} = await open();
  for (const speed of [300, 2500])
    await session.send('Input.synthesizeScrollGesture', {
      ...place,
      yDistance: -200,
      speed,
      preventFling: false,
      gestureSourceType: 'touch',
    });
  assert.equal((await log()).filter(({type}) => type === 'pointerdown').length, 2);
  assert.deepEqual(preloadsIn(await log()), []);
  await page.browserContext().close();
});

test('a tap that stops a scroll preloads nothing, and a later one does', async () => {
  const {page, session, log} = await open();
  // Like a fling.
  await page.evaluate(() => {
    const scrolling = setInterval(() => scrollBy(0, 1), 16);
    addEventListener('pointerdown', () => clearInterval(scrolling), {once: true});
  });
  await waitFor(async () => (await log()).some(({type}) => type === 'scroll'), 'a scroll');
  await touch(session, 'touchStart', [place]);
  await delay(100);
  const stopping = await log();
  await touch(session, 'touchEnd', []);
  assert.deepEqual(preloadsIn(stopping), []);
  await delay(300);
  const before = preloadsIn(await log()).length;
  await touch(session, 'touchStart', [place]);
  await waitFor(async () => preloadsIn(await log()).length > before, 'the preload of a later tap');
  await touch(session, 'touchEnd', []);
  await page.browserContext().close();
});

test('a preload is cancelled when the finger rests and then scrolls', async () => {
  const {page, session, log} = await open();
  await drag(session, {speed: 1, restMs: 150});
  await waitFor(async () => (await log()).some(({type}) => type === 'preload-outcome'), 'the outcome');
  const notes = await log();
  assert.equal(preloadsIn(notes).length, 1);
  assert.deepEqual(
    notes.flatMap(({type, used}) => (type === 'preload-outcome' ? [used] : [])),
    [false],
  );
  const cancelled = notes.find(({type}) => type === 'pointercancel')!;
  const ended = notes.find(({type}) => type === 'preload-outcome')!;
  assert.ok(ended.at <= cancelled.at + 5, 'at once');
  await page.browserContext().close();
});

test('two fingers preload nothing, and the first finger’s preload is cancelled', async () => {
  const {page, session, log} = await open();
  const both = [
    {...place, id: 1},
    {...place, y: place.y + 20, id: 2},
  ];
  await Promise.all([
    touch(session, 'touchStart', both.slice(0, 1)),
    touch(session, 'touchStart', both),
    delay(120),
  ]);
  await touch(session, 'touchEnd', []);
  assert.deepEqual(preloadsIn(await log()), []);
  await touch(session, 'touchStart', both.slice(0, 1));
  await waitFor(async () => preloadsIn(await log()).length === 1, 'the preload of the first');
  // One that is cancelled before it has done anything has no outcome.
  await site.until('/next/1');
  await touch(session, 'touchStart', both);
  await waitFor(async () => (await log()).some(({type}) => type === 'preload-outcome'), 'the outcome');
  assert.equal((await log()).find(({type}) => type === 'preload-outcome')!.used, false);
  await touch(session, 'touchEnd', []);
  await page.browserContext().close();
});
