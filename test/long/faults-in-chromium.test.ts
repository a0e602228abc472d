// Faults that only a real browser can have: its devtools protocol injects them.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import type {IncomingHttpHeaders} from 'node:http';
import type {Browser, Page} from 'puppeteer-core';
import {openPage, waitForKit} from '../../scripts/test/soak/open-page.js';
import {startSite} from '../../scripts/test/soak/site.js';
import {preloadLimits} from '../../src/preload/budget.js';
import {longestRequestMs} from '../../src/preload/speculation.js';
import {launch} from '../../tools/chromium.js';
import {seededRandom} from '../../src/core/random.js';
import {PreloadSite, sessionOf, visited, waitFor, type Answer} from '../pages/preload-site.js';

const kit = '<script type="module" src="/kit/index.js"></script>';

function head(title: string): string {
  return `<!doctype html><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/style.css">`;
}

const button = '<predictive-button id="far">far</predictive-button>';

/** As many as the window has room for, at 15 × 20 px each. */
const [columns, rows] = [40, 25];
const manyLinks = Array.from({length: columns * rows}, (_, i) => `<a href="/many/${i}">${i}</a>`).join('');

/** What a server may answer to a preload. */
const faultyAnswers = ['500', '401', 'redirect', 'never'] as const;

const pages: Record<string, string> = {
  '/buttons': `<predictive-region learn="off" persist="none">${button}
    <predictive-button id="near">near</predictive-button></predictive-region>`,
  '/fingers': `<predictive-region learn="auto" persist="none">${button}
    <predictive-button id="near">near</predictive-button></predictive-region>`,
  '/links': `<predictive-region targets="a" preload="prefetch" eagerness="eager" learn="off"><div class="many">${manyLinks}</div></predictive-region>`,
  '/broken': `<predictive-region targets="a" preload="prefetch">
    ${faultyAnswers.map((kind) => `<a id="${kind}" class="big" href="/answers/${kind}">${kind}</a>`).join(' ')}
    </predictive-region>`,
};

const style = `#far, #near {position: fixed; width: 120px; height: 60px}
  #far {left: 300px; top: 300px} #near {left: 60px; top: 300px}
  .big {display: inline-block; width: 120px; height: 60px; margin-top: 200px}
  .many {position: fixed; inset: 0; display: grid; grid-template-columns: repeat(40, 15px); grid-auto-rows: 20px;
    font-size: 5px} .many > * {overflow: hidden}`;

/** The server's times for the page with many links, and for the pages behind them. */
const manyMs = 450;

/** Answers as wrong as can be, to preloads only: who clicks gets the page. */
function answerTo(kind: string, {'sec-purpose': purpose}: IncomingHttpHeaders): Answer {
  if (purpose === undefined) return {body: `<!doctype html><title>${kind} clicked</title>`};
  if (kind === 'never') return {delayMs: 60_000};
  if (kind === 'redirect') return {status: 302, headers: {location: '/redirected'}};
  return {status: Number(kind), headers: kind === '401' ? {'www-authenticate': 'Basic'} : {}};
}

const site = new PreloadSite((path, headers) => {
  if (path === '/style.css') return {body: style, type: 'text/css'};
  const [, kind] = /^\/answers\/(\w+)/.exec(path) ?? [];
  if (kind !== undefined) return answerTo(kind, headers);
  if (path.startsWith('/many/')) return {delayMs: manyMs};
  const body = pages[path];
  if (body === undefined) return {};
  const policy =
    "script-src 'self' 'inline-speculation-rules'; worker-src 'self'; style-src 'self'; require-trusted-types-for 'script'; trusted-types predictive-buttons";
  const delayMs = path === '/links' ? manyMs : 0;
  return {body: head(path) + body + kit, headers: {'content-security-policy': policy}, delayMs};
});

const chromium = visited(site);

async function open(
  path: string,
): Promise<{page: Page; errors: unknown[]; violations: () => Promise<string[]>}> {
  const page = await chromium.browser.newPage();
  const errors: unknown[] = [];
  page.on('pageerror', (error) => errors.push(error));
  await page.setViewport({width: 600, height: 500});
  await page.evaluateOnNewDocument(() => {
    const seen: string[] = [];
    Object.assign(window, {seen});
    document.addEventListener('securitypolicyviolation', ({violatedDirective, sample}) =>
      seen.push(`${violatedDirective} ${sample}`),
    );
  });
  await page.goto(site.origin() + path);
  await page.waitForFunction(() => customElements.get('predictive-button') !== undefined);
  const violations = (): Promise<string[]> =>
    page.evaluate(() => (window as unknown as {seen: string[]}).seen);
  return {page, errors, violations};
}

/** The ids of the highlighted elements. */
function predicted(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(':state(predicted), [data-predicted]')].map(({id}) => id),
  );
}

/** Approaches a place from above, until `isDone`. */
async function approachUntil(
  page: Page,
  [x, y]: readonly [number, number],
  isDone: () => Promise<boolean>,
): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    for (let step = 0; step <= 12; step++) {
      await page.mouse.move(x, 20 + ((y - 60 - 20) * step) / 12);
      await new Promise((resolve) => setTimeout(resolve, 12));
    }
    const until = performance.now() + 1000;
    while (performance.now() < until) if (await isDone()) return;
  }
  assert.fail('never came');
}

for (const [what, change] of [
  [
    'the device pixel ratio',
    (page: Page) => page.setViewport({width: 600, height: 500, deviceScaleFactor: 2}),
  ],
  ['the size of the window', (page: Page) => page.setViewport({width: 500, height: 460})],
  ['the zoom', (page: Page) => sessionOf(page).send('Emulation.setPageScaleFactor', {pageScaleFactor: 1.25})],
] as const)
  test(`F43 a change of ${what} on the way leaves no stale highlight, and the next tick has fresh boxes`, async () => {
    const {page, errors} = await open('/buttons');
    await approachUntil(page, [360, 330], async () => (await predicted(page)).includes('far'));
    // The page is laid out anew: the other button is now where the pointer heads for.
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('#far {left: 60px !important} #near {left: 300px !important}');
      document.adoptedStyleSheets = [sheet];
    });
    await change(page);
    // Input is in pixels of the window.
    const scale = await page.evaluate(() => visualViewport!.scale);
    assert.equal(scale, what === 'the zoom' ? 1.25 : 1);
    await approachUntil(
      page,
      [360 * scale, 330 * scale],
      async () => (await predicted(page)).join() === 'near',
    );
    assert.deepEqual(errors, []);
    await page.close();
  });

test('F47 two fingers that zoom, or one that is cancelled, are no movement and no sample', async () => {
  const {page, errors} = await open('/fingers');
  const session = sessionOf(page);
  await session.send('Emulation.setTouchEmulationEnabled', {enabled: true, maxTouchPoints: 2});
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, {heard: seen, pointers: new Set()});
    for (const type of ['predictive-change', 'predictive-sample', 'preload'])
      addEventListener(type, () => seen.push(type), true);
    addEventListener('pointerdown', ({pointerId}) =>
      (window as unknown as {pointers: Set<number>}).pointers.add(pointerId),
    );
  });
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', places: [number, number][]) =>
    session.send('Input.dispatchTouchEvent', {type, touchPoints: places.map(([x, y], id) => ({x, y, id}))});
  for (const end of ['touchEnd', 'touchCancel'] as const) {
    const places = (step: number): [number, number][] => [
      [360 - 3 * step, 330],
      [120 + 3 * step, 330],
    ];
    await touch('touchStart', places(0).slice(0, 1));
    await touch('touchStart', places(0));
    for (let step = 1; step <= 10; step++) await touch('touchMove', places(step));
    await touch(end, []);
  }
  const noted = await page.evaluate(() => {
    const {heard, pointers} = window as unknown as {heard: string[]; pointers: Set<number>};
    const region = document.querySelector('predictive-region')!;
    return {
      heard,
      fingers: pointers.size,
      samples: region.sampleCounts.count,
      presses: region.scorecard.presses,
    };
  });
  assert.ok(noted.fingers >= 2, `${noted.fingers} fingers`);
  assert.deepEqual(noted, {heard: [], fingers: noted.fingers, samples: 0, presses: 0});
  assert.deepEqual(await predicted(page), []);
  await session.send('Emulation.setTouchEmulationEnabled', {enabled: false});
  // The mouse is predicted as before.
  await approachUntil(page, [360, 330], async () => (await predicted(page)).includes('far'));
  assert.deepEqual(errors, []);
  await page.close();
});

test('F67 a pointer swept over 1,000 links requests two at once at most, within the budget, each once, and nothing that it has left', async () => {
  const {page, errors} = await open('/links');
  await page.evaluate(() => {
    const [met, signals] = [new Set<EventTarget | null>(), [] as AbortSignal[]];
    Object.assign(window, {met, signals});
    addEventListener('pointerover', ({target}) => target instanceof HTMLAnchorElement && met.add(target));
    document
      .querySelector('predictive-region')!
      .addEventListener('preload', ({signal}) => signals.push(signal));
  });
  const middle = (column: number, row: number): [number, number] => [15 * column + 7, 20 * row + 10];
  // Back and forth, like someone who reads along a table, and rests now and then.
  for (let row = 0; row < rows; row++) {
    for (let i = 0; i < columns; i++)
      await page.mouse.move(...middle(row % 2 === 0 ? i : columns - 1 - i, row));
    if (row % 2 === 1) await new Promise((resolve) => setTimeout(resolve, 150));
  }
  assert.equal(await page.evaluate(() => (window as unknown as {met: Set<unknown>}).met.size), 1000);
  // And to and fro, slower towards each link, until more were wanted than may be requested.
  const random = seededRandom(67);
  let from = middle(columns - 1, rows - 1);
  const wanted = (): Promise<number> =>
    page.evaluate(() => (window as unknown as {signals: AbortSignal[]}).signals.length);
  for (let i = 0; i < 60 && (await wanted()) < 2 * preloadLimits.requestsPerMinute; i++) {
    const to = middle(Math.floor(random() * columns), Math.floor(random() * rows));
    for (let step = 1; step <= 25; step++) {
      const share = 1 - (1 - step / 25) ** 3;
      await page.mouse.move(from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share);
    }
    from = to;
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  await page.evaluate(() => dispatchEvent(new FocusEvent('blur')));
  await page.waitForFunction(() =>
    (window as unknown as {signals: AbortSignal[]}).signals.every(({aborted}) => aborted),
  );
  await waitFor(() => site.seen('/many/').every(({endedAt}) => endedAt !== undefined), 'all to end');
  const links = site.seen('/many/');
  assert.ok(links.length >= 2, `${links.length} requests`);
  assert.ok(Math.max(...links.map(({atOnce}) => atOnce)) <= preloadLimits.atOnce);
  assert.ok(links.length <= preloadLimits.requestsPerMinute, `${links.length} requests`);
  assert.equal(new Set(links.map(({path}) => path)).size, links.length);
  assert.ok(
    links.some(({wasAborted}) => wasAborted),
    'none was cancelled',
  );
  assert.deepEqual(errors, []);
  await page.close();
});

for (const kind of faultyAnswers)
  test(`F68 a preload that is answered by ${kind} is silent, and the click ${kind === 'never' ? 'waits no longer for it than the browser does' : 'is not affected'}`, async () => {
    const {page, errors} = await open('/broken');
    const output: string[] = [];
    page.on('console', (message) => output.push(message.text()));
    page.on('dialog', (dialog) => output.push(`dialog ${dialog.message()}`));
    await page.evaluate(() => {
      const failed: string[] = [];
      Object.assign(window, {failed});
      addEventListener(
        'predictive-error',
        (event) => failed.push((event as unknown as {error: {code: string}}).error.code),
        true,
      );
    });
    const box = (await (await page.$(`[id="${kind}"]`))!.boundingBox())!;
    const place = [box.x + box.width / 2, box.y + box.height / 2 + 50] as const;
    const path = `/answers/${kind}`;
    const preloads = (): unknown[] => site.seen(path).filter(({headers}) => 'sec-purpose' in headers);
    await approachUntil(page, place, () => Promise.resolve(preloads().length > 0));
    if (kind !== 'never')
      await waitFor(() => site.seen(path).every(({endedAt}) => endedAt !== undefined), 'the answer');
    assert.deepEqual(await page.evaluate(() => (window as unknown as {failed: string[]}).failed), []);
    assert.deepEqual(output, []);
    assert.deepEqual(errors, []);
    await page.mouse.click(place[0], place[1] - 50);
    const clickedAt = performance.now();
    // A redirect is an answer like any other: the browser follows it.
    const [to, title] = kind === 'redirect' ? ['/redirected', 'page'] : [path, `${kind} clicked`];
    await waitFor(() => new URL(page.url()).pathname === to, 'the page behind the link', 20_000);
    await page.waitForFunction((wanted) => document.title === wanted, {}, title);
    // Chromium has a click wait for a preload under way, which it gives up after this time; a busy machine adds to it.
    const limitMs = longestRequestMs + (kind === 'never' ? 5000 : 0);
    assert.ok(performance.now() - clickedAt < limitMs);
    assert.deepEqual(errors, []);
    await page.close();
  });

test('F69 a strict policy with trusted types is not violated by predicting, preloading and pressing', async () => {
  const {page, errors, violations} = await open('/broken');
  await page.evaluate(() => addEventListener('click', (event) => event.preventDefault()));
  const before = site.seen('/answers/500').length;
  await approachUntil(page, [60, 280], () => Promise.resolve(site.seen('/answers/500').length > before));
  await page.mouse.click(60, 230);
  assert.deepEqual(await violations(), []);
  assert.deepEqual(errors, []);
  await page.close();
});

describe('with the worker', () => {
  let sources: Awaited<ReturnType<typeof startSite>>;
  before(async () => {
    sources = await startSite();
  });
  after(() => sources.stop());

  /** Runs in the page: two regions with 100 samples in storage, which train; `ended` says when they have. */
  async function train(backend = 'cpu'): Promise<void> {
    const load = (path: string): Promise<unknown> => import(path) as Promise<unknown>;
    const {dataset} = (await load('/test/support/dataset.ts')) as {dataset: (count: number) => File};
    const regions = ['one', 'two'].map(() => {
      const region = document.createElement('predictive-region');
      for (const [name, value] of Object.entries({
        persist: 'local',
        learn: 'manual',
        backend,
        name: 'x',
      }))
        region.setAttribute(name, value);
      document.body.append(region);
      return region;
    });
    await regions[0]!.importDataset(dataset(100));
    const begun = new Promise((resolve) =>
      regions[0]!.addEventListener('predictive-train', ({phase}) => phase === 'epoch' && resolve(undefined)),
    );
    const ended = regions.map((region) =>
      region.train().then(
        () => 'trained',
        (error: unknown) => (error as {code?: string}).code ?? String(error),
      ),
    );
    const codes: string[] = [];
    regions[0]!.addEventListener('predictive-error', ({error}) => codes.push(error.code));
    const backends: string[] = [];
    regions[0]!.addEventListener('predictive-train', ({phase, backend: report}) => {
      if (phase === 'backend') backends.push(report!.backend);
    });
    Object.assign(window, {ended, codes, backends});
    await begun;
  }

  /** Runs in the page: how many samples of that name are stored. */
  async function countStored(): Promise<number> {
    const region = document.createElement('predictive-region');
    region.setAttribute('persist', 'local');
    region.setAttribute('learn', 'manual');
    region.setAttribute('name', 'x');
    document.body.append(region);
    await region.exportDataset();
    return region.sampleCounts.count;
  }

  test('F46 two regions with one learner train in one worker', async () => {
    const {page, context, errors} = await openPage(chromium.browser, sources.page);
    await page.evaluate(train);
    assert.equal(page.workers().length, 1);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('F89 saved samples are there after the tab has crashed while training', async () => {
    const {page, context} = await openPage(chromium.browser, sources.page);
    await page.evaluate(train);
    const session = await page.createCDPSession();
    const crashed = new Promise((resolve) => page.once('error', resolve));
    // Never answered: there is nobody left.
    session.send('Page.crash').catch(() => undefined);
    await crashed;
    const next = await context.newPage();
    await waitForKit(next, sources.page);
    const count = await next.evaluate(countStored);
    assert.equal(count, 100);
    await context.close();
  });

  test('F89 training ends and saved samples are there after the GPU process has crashed', async () => {
    // A browser of its own: all pages of one share the GPU process.
    const own: Browser = await launch();
    try {
      const {page, context, errors} = await openPage(own, sources.page);
      await page.evaluate(train, 'webgl');
      const session = await own.target().createCDPSession();
      const processes = async (): Promise<(number | undefined)[]> => {
        const {processInfo} = await session.send('SystemInfo.getProcessInfo');
        return processInfo.filter(({type}) => type === 'GPU').map(({id}) => id);
      };
      const before = await processes();
      assert.equal(before.length, 1);
      await session.send('Browser.crashGpuProcess');
      await waitFor(async () => (await processes()).every((id) => !before.includes(id)), 'the crash', 20_000);
      const ended = await page.evaluate(() => (window as unknown as {ended: Promise<string>[]}).ended[0]!);
      assert.equal(ended, 'trained');
      const {codes, backends} = await page.evaluate(() => {
        const {codes, backends} = window as unknown as {codes: string[]; backends: string[]};
        return {codes, backends};
      });
      // Where no worker has WebGL, the training has nothing to lose.
      assert.deepEqual(codes, backends[0] === 'webgl' ? ['backend-unavailable'] : []);
      assert.notEqual(backends.at(-1), 'webgl');
      assert.deepEqual(errors, []);
      const next = await context.newPage();
      await waitForKit(next, sources.page);
      assert.equal(await next.evaluate(countStored), 100);
    } finally {
      await own.close();
    }
  });
});
