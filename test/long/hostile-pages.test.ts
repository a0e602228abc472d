import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {Page} from 'puppeteer-core';
import {seededRandom} from '../../src/core/random.js';
import {handPath} from '../support/approaches.js';
import {complaintsOf, PackageSite} from './package-site.js';
import {visitedAfter, waitFor} from '../pages/preload-site.js';

const site = new PackageSite({
  pages: {
    '/': {
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>
        <script type="module" src="/kit/predictive-buttons.js"></script>
        <style>.row {position: absolute; top: 420px; left: 60px; display: flex; gap: 100px}
          .row > * {display: block; width: 160px; height: 60px}</style>
        <predictive-region targets=".row > *" preload="prefetch" hints="described" persist="session">
          <form id="form"><input name="closest" value="1"><predictive-button id="send" type="submit">Send</predictive-button></form>
          <predictive-menu-button label="Share"><predictive-menu-item>Mail</predictive-menu-item></predictive-menu-button>
          <predictive-nav label="Pages"><a href="#one">One</a><a href="#two">Two</a></predictive-nav>
          <div class="row"><button id="first">First</button><a id="second" href="/second">Second</a></div>
        </predictive-region>`,
    },
    '/second': {body: '<!doctype html><title>second</title>'},
  },
});

/** What old and hostile pages do before the kit is loaded. Each runs in the page, with nothing from here. */
const faults: Record<string, () => void> = {
  'an Array.from without a mapping': () => {
    Array.from = ((list: ArrayLike<unknown>) => Array.prototype.slice.call(list)) as typeof Array.from;
  },
  'getCoalescedEvents that is null': () => {
    Object.defineProperty(PointerEvent.prototype, 'getCoalescedEvents', {value: null, configurable: true});
  },
  'getCoalescedEvents that returns null': () => {
    Object.defineProperty(PointerEvent.prototype, 'getCoalescedEvents', {
      value: () => null,
      configurable: true,
    });
  },
  'getCoalescedEvents that throws': () => {
    Object.defineProperty(PointerEvent.prototype, 'getCoalescedEvents', {
      configurable: true,
      value: () => {
        throw new Error('no');
      },
    });
  },
  'no getCoalescedEvents': () => {
    Reflect.deleteProperty(PointerEvent.prototype, 'getCoalescedEvents');
  },
  'no matchMedia': () => {
    Reflect.deleteProperty(window, 'matchMedia');
  },
  'no IntersectionObserver': () => {
    Reflect.deleteProperty(window, 'IntersectionObserver');
  },
  'no ResizeObserver': () => {
    Reflect.deleteProperty(window, 'ResizeObserver');
  },
  'no requestIdleCallback': () => {
    Reflect.deleteProperty(window, 'requestIdleCallback');
  },
  'no structuredClone': () => {
    Reflect.deleteProperty(window, 'structuredClone');
  },
  'no crypto.randomUUID': () => {
    Reflect.deleteProperty(Crypto.prototype, 'randomUUID');
  },
  'no CSS.supports': () => {
    Reflect.deleteProperty(CSS, 'supports');
  },
  'a connection that throws': () => {
    Object.defineProperty(navigator, 'connection', {
      get() {
        throw new Error('no');
      },
    });
  },
  'an enumerable property on every object': () => {
    Object.assign(Object.prototype, {extend: () => 'extended', each: 'each'});
  },
  'setters on every object': () => {
    for (const name of ['key', 'data', 'model', 'probability', 'likely'])
      Object.defineProperty(Object.prototype, name, {
        configurable: true,
        get: () => undefined,
        set() {
          throw new Error(`${name} was set`);
        },
      });
  },
  'toJSON and entries of an old Prototype.js': () => {
    const quoted = function (this: unknown[]): string {
      return `[${this.map(String).join(', ')}]`;
    };
    Object.assign(Array.prototype, {toJSON: quoted});
    Array.prototype.entries = function () {
      return [...this] as unknown as ArrayIterator<[number, unknown]>;
    };
  },
  'a closest that throws': () => {
    Element.prototype.closest = () => {
      throw new Error('no');
    };
  },
  'a bind that forgets the receiver': () => {
    Function.prototype.bind = function (this: (...args: unknown[]) => unknown) {
      return (...args: unknown[]) => this(...args);
    };
  },
};

/** Runs a fault in the page; the compiler of the tests names functions with a helper that the page lacks. */
function sourceOf(fault: () => void): string {
  return `{const __name = (named) => named; (${String(fault)})();}`;
}

let page: Page;

const chromium = visitedAfter(() => site.start(), site);

beforeEach(async () => {
  site.requests.length = 0;
  page = await chromium.browser.newPage();
  await page.setViewport({width: 800, height: 600});
});

afterEach(() => page.close());

/** Waits for an expression. Puppeteer's own waiting runs code in the page, which a fault may break. */
async function until(expression: string): Promise<void> {
  await waitFor(() => page.evaluate(expression), expression, 20_000);
}

async function middleOf(selector: string): Promise<[number, number]> {
  // A cast: that is what the expression makes.
  return (await page.evaluate(
    `(({x, y, width, height}) => [x + width / 2, y + height / 2])(document.querySelector('${selector}').getBoundingClientRect())`,
  )) as [number, number];
}

async function approach(selector: string): Promise<void> {
  const to = await middleOf(selector);
  let due = performance.now();
  for (const [px, py, ms = 0] of handPath({from: [500, 200], to, random: seededRandom(3)})) {
    due += ms;
    await delay(Math.max(0, due - performance.now()));
    await page.mouse.move(px, py);
  }
}

/** Approaches until it is predicted: on a busy machine a hand falters, as one does that has changed its mind. */
async function approachUntilPredicted(selector: string): Promise<void> {
  const predicted = `document.querySelector('${selector}').hasAttribute('data-predicted')`;
  for (let attempt = 1; ; attempt++) {
    await approach(selector);
    try {
      await waitFor(() => page.evaluate(predicted), predicted, 3000);
      return;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

async function works(): Promise<void> {
  const complaints = await complaintsOf(page);
  await page.goto(site.origin);
  await until('document.querySelector(":not(:defined)") === null');
  await page.evaluate(`globalThis.seen = []; globalThis.errors = [];
    for (const type of ['click', 'submit', 'focusin'])
      document.addEventListener(type, (event) => {
        if (type === 'submit') event.preventDefault();
        seen.push(type + ' ' + event.target.id);
      });
    addEventListener('predictive-error', ({error}) => errors.push(error.code + ' ' + error.cause), true);`);
  await page.mouse.click(...(await middleOf('#send')));
  await until(`seen.includes('click send') && seen.includes('submit form')`);
  await page.evaluate(`document.querySelector('#send').focus()`);
  await until(`seen.includes('focusin send')`);
  await page.keyboard.press('Enter');
  await until(`seen.filter((each) => each === 'submit form').length === 2`);
  assert.equal(await page.evaluate(`document.querySelector('#send').shadowRoot.childElementCount > 0`), true);
  await approachUntilPredicted('#first');
  await page.mouse.down();
  await page.mouse.up();
  await until(`seen.includes('click first')`);
  await approachUntilPredicted('#second');
  await waitFor(() => site.requests.some(({path}) => path === '/second'), 'the link is prefetched', 20_000);
  await page.evaluate(`document.querySelector('predictive-menu-button').focus()`);
  await page.keyboard.press('Enter');
  await until(`document.querySelector('predictive-menu-item').checkVisibility()`);
  await page.keyboard.press('Escape');
  assert.deepEqual(await page.evaluate('errors'), []);
  assert.deepEqual(await complaints(), []);
}

describe('a page', () => {
  it('without a fault passes what the others do', () => works());

  for (const [name, fault] of Object.entries(faults))
    it(`F87 with ${name} predicts and presses as any other`, async () => {
      await page.evaluateOnNewDocument(sourceOf(fault));
      await works();
    });

  it('F87 with all of these at once predicts and presses as any other', async () => {
    for (const fault of Object.values(faults)) await page.evaluateOnNewDocument(sourceOf(fault));
    await works();
  });
});
