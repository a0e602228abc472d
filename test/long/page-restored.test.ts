// What is left of a press that led to another page, when the browser shows the page again as it was left.
import assert from 'node:assert/strict';
import {afterEach, describe, test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {CDPSession, Page} from 'puppeteer-core';
import {PreloadSite, sessionOf, visited, waitFor} from '../pages/preload-site.js';

const viewport = {width: 900, height: 700};

/** Middles of what is pressed. */
const places = {link: [150, 120], submit: [750, 120], script: [750, 580], native: [150, 580]} as const;
type Name = keyof typeof places;

/** Where they lead. */
const paths: Record<Name, string> = {link: 'link', submit: 'answer', script: 'script', native: 'native'};

const at = (name: Name): string => {
  const [x, y] = places[name];
  return `id="${name}" style="position:absolute;left:${x - 60}px;top:${y - 20}px;width:120px;height:40px"`;
};

const from = `<!doctype html><title>from</title><link rel="icon" href="data:,">
<predictive-region id="region" targets="a[href]" preload="prefetch" eagerness="eager" learn="off" habits="off">
<predictive-button ${at('link')} href="/to/link">Link</predictive-button>
<form action="/to/answer"><predictive-button ${at('submit')} type="submit" name="a" value="1" preload-href="/to/answer">Send</predictive-button></form>
<predictive-button ${at('script')} preload-href="/to/script">Go</predictive-button>
<a ${at('native')} href="/to/native">Native</a>
<predictive-menu-button class="opener">Menu</predictive-menu-button>
<predictive-split-button class="opener">Split</predictive-split-button>
</predictive-region>
<script>
  Object.assign(window, {outcomes: [], shows: [], predictions: []});
  addEventListener('preload-outcome', ({target, used, reason}) => outcomes.push([target.id, used, reason]));
  addEventListener('pageshow', ({persisted}) => shows.push(persisted));
  addEventListener('click', ({target}) => {
    if (target.localName !== 'predictive-button') return;
    // As pages do when a press takes long; after the press, which a button that is loading would not take.
    for (const each of [target, ...document.querySelectorAll('.opener')]) setTimeout(() => (each.loading = true));
    if (target.id === 'script') setTimeout(() => location.assign('/to/script'), 50);
  });
</script>
<script type="module" src="/kit/index.js"></script>`;

const site = new PreloadSite((path) => (path === '/from' ? {body: from} : {}));
const chromium = visited(site);
let page: Page;
let session: CDPSession;
let pointer: readonly [number, number];

afterEach(() => page.close());

async function open(): Promise<void> {
  page = await chromium.browser.newPage();
  session = sessionOf(page);
  pointer = [450, 350];
  await page.setViewport(viewport);
  await page.goto(`${site.origin()}/from`);
  await page.evaluate(() => customElements.whenDefined('predictive-button'));
}

/** Moves as a hand does, slower towards the end. */
async function moveTo(to: readonly [number, number]): Promise<void> {
  const [fromX, fromY] = pointer;
  const steps = 30;
  for (let i = 1; i <= steps; i++) {
    const share = 1 - (1 - i / steps) ** 3;
    const [x, y] = [fromX + (to[0] - fromX) * share, fromY + (to[1] - fromY) * share];
    await session.send('Input.dispatchMouseEvent', {type: 'mouseMoved', x, y});
    await delay(16);
  }
  pointer = to;
}

async function mouse(type: 'mousePressed' | 'mouseReleased'): Promise<void> {
  const [x, y] = pointer;
  // A page that is left does not answer.
  session
    .send('Input.dispatchMouseEvent', {type, x, y, button: 'left', clickCount: 1})
    .catch(() => undefined);
  await delay(60);
}

const isPreloaded = (name: Name): Promise<boolean> =>
  page.evaluate(
    (id) => document.querySelector(`#${id}:state(preloaded), #${id}[data-preload-state=preloaded]`) !== null,
    name,
  );

const isPredicted = (name: Name): Promise<boolean> =>
  page.evaluate((id) => document.querySelector(`#${id}:is([predicted], [data-predicted])`) !== null, name);

/** What still shows that something was predicted, preloaded or pressed. */
const traces = (): Promise<string[]> =>
  page.evaluate(() => {
    const selectors =
      '[predicted], [data-predicted], [data-preload-state], [loading], :active, :state(predicted), :state(preloading), ' +
      ':state(preloaded), [style*="--predictive"], [slot=submitter]';
    const within = [...document.querySelectorAll('predictive-button')].flatMap((button) => [
      ...button.shadowRoot!.querySelectorAll(
        ':active, [aria-busy=true], [part=spinner], [disabled], [aria-disabled]',
      ),
    ]);
    const rules = document.querySelectorAll('script[type=speculationrules]');
    return [
      ...document.querySelectorAll(`:is(${selectors}):not(html, body, predictive-region)`),
      ...within,
      ...rules,
    ].map(({outerHTML}) => outerHTML);
  });

async function approachAndPress(name: Name): Promise<void> {
  await moveTo(places[name]);
  await waitFor(() => isPreloaded(name), `${name} to be preloaded`);
  await waitFor(() => isPredicted(name), `${name} to be predicted`);
  await mouse('mousePressed');
  await mouse('mouseReleased');
  await waitFor(() => new URL(page.url()).pathname === `/to/${paths[name]}`, 'the next page');
}

async function back(): Promise<void> {
  const isBack = () => page.evaluate(() => location.pathname === '/from');
  // Until the page before it has left, a page that has just come is not the active one, and there is no way back.
  await waitFor(async () => {
    try {
      if (!(await isBack())) await page.goBack();
      return await isBack();
    } catch (error) {
      if (error instanceof Error && error.message.includes('Not attached to an active page')) return false;
      throw error;
    }
  }, 'the page');
  assert.deepEqual(
    await page.evaluate(() => Reflect.get(window, 'shows') as boolean[]),
    [false, true],
    'the browser has kept the page',
  );
}

describe('a page that the browser shows again as it was left', () => {
  for (const name of ['link', 'submit', 'script', 'native'] as const)
    test(`shows nothing of the press that left it: ${name}`, async () => {
      await open();
      await approachAndPress(name);
      await back();
      // The pointer rests where it pressed; long enough for a prediction by a movement before.
      await delay(1000);
      assert.deepEqual(await traces(), []);
      const outcomes = await page.evaluate(
        () => Reflect.get(window, 'outcomes') as [string, boolean, string][],
      );
      // The form sends its fields, too, to an address that nobody has asked for ahead.
      assert.deepEqual(outcomes, [name === 'submit' ? [name, false, 'elsewhere'] : [name, true, null]]);
      const requests = site.seen(`/to/${paths[name]}`).length;
      await moveTo([450, 350]);
      await approachAndPress(name);
      assert.ok(site.seen(`/to/${paths[name]}`).length > requests);
    });
});
