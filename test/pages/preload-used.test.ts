import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {CDPSession, Page} from 'puppeteer-core';
import {latestNavigationMs} from '../../src/preload/followed.js';
import {preloadLimits} from '../../src/preload/budget.js';
import {PreloadSite, sessionOf, visited, waitFor} from './preload-site.js';

const viewport = {width: 1000, height: 700};

/** Centres of the four links: far from each other, so that no approach leads over another one. */
const places = [
  [150, 120],
  [850, 120],
  [850, 580],
  [150, 580],
] as const;
const middle = [500, 350] as const;

/** How single-page routers handle a click. */
const routers = {
  'preventDefault() and pushState()': `addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    history.pushState(null, '', link.href);
  });`,
  'preventDefault() and a later pushState()': `addEventListener('click', (event) => {
    const link = event.target.closest('a');
    if (!link) return;
    event.preventDefault();
    setTimeout(() => history.pushState(null, '', link.href), 100);
  });`,
  'preventDefault() alone': `addEventListener('click', (event) => event.preventDefault());`,
  'intercept()': `navigation.addEventListener('navigate', (event) => {
    if (event.canIntercept) event.intercept({handler: () => Promise.resolve()});
  });`,
  'intercept() with a handler that takes long': `navigation.addEventListener('navigate', (event) => {
    if (event.canIntercept) event.intercept({handler: () => new Promise((resolve) => setTimeout(resolve, 300))});
  });`,
};

interface View {
  page: Page;
  session: CDPSession;
  at: readonly [number, number];
  warnings: string[];
  /** The address of each `preload` event. */
  preloads: string[];
}

let script = '';
let attributes = '';
/** The hash of all links. */
let hash = '';
let answerMs = 0;
let run = 0;
let pageMs = 0;

/** A page with four links, and `script`. */
function pageOf(): string {
  const links = places.map(
    ([x, y], i) =>
      `<a href="/to/${run}/${i + 1}${hash}" style="left:${x - 90}px;top:${y - 25}px">Link ${i + 1}</a>`,
  );
  return `<!doctype html><title>from</title><link rel="icon" href="data:,">
<style>a, button {position: absolute; width: 180px; height: 50px; display: block; background: #eee}</style>
<predictive-region targets="a[href], button" preload="prefetch" learn="off" habits="off" ${attributes}>${links.join('')}</predictive-region>
<script>
  addEventListener('preload', ({target}) => console.log('preload', target.getAttribute('href')));
  addEventListener('preload-outcome', ({target, used, reason}) =>
    // Also from a page that is being left.
    navigator.sendBeacon('/outcome/${run}?' + encodeURIComponent(JSON.stringify({used, reason, href: target.getAttribute('href')}))));
  ${script}
</script>
<script type="module" src="/kit/index.js"></script>`;
}

const site = new PreloadSite((path) => {
  if (path.startsWith('/from')) return {body: pageOf(), delayMs: pageMs};
  return path.startsWith('/never/') ? {delayMs: 60_000} : {delayMs: answerMs};
});
const chromium = visited(site);
let view: View;

async function open(): Promise<View> {
  const page = await chromium.browser.newPage();
  await page.setViewport(viewport);
  const opened: View = {
    page,
    session: sessionOf(page),
    at: [10, 350],
    warnings: [],
    preloads: [],
  };
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'warn') opened.warnings.push(text);
    if (text.startsWith('preload ')) opened.preloads.push(text.slice(8));
  });
  await page.goto(`${site.origin()}/from/${run}`);
  await page.evaluate(() => customElements.whenDefined('predictive-region'));
  view = opened;
  return opened;
}

/** Moves as a hand does, slower towards the end. */
async function moveTo(to: readonly [number, number], ms = 500): Promise<void> {
  const [fromX, fromY] = view.at;
  const steps = Math.round(ms / 16);
  for (let i = 1; i <= steps; i++) {
    const share = 1 - (1 - i / steps) ** 3;
    const [x, y] = [fromX + (to[0] - fromX) * share, fromY + (to[1] - fromY) * share];
    await view.session.send('Input.dispatchMouseEvent', {type: 'mouseMoved', x, y});
    await delay(16);
  }
  view.at = to;
}

interface Button {
  button?: 'left' | 'middle';
  modifiers?: number;
}

/** Presses where the pointer is. */
async function press({button = 'left', modifiers = 0}: Button = {}): Promise<void> {
  const [x, y] = view.at;
  const at = {x, y, button, modifiers, clickCount: 1};
  await view.session.send('Input.dispatchMouseEvent', {type: 'mousePressed', ...at});
  await delay(60);
  // A page that is left does not respond.
  view.session.send('Input.dispatchMouseEvent', {type: 'mouseReleased', ...at}).catch(() => undefined);
}

async function scorecard() {
  return view.page.evaluate(() => document.querySelector('predictive-region')!.scorecard);
}

/** What the page has reported of its preloads. */
function outcomes(): {used: boolean; reason?: string; href: string}[] {
  const prefix = `/outcome/${run}?`;
  return site
    .seen(prefix)
    .map(
      ({path}) => JSON.parse(decodeURIComponent(path.slice(prefix.length))) as ReturnType<typeof outcomes>[0],
    );
}

function seen(): string[] {
  return site.seen(`/to/${run}/`).map(({path}) => path);
}

/** Approaches a link, and rests until its page has been requested. */
async function prefetch(index: number): Promise<void> {
  await moveTo(places[index]!);
  await site.until(`/to/${run}/${index + 1}`);
  // The page is not told when the answer has arrived.
  await delay(100);
}

beforeEach(() => {
  run++;
  script = attributes = hash = '';
  answerMs = pageMs = 0;
});
afterEach(async () => {
  for (const page of (await chromium.browser.pages()).slice(1)) await page.close().catch(() => undefined);
});

describe('a page that is fetched ahead', () => {
  for (const [what, source] of Object.entries(routers))
    test(`is wasted where a router handles the clicks by ${what}, and after two none is fetched`, async () => {
      script = source;
      await open();
      const requests: string[][] = [];
      for (const index of [0, 1, 2, 3, 0, 1]) {
        await moveTo(places[index]!);
        await delay(150);
        await press();
        requests.push(seen());
        await delay(150);
      }
      await delay(latestNavigationMs);
      const {used, wasted, wastedByReason} = await scorecard();
      const {router, withdrawn = 0} = wastedByReason;
      assert.deepEqual({used, router}, {used: 0, router: 2});
      // Wrong guesses on the way.
      assert.equal(wasted, 2 + withdrawn);
      assert.deepEqual(seen(), requests[1], 'none is requested after the second press');
      for (const href of [1, 2].map((n) => `/to/${run}/${n}`)) assert.ok(seen().includes(href));
      // The event goes on, for the router's own preloads.
      for (const [index, count] of [2, 2, 1, 1].entries()) {
        const fired = view.preloads.filter((href) => href === `/to/${run}/${index + 1}`).length;
        assert.ok(fired >= count, `${fired} events of link ${index + 1}`);
      }
      assert.equal(view.warnings.length, 1, view.warnings.join('\n'));
      assert.match(view.warnings[0]!, /docs\/recipes\/routers\.md/);
    });

  for (const [what, ms] of [
    ['at once', 0],
    ['after a while', 700],
  ] as const)
    test(`is used by a press that opens it, when it arrives ${what}`, async () => {
      answerMs = ms;
      await open();
      await prefetch(2);
      await press();
      await waitFor(() => view.page.url().endsWith(`/to/${run}/3`), 'the page to open');
      await waitFor(() => outcomes().length > 0, 'the outcome');
      assert.deepEqual(outcomes(), [{used: true, href: `/to/${run}/3`}]);
      assert.deepEqual(seen(), [`/to/${run}/3`]);
    });

  for (const [what, button] of [
    ['the middle button', {button: 'middle'}],
    ['a modifier', {modifiers: 2}],
  ] as const)
    test(`is used by a new tab that ${what} opens`, async () => {
      await open();
      await prefetch(1);
      await press(button);
      await waitFor(
        async () => (await chromium.browser.pages()).some((page) => page.url().endsWith(`/to/${run}/2`)),
        'the tab to open',
      );
      await waitFor(() => outcomes().length > 0, 'the outcome');
      assert.deepEqual(outcomes(), [{used: true, href: `/to/${run}/2`}]);
      // The browser serves the tab from the prefetch.
      assert.deepEqual(seen(), [`/to/${run}/2`]);
    });

  test('is used by a press of a link with a hash, and requested once', async () => {
    hash = '#part';
    await open();
    await prefetch(2);
    await press();
    await waitFor(() => view.page.url().endsWith(`/to/${run}/3#part`), 'the page to open');
    await waitFor(() => outcomes().length > 0, 'the outcome');
    assert.deepEqual(outcomes(), [{used: true, href: `/to/${run}/3#part`}]);
    assert.deepEqual(seen(), [`/to/${run}/3`]);
  });

  test('is wasted where the press opens it with another hash', async () => {
    hash = '#part';
    script = `addEventListener('click', (event) => {
      event.preventDefault();
      location.href = event.target.closest('a').href + '-two';
    });`;
    await open();
    await prefetch(2);
    await press();
    await waitFor(() => view.page.url().endsWith(`/to/${run}/3#part-two`), 'the page to open');
    await waitFor(() => outcomes().length > 0, 'the outcome');
    assert.deepEqual(outcomes(), [{used: false, reason: 'elsewhere', href: `/to/${run}/3#part`}]);
    assert.deepEqual(seen(), [`/to/${run}/3`, `/to/${run}/3`]);
  });

  test('is not taken for prepared by a link to it with another hash', async () => {
    script = `addEventListener('DOMContentLoaded', () => document.querySelectorAll('a')[1].setAttribute('href', '/to/${run}/1#other'));`;
    await open();
    await prefetch(0);
    await moveTo(places[1]);
    await delay(500);
    await press();
    await waitFor(() => view.page.url().endsWith('#other'), 'the page to open');
    await delay(latestNavigationMs);
    assert.deepEqual(
      outcomes().filter(({used}) => used),
      [],
    );
    assert.deepEqual(seen(), [`/to/${run}/1`, `/to/${run}/1`]);
  });

  test('is used by a script that prevents the click and opens the page after an animation', async () => {
    script = `addEventListener('click', (event) => {
      const link = event.target.closest('a');
      event.preventDefault();
      setTimeout(() => (location.href = link.href), 250);
    });`;
    await open();
    await prefetch(0);
    await press();
    await waitFor(() => view.page.url().endsWith(`/to/${run}/1`), 'the page to open');
    await waitFor(() => outcomes().length > 0, 'the outcome');
    assert.deepEqual(outcomes(), [{used: true, href: `/to/${run}/1`}]);
  });

  test('is wasted by a script that opens another page', async () => {
    script = `addEventListener('click', (event) => {
      event.preventDefault();
      location.href = '/elsewhere/${run}';
    });`;
    await open();
    await prefetch(0);
    await press();
    await waitFor(() => view.page.url().endsWith(`/elsewhere/${run}`), 'the page to open');
    await waitFor(() => outcomes().length > 0, 'the outcome');
    assert.deepEqual(outcomes(), [{used: false, reason: 'elsewhere', href: `/to/${run}/1`}]);
  });

  test('leaves what the page prepares itself used by the press, whatever handles it', async () => {
    script = `${routers['preventDefault() and pushState()']}
      addEventListener('preload', (event) => {
        event.preventDefault();
        event.waitUntil(Promise.resolve());
      });`;
    await open();
    for (const index of [0, 1, 2]) {
      await moveTo(places[index]!);
      await delay(150);
      await press();
    }
    const pressed = (): boolean[] =>
      outcomes()
        .filter(({reason}) => reason !== 'withdrawn')
        .map(({used}) => used);
    await waitFor(() => pressed().length === 3, 'the outcomes');
    assert.deepEqual(pressed(), [true, true, true]);
    assert.deepEqual(seen(), []);
    assert.deepEqual(view.warnings, []);
  });

  test('begins anew with each press of a link whose address changes', async () => {
    script = `let next = 1;
      addEventListener('click', (event) => {
        event.preventDefault();
        document.querySelector('a').setAttribute('href', '/to/${run}/page-' + ++next);
      });`;
    await open();
    await moveTo(places[0]);
    await delay(200);
    for (let presses = 1; presses <= 3; presses++) {
      await press();
      await delay(250);
    }
    assert.deepEqual(view.preloads, [`/to/${run}/1`, `/to/${run}/page-2`, `/to/${run}/page-3`]);
  });

  test('begins anew when the address of its link changes during the approach', async () => {
    await open();
    await prefetch(0);
    await view.page.evaluate((to) => document.querySelector('a')!.setAttribute('href', to), `/to/${run}/new`);
    await moveTo([places[0][0] + 5, places[0][1] + 3], 100);
    await site.until(`/to/${run}/new`);
    await waitFor(() => outcomes().length > 0, 'the outcome');
    assert.deepEqual(view.preloads, [`/to/${run}/1`, `/to/${run}/new`]);
    assert.deepEqual(
      outcomes().map(({used, reason}) => [used, reason]),
      [[false, 'changed']],
    );
  });
});

describe('a place for a request', () => {
  test('is free when the answer is there', async () => {
    await open();
    for (const index of [0, 1, 2, 3]) {
      await moveTo(places[index]!);
      await delay(400);
    }
    await site.until(`/to/${run}/4`);
    assert.deepEqual(
      seen(),
      [1, 2, 3, 4].map((n) => `/to/${run}/${n}`),
    );
  });

  test('is held while the server works, as long as it took for the open page', async () => {
    pageMs = answerMs = 700;
    await open();
    for (const index of [0, 1, 2]) {
      await moveTo(places[index]!, 300);
      await delay(300);
    }
    await site.until(`/to/${run}/3`);
    await waitFor(() => site.requests.every(({endedAt}) => endedAt !== undefined), 'all to be answered');
    // Parts of the kit may be under way as well.
    const sent = site.seen(`/to/${run}/`);
    const atOnce = sent.map(
      ({beganAt: at}) => sent.filter(({beganAt, endedAt}) => beganAt <= at && endedAt! > at).length,
    );
    assert.ok(Math.max(...atOnce) <= preloadLimits.atOnce, String(atOnce));
  });
});

describe('forgetting what was fetched ahead', () => {
  for (const [what, forget] of [
    ['forgetPreloads()', () => document.querySelector('predictive-region')!.forgetPreloads()],
    [
      'a page that comes back from the browser’s cache',
      () => window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})),
    ],
  ] as const)
    test(`by ${what} ends what is shown and the rules, and the next approach asks again`, async () => {
      await open();
      await prefetch(0);
      const state = () =>
        view.page.evaluate(() => ({
          shown: document.querySelector('a')!.dataset.preloadState,
          rules: document.querySelectorAll('script[type=speculationrules]').length,
        }));
      assert.deepEqual(await state(), {shown: 'preloaded', rules: 1});
      await view.page.evaluate(forget);
      assert.deepEqual(await state(), {rules: 0});
      await waitFor(() => outcomes().length > 0, 'the outcome');
      assert.deepEqual(
        outcomes().map(({used, reason}) => [used, reason]),
        [[false, 'gone']],
      );
      await moveTo(middle);
      await delay(400);
      await moveTo(places[0]);
      await site.until(`/to/${run}/1`, 2);
    });
});
