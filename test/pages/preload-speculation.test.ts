import assert from 'node:assert/strict';
import {after, afterEach, before, describe, test} from 'node:test';
import {existsSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import puppeteer, {type Browser, type CDPSession, type Page} from 'puppeteer-core';
import {launch} from '../../tools/chromium.js';
import type {ActionRequest, ActionResult, runAction} from '../../src/preload/actions.js';
import {doneLimits, underWayLimits} from '../../src/preload/answer-time.js';
import {bundleParts, PreloadSite, sessionOf, waitFor, type Answer} from './preload-site.js';

/** Longest frame on common screens, ms. */
const frameMs = 1000 / 60;

const content = '<a id="link" style="position: fixed; inset: 0">link</a>';

/** Links of two regions, whose clicks a router of the page handles, in a column. */
const regions = `<!doctype html><title>regions</title><link rel="icon" href="data:,">
${['one', 'two']
  .map(
    (name) => `<predictive-region name="${name}" targets="a[href]" preload="prefetch">
${['a', 'b']
  .map((link) => `<p style="margin:0;height:100px"><a href="/to/${name}-${link}">${name} ${link}</a></p>`)
  .join('')}
</predictive-region>`,
  )
  .join('')}
<script type="module" src="/kit/index.js"></script>`;

const [shortestUnderWayMs, longestUnderWayMs] = underWayLimits;
const [shortestDoneMs] = doneLimits;

/** The server's time for requesting pages: as long as on many sites; the pages measure it. */
const usualAnswerMs = 300;

/**
 * `?csp=` sets a policy, `?report=` a report-only one; `/from/` takes 300 ms, `/slow/` 600, `/never/`
 * forever.
 */
function answer(path: string): Answer {
  const {searchParams} = new URL(path, 'http://x');
  const csp = searchParams.get('csp');
  const report = searchParams.get('report');
  const policies = {
    ...(csp && {'content-security-policy': csp}),
    ...(report && {'content-security-policy-report-only': report}),
  };
  if (path === '/moved/away')
    return {status: 302, headers: {location: `${foreign.origin('localhost')}/to/away`}};
  if (path.startsWith('/broken/')) return {status: 500};
  if (path.startsWith('/regions?')) return {headers: policies, body: regions};
  const [, folder = ''] = path.split('/');
  const delayMs = {from: usualAnswerMs, slow: 600, never: 60_000}[folder] ?? 0;
  if (path.endsWith('.js')) return {type: 'text/javascript', body: 'export {};'};
  return {
    delayMs,
    body: `<!doctype html><title>${path}</title><link rel="icon" href="data:,">
<body>${content}<script type="module" nonce="right" src="/kit/actions.js"></script>`,
    headers: {
      'cache-control': 'max-age=60',
      ...policies,
    },
  };
}

const site = new PreloadSite(answer);
const foreign = new PreloadSite(answer);

/** The usual path of Firefox; `FIREFOX_PATH` sets another one. */
const firefox = [process.env.FIREFOX_PATH ?? '', '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path !== '' && existsSync(path),
);

/** Progress of the requests, by the browser's own protocol. */
type Progress = Map<string, string[]>;

interface Opened {
  page: Page;
  session: CDPSession;
  progress: Progress;
}

before(async () => {
  const parts = await bundleParts({actions: 'src/preload/actions.ts', index: 'src/index.ts'});
  await site.start({parts});
  await foreign.start();
});

after(() => {
  site.stop();
  foreign.stop();
});

async function open(browser: Browser, path: string, origin = site.origin()): Promise<Opened> {
  const page = await browser.newPage();
  const session = sessionOf(page);
  const progress: Progress = new Map();
  const note = (key: string, status: string): void =>
    void progress.set(key, [...(progress.get(key) ?? []), status]);
  session.on('Preload.prefetchStatusUpdated', ({key: {url}, status, prefetchStatus}) => {
    note(`prefetch ${new URL(url).pathname}`, status === 'Failure' ? prefetchStatus : status);
  });
  session.on('Preload.prerenderStatusUpdated', ({key: {url}, status}) => {
    note(`prerender ${new URL(url).pathname}`, status);
  });
  await session.send('Preload.enable');
  await page.goto(origin + path);
  return {page, session, progress};
}

type Asked = Partial<Omit<ActionRequest, 'element' | 'signal' | 'filter'>> & {href: string};

/** State in the page between the calls of a test. */
interface PageState {
  run: (asked: Asked) => Promise<ActionResult | string>;
  aborts: Map<string, AbortController>;
}

/** Requests an action in the page; resolves to its result, or to its error's message. */
async function ask(page: Page, asked: Asked): Promise<ActionResult | string> {
  return page.evaluate(async (request) => {
    const state = window as unknown as Partial<PageState>;
    if (state.run === undefined) {
      const path = '/kit/actions.js';
      const actions = (await import(path)) as {runAction: typeof runAction};
      const aborts = (state.aborts ??= new Map<string, AbortController>());
      state.run = async ({href, action = 'prefetch', allow = [], isUserInitiated = false}) => {
        const abort = new AbortController();
        aborts.set(`${action} ${href}`, abort);
        const {signal} = abort;
        const element = document.querySelector('a')!;
        try {
          return await actions.runAction({href, action, allow, element, signal, isUserInitiated});
        } catch (error) {
          return error instanceof Error ? error.name : 'odd';
        }
      };
    }
    return state.run(request);
  }, asked);
}

/** Cancels a request; returns its time on the server's clock. */
async function cancel(page: Page, {href, action = 'prefetch'}: Asked): Promise<void> {
  await page.evaluate(
    (key) => (window as unknown as PageState).aborts.get(key)!.abort(),
    `${action} ${href}`,
  );
}

function cookie(domain: string) {
  return {name: 'mine', value: '1', domain, path: '/'};
}

/** Follows the link with a real click. */
async function follow({page, session}: Opened, href: string): Promise<void> {
  await page.evaluate((to) => document.querySelector('a')!.setAttribute('href', to), href);
  const at = {x: 100, y: 100, button: 'left', clickCount: 1} as const;
  await session.send('Input.dispatchMouseEvent', {type: 'mousePressed', ...at});
  // A page that replaces a prerendered one no longer responds.
  session.send('Input.dispatchMouseEvent', {type: 'mouseReleased', ...at}).catch(() => undefined);
}

function pause(page: Page, ms: number): Promise<void> {
  return page.evaluate((timeMs) => new Promise<void>((resolve) => setTimeout(resolve, timeMs)), ms);
}

async function reaches({progress}: Opened, key: string, status: string): Promise<void> {
  await waitFor(() => progress.get(key)?.includes(status), `${key} to be ${status}`);
}

/** Fields that the types lack. */
type Arrival = PerformanceNavigationTiming & {deliveryType: string; activationStart: number};

/** The navigation timing of the current page. */
async function arrival(browser: Browser, path: string): Promise<Arrival> {
  let timing: Arrival | undefined;
  await waitFor(async () => {
    for (const page of await browser.pages()) {
      if (new URL(page.url()).pathname !== path) continue;
      // A replaced page may never respond.
      timing = await Promise.race([
        page
          .evaluate(() => performance.getEntriesByType('navigation')[0]!.toJSON() as Arrival)
          .catch(() => undefined),
        delay(500, undefined),
      ]);
    }
    return timing !== undefined;
  }, `${path} to be shown`);
  return timing!;
}

describe('with speculation rules', () => {
  let browser: Browser;
  let opened: Opened;

  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  afterEach(() => opened.page.close().catch(() => undefined));

  test('a page is prefetched, and the click uses it', async () => {
    opened = await open(browser, '/from/prefetch');
    assert.deepEqual(await ask(opened.page, {href: '/to/prefetch'}), {});
    await reaches(opened, 'prefetch /to/prefetch', 'Ready');
    const {headers} = await site.until('/to/prefetch');
    assert.equal(headers['sec-purpose'], 'prefetch');
    assert.equal(headers['sec-speculation-tags'], '"predictive-buttons"');
    await follow(opened, '/to/prefetch');
    const {deliveryType} = await arrival(browser, '/to/prefetch');
    assert.equal(deliveryType, 'navigational-prefetch');
    await reaches(opened, 'prefetch /to/prefetch', 'Success');
    assert.equal(site.seen('/to/prefetch').length, 1);
  });

  test('a prefetched page is prerendered with one request, and shown by the click', async () => {
    opened = await open(browser, '/from/prerender');
    assert.deepEqual(await ask(opened.page, {href: '/to/prerender'}), {});
    assert.deepEqual(await ask(opened.page, {href: '/to/prerender', action: 'prerender'}), {});
    await reaches(opened, 'prerender /to/prerender', 'Ready');
    await follow(opened, '/to/prerender');
    const {activationStart} = await arrival(browser, '/to/prerender');
    assert.ok(activationStart > 0);
    assert.equal(site.seen('/to/prerender').length, 1);
  });

  test('a click during the prefetch waits for it, and makes no second request', async () => {
    opened = await open(browser, '/from/slow');
    await ask(opened.page, {href: '/slow/press'});
    await site.until('/slow/press');
    await follow(opened, '/slow/press');
    await arrival(browser, '/slow/press');
    assert.deepEqual(
      site.seen('/slow/press').map(({wasAborted}) => wasAborted),
      [false],
    );
  });

  test('cancelling closes the connection within a frame', async () => {
    opened = await open(browser, '/from/cancel');
    await ask(opened.page, {href: '/never/rules'});
    const seen = await site.until('/never/rules');
    const askedAt = performance.now();
    await cancel(opened.page, {href: '/never/rules'});
    const answeredAt = performance.now();
    await waitFor(() => seen.wasAborted, 'the request to be aborted');
    // Between the two comes the moment of the decision.
    assert.ok(seen.endedAt! - answeredAt < frameMs, `${(seen.endedAt! - askedAt).toFixed(1)} ms`);
    assert.deepEqual(await ask(opened.page, {href: '/never/rules'}), {refusal: 'cancelled'});
  });

  test('a cancelled page is requested once more if a press requires it', async () => {
    opened = await open(browser, '/from/again');
    const {page} = opened;
    const href = '/never/again';
    for (const [isUserInitiated, count] of [
      [false, 1],
      [true, 2],
    ] as const) {
      assert.deepEqual(await ask(page, {href, isUserInitiated}), {});
      const seen = await site.until(href, count);
      await cancel(page, {href});
      await waitFor(() => seen.wasAborted, 'the request to be aborted');
      assert.deepEqual(await ask(page, {href}), {refusal: 'cancelled'});
    }
    assert.deepEqual(await ask(page, {href, isUserInitiated: true}), {refusal: 'cancelled'});
    assert.equal(site.seen(href).length, 2);
  });

  test('on a fast site, a prefetch that is cancelled early stays for the click', async () => {
    opened = await open(browser, '/quick/late');
    await ask(opened.page, {href: '/to/quick-late'});
    await reaches(opened, 'prefetch /to/quick-late', 'Ready');
    await pause(opened.page, shortestUnderWayMs);
    await cancel(opened.page, {href: '/to/quick-late'});
    await follow(opened, '/to/quick-late');
    assert.equal((await arrival(browser, '/to/quick-late')).deliveryType, 'navigational-prefetch');
    assert.equal(site.seen('/to/quick-late').length, 1);
  });

  test('a cancelled prefetch that must be done releases its slot, and stays for the click', async () => {
    opened = await open(browser, '/quick/done');
    const {page} = opened;
    const [one, two, three] = ['/to/done-one', '/to/done-two', '/to/done-three'] as const;
    for (const href of [one, two]) await ask(page, {href});
    await pause(page, shortestDoneMs);
    for (const href of [one, two]) await cancel(page, {href});
    await ask(page, {href: three});
    await site.until(three);
    await follow(opened, one);
    assert.equal((await arrival(browser, one)).deliveryType, 'navigational-prefetch');
    assert.equal(site.seen(one).length, 1);
  });

  test('a prefetch that is cancelled after its expected end stays for the click', async () => {
    opened = await open(browser, '/from/late');
    await ask(opened.page, {href: '/to/late'});
    await reaches(opened, 'prefetch /to/late', 'Ready');
    await pause(opened.page, longestUnderWayMs);
    await cancel(opened.page, {href: '/to/late'});
    await follow(opened, '/to/late');
    assert.equal((await arrival(browser, '/to/late')).deliveryType, 'navigational-prefetch');
    assert.equal(site.seen('/to/late').length, 1);
  });

  for (const href of ['/never/both', '/slow/both', '/to/both'])
    test(`${href}: a prefetch and its prerender are cancelled together without a second request`, async () => {
      opened = await open(browser, '/from/both');
      await ask(opened.page, {href});
      await ask(opened.page, {href, action: 'prerender'});
      await site.until(href);
      await opened.page.evaluate((url) => {
        const {aborts} = window as unknown as PageState;
        aborts.get(`prefetch ${url}`)!.abort();
        aborts.get(`prerender ${url}`)!.abort();
      }, href);
      // Later requests would have come before this one.
      await ask(opened.page, {href: `${href}/after`});
      await site.until(`${href}/after`);
      assert.equal(site.requests.filter(({path}) => path === href).length, 1);
    });

  test('a cancelled prerender ends at once', async () => {
    opened = await open(browser, '/from/gone');
    await ask(opened.page, {href: '/to/gone', action: 'prerender'});
    await reaches(opened, 'prerender /to/gone', 'Ready');
    await cancel(opened.page, {href: '/to/gone', action: 'prerender'});
    await follow(opened, '/to/gone');
    assert.equal((await arrival(browser, '/to/gone')).activationStart, 0);
  });

  for (const [what, change] of [
    ['the browser goes offline', (page: Page) => page.setOfflineMode(true)],
    [
      'the page is hidden',
      (page: Page) =>
        page.evaluate(() => {
          Object.defineProperty(document, 'hidden', {value: true, configurable: true});
          document.dispatchEvent(new Event('visibilitychange'));
        }),
    ],
    [
      'data is to be saved',
      (page: Page) =>
        page.evaluate(() => {
          const {connection} = navigator as Navigator & {connection: EventTarget};
          Object.defineProperty(connection, 'saveData', {value: true});
          connection.dispatchEvent(new Event('change'));
        }),
    ],
  ] as const) {
    const path = `/never/${what.replaceAll(' ', '-')}`;
    test(`requests in progress end when ${what}`, async () => {
      opened = await open(browser, '/from/conditions');
      await ask(opened.page, {href: path});
      const seen = await site.until(path);
      await change(opened.page);
      await waitFor(() => seen.wasAborted, 'the request to be aborted');
    });
  }

  test('nothing is requested while offline or hidden', async () => {
    opened = await open(browser, '/from/offline');
    await opened.page.evaluate(() =>
      Object.defineProperty(navigator, 'onLine', {value: false, configurable: true}),
    );
    assert.deepEqual(await ask(opened.page, {href: '/to/offline'}), {refusal: 'conditions'});
    await opened.page.evaluate(() => {
      Reflect.deleteProperty(navigator, 'onLine');
      Object.defineProperty(document, 'hidden', {value: true, configurable: true});
    });
    assert.deepEqual(await ask(opened.page, {href: '/to/offline'}), {refusal: 'conditions'});
    await opened.page.evaluate(() => Reflect.deleteProperty(document, 'hidden'));
    assert.deepEqual(await ask(opened.page, {href: '/to/offline'}), {});
    await site.until('/to/offline');
  });

  test('a third request waits for one of two to end, and a cancelled one releases its slot', async () => {
    // A slow site: no request counts as done before 1.8 s.
    opened = await open(browser, '/slow/three');
    const {page} = opened;
    await ask(page, {href: '/never/one'});
    await ask(page, {href: '/never/two'});
    await site.until('/never/two');
    const third = ask(page, {href: '/never/three'});
    const fourth = ask(page, {href: '/never/four'});
    await pause(page, longestUnderWayMs);
    assert.equal(site.seen('/never/three').length + site.seen('/never/four').length, 0);
    await cancel(page, {href: '/never/four'});
    assert.deepEqual(await fourth, {refusal: 'aborted'});
    // Older than the time for immediate cancelling: it may have arrived, but releases its slot.
    await cancel(page, {href: '/never/one'});
    assert.deepEqual(await third, {});
    const seen = await site.until('/never/three');
    assert.equal(seen.atOnce, 2);
    assert.ok(site.seen('/never/one')[0]!.wasAborted);
    assert.ok(!site.seen('/never/two')[0]!.wasAborted);
    assert.equal(site.seen('/never/four').length, 0);
  });

  test('another site is prefetched without cookies, one that may share them only preconnected', async () => {
    opened = await open(browser, '/from/sites');
    const {page} = opened;
    const allow = ['cross-origin'];
    await browser.setCookie(cookie('127.0.0.1'));
    const sameSite = `${foreign.origin()}/to/same-site`;
    assert.deepEqual(await ask(page, {href: sameSite, allow}), {refusal: 'cookies'});
    const link = await page.evaluate(() => {
      const {href, crossOrigin} = document.querySelector<HTMLLinkElement>('link[rel=preconnect]')!;
      return [href, crossOrigin];
    });
    assert.deepEqual(link, [`${foreign.origin()}/`, 'anonymous']);

    const otherSite = `${foreign.origin('localhost')}/to/other-site`;
    assert.deepEqual(await ask(page, {href: otherSite, allow: []}), {refusal: 'cross-origin'});
    assert.deepEqual(await ask(page, {href: otherSite, allow, action: 'prerender'}), {
      refusal: 'cross-origin',
    });
    assert.deepEqual(await ask(page, {href: otherSite, allow}), {});
    const {headers} = await foreign.until('/to/other-site');
    assert.equal(headers.cookie, undefined);
    // With cookies, the browser makes no request.
    await browser.setCookie(cookie('localhost'));
    assert.deepEqual(await ask(page, {href: otherSite.replace('/to/', '/known/'), allow}), {});
    await reaches(opened, 'prefetch /known/other-site', 'PrefetchNotEligibleUserHasCookies');
    assert.deepEqual(
      foreign.requests.map(({path}) => path),
      ['/to/other-site'],
    );
    await browser.deleteMatchingCookies({name: 'mine'});
  });

  test('requests of the page itself are not repeated', async () => {
    opened = await open(browser, '/from/rules');
    const {page} = opened;
    await page.evaluate(() => {
      document.querySelector('a')!.setAttribute('href', '/to/by-document-rule');
      const script = document.createElement('script');
      script.type = 'speculationrules';
      script.text = JSON.stringify({
        prefetch: [{urls: ['/to/by-rule', '/to/by-both'], eagerness: 'immediate'}],
        prerender: [{where: {href_matches: '/to/by-document*'}, eagerness: 'immediate'}],
      });
      document.head.append(script);
    });
    await reaches(opened, 'prefetch /to/by-rule', 'Ready');
    assert.deepEqual(await ask(page, {href: '/to/by-rule'}), {refusal: 'requested-by-page'});
    assert.deepEqual(await ask(page, {href: '/to/by-document-rule'}), {refusal: 'requested-by-page'});
    assert.deepEqual(await ask(page, {href: '/to/by-both', action: 'prerender'}), {});
    await reaches(opened, 'prerender /to/by-both', 'Ready');
    assert.equal(site.seen('/to/by-both').length, 1);
    assert.equal(site.seen('/to/by-rule').length, 1);
  });

  test('a module has loaded when it is imported, with its bytes', async () => {
    opened = await open(browser, '/from/module');
    const result = (await ask(opened.page, {href: '/to/module.js', action: 'module'})) as ActionResult;
    assert.ok(result.bytes! > 10);
    await opened.page.evaluate((path) => import(path).then(() => undefined), '/to/module.js');
    assert.equal(site.seen('/to/module.js').length, 1);
  });

  test('a cancelled module still arrives, since browsers continue', async () => {
    opened = await open(browser, '/from/module');
    const asked = ask(opened.page, {href: '/slow/module.js', action: 'module'});
    const seen = await site.until('/slow/module.js');
    await cancel(opened.page, {href: '/slow/module.js', action: 'module'});
    assert.ok(((await asked) as ActionResult).bytes! > 10);
    assert.ok(!seen.wasAborted);
  });
});

/** Makes the following pages report that a feature is missing. */
async function lack(page: Page, {links}: {links: boolean}): Promise<void> {
  await page.evaluateOnNewDocument((withoutLinks) => {
    HTMLScriptElement.supports = () => false;
    if (withoutLinks) DOMTokenList.prototype.supports = () => false;
  }, links);
}

describe('without speculation rules', () => {
  let browser: Browser;
  let opened: Opened;

  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  afterEach(() => opened.page.close());

  const openWithout = async (path: string, {links = false} = {}): Promise<void> => {
    opened = await open(browser, path);
    await lack(opened.page, {links});
    await opened.page.reload();
  };

  test('a link prefetches, the cache serves the click, and there is no prerendering', async () => {
    await openWithout('/from/links');
    assert.deepEqual(await ask(opened.page, {href: '/to/link', action: 'prerender'}), {
      refusal: 'unsupported',
    });
    const {bytes} = (await ask(opened.page, {href: '/to/link'})) as ActionResult;
    const seen = await site.until('/to/link');
    assert.equal(seen.headers['sec-fetch-dest'], 'empty');
    assert.equal(seen.headers['sec-purpose'], 'prefetch');
    assert.ok(bytes! > 100);
    await follow(opened, '/to/link');
    assert.equal((await arrival(browser, '/to/link')).deliveryType, 'cache');
    assert.equal(site.seen('/to/link').length, 1);
  });

  test('nor links, a fetch at low priority prefetches, and tells the server', async () => {
    await openWithout('/from/fetch', {links: true});
    const {bytes} = (await ask(opened.page, {href: '/to/fetch'})) as ActionResult;
    const {headers} = await site.until('/to/fetch');
    assert.equal(headers['x-sec-purpose'], 'prefetch');
    assert.equal(headers['sec-fetch-mode'], 'same-origin');
    assert.ok(bytes! > 100);
    await follow(opened, '/to/fetch');
    assert.equal((await arrival(browser, '/to/fetch')).deliveryType, 'cache');
    assert.equal(site.seen('/to/fetch').length, 1);
    assert.equal(opened.progress.size, 0);
  });

  for (const links of [false, true]) {
    const means = links ? 'a fetch' : 'a link';
    const folder = links ? 'fetch' : 'link';
    test(`cancelling closes the connection of ${means} within a frame`, async () => {
      await openWithout('/from/cancel', {links});
      const href = `/never/${folder}`;
      const failure = ask(opened.page, {href});
      const seen = await site.until(href);
      await cancel(opened.page, {href});
      const answeredAt = performance.now();
      await waitFor(() => seen.wasAborted, 'the request to be aborted');
      assert.ok(seen.endedAt! - answeredAt < frameMs);
      assert.equal(await failure, 'AbortError');
      assert.deepEqual(await ask(opened.page, {href}), {refusal: 'cancelled'});
    });

    test(`a failure by ${means} is reported, and not repeated`, async () => {
      await openWithout('/from/failure', {links});
      const href = `/broken/${folder}`;
      if (links) assert.equal(await ask(opened.page, {href}), 'Error');
      else await ask(opened.page, {href});
      assert.deepEqual(await ask(opened.page, {href}), {refusal: 'failed'});
      assert.equal(site.seen(href).length, 1);
    });

    test(`${means} waits for one of two to end`, async () => {
      await openWithout('/from/three', {links});
      const [one, two, three] = ['one', 'two', 'three'].map((name) => `/never/${folder}-${name}`);
      const answers = [one, two, three].map((href) => ask(opened.page, {href: href!}));
      await site.until(two!);
      await cancel(opened.page, {href: one!});
      const {atOnce} = await site.until(three!);
      assert.equal(atOnce, 2);
      await cancel(opened.page, {href: two!});
      await cancel(opened.page, {href: three!});
      assert.deepEqual(await Promise.all(answers), Array(3).fill('AbortError'));
    });
  }

  test('a fetch does not follow a redirect to another origin', async () => {
    await openWithout('/from/redirect', {links: true});
    assert.equal(await ask(opened.page, {href: '/moved/away'}), 'TypeError');
    assert.equal(foreign.seen('/to/away').length, 0);
  });

  test('another origin is preconnected, not requested', async () => {
    await openWithout('/from/foreign');
    const href = `${foreign.origin('localhost')}/to/unasked`;
    assert.deepEqual(await ask(opened.page, {href, allow: ['cross-origin']}), {refusal: 'cookies'});
    assert.equal(
      await opened.page.evaluate(() => document.querySelectorAll('link[rel=preconnect]').length),
      1,
    );
    assert.equal(foreign.seen('/to/unasked').length, 0);
  });
});

describe('if the policy of the page', () => {
  let browser: Browser;
  let opened: Opened;

  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());
  afterEach(() => opened.page.close());

  const withPolicy = (csp: string) => `/from/policy?csp=${encodeURIComponent(csp)}`;
  const rules = () => document.querySelectorAll('[type=speculationrules]').length;

  const countViolations = (page: Page): Promise<void> =>
    page.evaluate(() => {
      const state = window as unknown as {violations: number};
      state.violations = 0;
      document.addEventListener('securitypolicyviolation', () => state.violations++);
    });
  const violations = (page: Page): Promise<number> =>
    page.evaluate(() => (window as unknown as {violations: number}).violations);

  test('forbids inline scripts, links take over for good, and pages are not prerendered', async () => {
    opened = await open(browser, withPolicy("script-src 'self'"));
    const {page} = opened;
    await countViolations(page);
    const {bytes} = (await ask(page, {href: '/to/forbidden'})) as ActionResult;
    assert.ok(bytes! > 100);
    assert.equal(site.seen('/to/forbidden')[0]!.headers['sec-purpose'], 'prefetch');
    assert.equal(site.seen('/to/forbidden')[0]!.headers['sec-fetch-dest'], 'empty');
    await ask(page, {href: '/to/forbidden-too'});
    assert.deepEqual(await ask(page, {href: '/to/forbidden', action: 'prerender'}), {refusal: 'unsupported'});
    assert.equal(await violations(page), 1);
    assert.equal(await page.evaluate(rules), 0);
    assert.equal(site.seen('/to/forbidden').length, 2);
  });

  test('F69 forbids inline scripts, requests that come at once violate it once, and all are made', async () => {
    opened = await open(browser, withPolicy("script-src 'self'"));
    const {page} = opened;
    await countViolations(page);
    // The slots of two predictions, and one of a press.
    const answers = await Promise.all([
      ask(page, {href: '/to/at-once-1'}),
      ask(page, {href: '/to/at-once-2'}),
      ask(page, {href: '/to/at-once-3', isUserInitiated: true}),
    ]);
    assert.ok(answers.every((answer) => (answer as ActionResult).bytes! > 100));
    assert.equal(await violations(page), 1);
    for (const number of [1, 2, 3]) assert.equal(site.seen(`/to/at-once-${number}`).length, 1);
  });

  test('F69 forbids inline scripts, all regions of a page violate it once, also after a router has navigated', async () => {
    opened = await open(browser, `/regions?csp=${encodeURIComponent("script-src 'self'")}`);
    const {page} = opened;
    await countViolations(page);
    await page.evaluate(() =>
      addEventListener('click', (event) => {
        event.preventDefault();
        history.pushState(null, '', (event.target as HTMLAnchorElement).href);
      }),
    );
    for (const link of ['one-a', 'two-a', 'one-b', 'two-b']) {
      const {x, y} = await page.$eval(`[href="/to/${link}"]`, (element) => {
        const box = element.getBoundingClientRect();
        return {x: box.x + box.width / 2, y: box.y + box.height / 2};
      });
      await waitFor(
        async () => {
          for (let i = 10; i >= 0; i--) {
            await page.mouse.move(x + 20 * i, y + 4 * i);
            await delay(12);
          }
          await delay(100);
          return site.seen(`/to/${link}`).length > 0;
        },
        `${link} to be prefetched`,
        20_000,
      );
      assert.equal(site.seen(`/to/${link}`)[0]!.headers['sec-fetch-dest'], 'empty');
      if (link === 'two-a') {
        await page.mouse.click(x, y);
        assert.equal(await page.evaluate(() => location.pathname), '/to/two-a');
      }
    }
    assert.equal(await violations(page), 1);
    assert.equal(await page.evaluate(rules), 0);
  });

  test('only reports inline scripts, they are used', async () => {
    opened = await open(browser, `/from/report?report=${encodeURIComponent("script-src 'self'")}`);
    assert.deepEqual(await ask(opened.page, {href: '/to/report'}), {});
    await reaches(opened, 'prefetch /to/report', 'Ready');
    assert.deepEqual(await ask(opened.page, {href: '/to/report', action: 'prerender'}), {});
  });

  test('requires a nonce, it is that of the element or of its ancestor', async () => {
    opened = await open(browser, withPolicy("script-src 'self' 'nonce-right'"));
    await opened.page.evaluate(() => {
      document.querySelector('a')!.nonce = 'right';
      document.querySelector('a')!.setAttribute('nonce', 'right');
    });
    await ask(opened.page, {href: '/to/nonce'});
    await reaches(opened, 'prefetch /to/nonce', 'Ready');
  });

  test('requires trusted types, the policy predictive-buttons creates them', async () => {
    opened = await open(
      browser,
      withPolicy("require-trusted-types-for 'script'; trusted-types predictive-buttons"),
    );
    await ask(opened.page, {href: '/to/trusted'});
    await reaches(opened, 'prefetch /to/trusted', 'Ready');
  });

  test('does not know that policy, links take over', async () => {
    opened = await open(browser, withPolicy("require-trusted-types-for 'script'; trusted-types 'none'"));
    assert.ok(((await ask(opened.page, {href: '/to/untrusted'})) as ActionResult).bytes! > 100);
    assert.equal(site.seen('/to/untrusted')[0]!.headers['sec-fetch-dest'], 'empty');
    assert.equal(await opened.page.evaluate(rules), 0);
  });
});

describe('in Firefox', {skip: firefox === undefined && 'there is no Firefox; set FIREFOX_PATH'}, () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    if (firefox === undefined) return;
    browser = await puppeteer.launch({browser: 'firefox', executablePath: firefox, headless: true});
    page = await browser.newPage();
  });
  after(() => browser?.close());

  test('a link prefetches, and the cache serves the navigation', async () => {
    await page.goto(`${site.origin()}/from/firefox`);
    const {bytes} = (await ask(page, {href: '/to/firefox'})) as ActionResult;
    assert.ok(bytes! > 100);
    const {headers} = await site.until('/to/firefox');
    assert.equal(headers['sec-purpose'], 'prefetch');
    assert.match(headers['user-agent']!, /Firefox/);
    assert.deepEqual(await ask(page, {href: '/to/firefox', action: 'prerender'}), {refusal: 'unsupported'});
    await page.goto(`${site.origin()}/to/firefox`);
    assert.equal(site.seen('/to/firefox').length, 1);
  });

  test('cancelling closes the connection', async () => {
    await page.goto(`${site.origin()}/from/firefox`);
    const failure = ask(page, {href: '/never/firefox'});
    const seen = await site.until('/never/firefox');
    await cancel(page, {href: '/never/firefox'});
    await waitFor(() => seen.wasAborted, 'the request to be aborted');
    assert.equal(await failure, 'AbortError');
  });
});
