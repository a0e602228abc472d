import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {after, before, describe, it} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {render} from '@lit-labs/ssr';
import {collectResult} from '@lit-labs/ssr/lib/render-result.js';
import {html} from 'lit';
import type {Browser, Page} from 'puppeteer-core';
import {seededRandom} from '../../src/core/random.js';
import '../../src/link-card.js';
import '../../src/nav.js';
import {launch} from '../../tools/chromium.js';
import {handPath} from '../support/approaches.js';
import {bundleParts, PreloadSite, waitFor} from './preload-site.js';

/** What the docs tell a page to say until the elements are defined. */
const [, beforeDefinition] = /```css\n(.*?)```/s.exec(
  readFileSync(new URL('../../docs/theming.md', import.meta.url), 'utf8').split('## Before definition\n')[1]!,
)!;

const card = html`<predictive-link-card href="/report" preload="prefetch">
  <h3 slot="heading">Quarterly report</h3>
  <p id="text">Revenue, churn and forecast for the third quarter.</p>
  <div slot="footer"><a id="inner" href="/edit">Edit</a></div>
</predictive-link-card>`;

const nav = html`<predictive-nav label="Main"
  ><a href="/">Home</a><a href="/orders" id="orders">Orders</a><a href="/customers">Customers</a
  ><a href="/reports">Reports</a><a href="/settings">Settings</a></predictive-nav
>`;

/** The tags as they are written, as frameworks render them. */
function written(...templates: (typeof card)[]): string {
  return templates.map(({strings}) => strings.join('')).join('');
}

function pageOf(content: string): string {
  return `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>
    <style>${beforeDefinition} body {margin: 20px; width: 600px; font: 16px/1.5 sans-serif} h3, p {margin: 0}</style>
    <predictive-region>${content}</predictive-region><p id="below">Below</p>`;
}

const bodies = new Map<string, string>();
const site = new PreloadSite((path) => {
  const body = bodies.get(path);
  return body === undefined ? {} : {body};
});
let browser: Browser;
let page: Page;
const complaints: string[] = [];

before(async () => {
  bodies.set('/card', pageOf(written(card)));
  bodies.set('/orders', pageOf(written(nav, card)));
  bodies.set('/orders/rendered', pageOf(await collectResult(render(html`${nav}${card}`))));
  await site.start({
    parts: await bundleParts({index: 'src/index.ts', 'link-card': 'src/link-card.ts', nav: 'src/nav.ts'}),
  });
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.stop();
});

async function open(path: string): Promise<void> {
  site.requests.length = 0;
  complaints.length = 0;
  page = await browser.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.setViewport({width: 640, height: 600});
  await page.goto(site.origin() + path);
}

async function define(): Promise<void> {
  await page.evaluate(async () => {
    for (const part of ['index', 'link-card', 'nav'])
      await import(String(new URL(`/kit/${part}.js`, origin)));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}

async function middleOf(selector: string): Promise<[number, number]> {
  const {x, y, width, height} = await page.$eval(
    selector,
    (element) => element.getBoundingClientRect().toJSON() as DOMRect,
  );
  return [x + width / 2, y + height / 2];
}

/** The places of what is seen, and what the navigation shows. Runs in the page. */
function shown(): {boxes: number[][]; row: string[]} {
  const seen = document.querySelectorAll(
    'predictive-nav, predictive-link-card, h3, #text, #below, predictive-nav > a',
  );
  return {
    boxes: [...seen].map((element) => {
      const {x, y, width, height} = element.getBoundingClientRect();
      return [x, y, width, height].map(Math.round);
    }),
    row: [...document.querySelectorAll('predictive-nav > a')]
      .filter((link) => link.checkVisibility())
      .map(({textContent}) => textContent),
  };
}

describe('predictive-link-card on a page', () => {
  /** Presses a place of the card; resolves to how the page opens, as the server and the browser see it. */
  async function press(
    selector: string,
    {key, button}: {key?: 'Control' | 'Shift'; button?: 'middle'} = {},
  ): Promise<{opened: number; stayed: boolean}> {
    await open('/card');
    await define();
    const count = (await browser.pages()).length;
    const [x, y] = selector === 'blank' ? [560, (await middleOf('h3'))[1]] : await middleOf(selector);
    if (key) await page.keyboard.down(key);
    await page.mouse.click(x, y, {button: button ?? 'left'});
    if (key) await page.keyboard.up(key);
    await site.until('/report');
    const hasStayed = (): boolean => new URL(page.url()).pathname === '/card';
    // A busy browser tells late of a new window.
    for (const limit = Date.now() + 5000; hasStayed() && Date.now() < limit;) {
      if ((await browser.pages()).length > count) break;
      await delay(20);
    }
    await delay(200);
    const pages = await browser.pages();
    const opened = pages.length - count;
    const stayed = hasStayed();
    for (const each of pages.slice(1)) await each.close();
    return {opened, stayed};
  }

  for (const place of ['blank', 'h3', '#text']) {
    it(`opens its page in place by a press on ${place}`, async () => {
      assert.deepEqual(await press(place), {opened: 0, stayed: false});
    });

    for (const how of [{key: 'Control'}, {key: 'Shift'}, {button: 'middle'}] as const)
      it(`opens it elsewhere by a press on ${place} with ${JSON.stringify(how)}`, async () => {
        assert.deepEqual(await press(place, how), {opened: 1, stayed: true});
      });
  }

  it('is prefetched before the press, which uses that', async () => {
    await open('/card');
    await define();
    const outcomes: unknown[] = [];
    await page.exposeFunction('told', (outcome: unknown) => outcomes.push(outcome));
    await page.evaluate(() => {
      addEventListener('preload-outcome', (event) => {
        const {used} = event as unknown as {used: boolean};
        void (window as unknown as {told: (used: boolean) => Promise<void>}).told(used);
      });
    });
    const to = await middleOf('#text');
    let at = performance.now();
    for (const [x, y, ms = 0] of handPath({from: [300, 580], to, random: seededRandom(3)})) {
      at += ms;
      if (at > performance.now()) await delay(at - performance.now());
      await page.mouse.move(x, y);
    }
    const request = await site.until('/report');
    assert.equal(request.headers['sec-purpose'], 'prefetch');
    await page.mouse.down();
    await page.mouse.up();
    await page.waitForFunction(() => location.pathname === '/report');
    await delay(100);
    assert.equal(site.seen('/report').length, 1);
    await page.close();
  });
});

describe('elements that a server has sent', () => {
  it('stay in their places when they are defined', async () => {
    await open('/orders');
    const before = await page.evaluate(shown);
    await define();
    assert.deepEqual(await page.evaluate(shown), before);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  it('take over the roots that @lit-labs/ssr has rendered for them, once', async () => {
    await open('/orders/rendered');
    const rendered = await page.evaluate(shown);
    assert.equal(rendered.row.length, 5);
    await define();
    assert.deepEqual(await page.evaluate(shown), rendered);
    const counts = await page.evaluate(() =>
      ['predictive-nav', 'predictive-link-card'].map((name) => {
        const root = document.querySelector(name)!.shadowRoot!;
        return [root.querySelectorAll('nav, a[part=link]').length, root.querySelectorAll('style').length];
      }),
    );
    assert.deepEqual(counts, [
      [1, 0],
      [1, 0],
    ]);
    assert.deepEqual(complaints, []);
    // The navigation puts what does not fit into its menu there, too.
    await page.evaluate(() => (document.body.style.width = '300px'));
    await waitFor(async () => (await page.evaluate(shown)).row.length < 5, 'the navigation is narrower');
    await page.close();
  });

  it('are never seen in two ways: a narrow page shows its navigation at once as it stays', async () => {
    await open('/orders');
    await page.evaluate(() => (document.body.style.width = '320px'));
    // Every state that could be painted, from the frame in which the elements are defined.
    const rows = await page.evaluate(async () => {
      const rows: number[] = [];
      const modules = ['index', 'link-card', 'nav'].map(
        (part) => import(String(new URL(`/kit/${part}.js`, origin))),
      );
      await Promise.all(modules);
      const links = [...document.querySelectorAll('predictive-nav > a')];
      for (let frame = 0; frame < 20; frame++) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        // After the layout and the observers of this frame.
        await new Promise<void>((resolve) => {
          const {port1, port2} = new MessageChannel();
          port1.onmessage = () => resolve();
          port2.postMessage(null);
        });
        rows.push(links.filter((link) => link.checkVisibility()).length);
      }
      return rows;
    });
    assert.ok(rows[0]! < 5);
    assert.equal(new Set(rows).size, 1, rows.join());
    await page.close();
  });
});

describe('predictive-nav on a page', () => {
  it('marks the present page, and nothing else', async () => {
    await open('/orders');
    await define();
    const current = await page.$$eval('[aria-current]', (links) => links.map(({id}) => id));
    assert.deepEqual(current, ['orders']);
    await page.close();
  });
});
