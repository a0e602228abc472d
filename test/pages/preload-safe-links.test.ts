// Which links of a page are requested ahead of a press: seen by the server.
import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import type {Browser, Page} from 'puppeteer-core';
import {launch} from '../../tools/chromium.js';
import {bundleParts, PreloadSite, waitFor, type Answer} from './preload-site.js';

const viewport = {width: 800, height: 600};

/** The place of the link that is approached, and the middle of it. */
const place = 'position:absolute;left:300px;top:450px;width:180px;height:50px;display:block';
const middle = {x: 390, y: 475};
/** The place of another one. */
const secondPlace = place.replace('450px', '350px');
const secondMiddle = {x: 390, y: 375};

/** Time in which a request would have reached the server, ms. */
const requestMs = 400;

const region = (content: string, attributes = 'preload="prefetch"'): string =>
  `<predictive-region targets="a[href], button" eagerness="eager" learn="off" ${attributes}>${content}</predictive-region>
<script type="module" src="/kit/index.js"></script>`;

const html = (body: string): string =>
  `<!doctype html><meta charset="utf-8"><title>page</title><link rel="icon" href="data:,"><style>body, iframe {margin: 0; border: 0}</style>${body}`;

const asAttribute = (markup: string): string => markup.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const frame = (attribute: string): string => `<iframe width="800" height="600" ${attribute}></iframe>`;

/** The bodies of the pages, by path. */
const bodies = new Map<string, string>();

function answer(path: string): Answer {
  const body = bodies.get(path);
  if (path.endsWith('.js')) return {type: 'text/javascript', body: 'export {};'};
  return {body: html(body ?? path), headers: {'cache-control': 'max-age=60'}};
}

const site = new PreloadSite(answer);
const other = new PreloadSite(() => ({headers: {'access-control-allow-origin': '*'}}));
let browser: Browser;

before(async () => {
  await site.start({parts: await bundleParts({index: 'src/index.ts'})});
  await other.start();
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.stop();
  other.stop();
});

async function open(path: string, body: string): Promise<Page> {
  bodies.set(path, body);
  const page = await browser.newPage();
  await page.setViewport(viewport);
  await page.goto(site.origin() + path, {waitUntil: 'networkidle0'});
  for (const each of page.frames())
    await each.evaluate(
      () => document.querySelector('predictive-region') && customElements.whenDefined('predictive-region'),
    );
  return page;
}

/** Moves to the link as a hand does, and rests there. */
async function approach(page: Page, to = middle): Promise<void> {
  const from = {x: 60, y: 60};
  const steps = 30;
  for (let i = 0; i <= steps; i++) {
    const share = 1 - (1 - i / steps) ** 3;
    await page.mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    await delay(12);
  }
  await delay(requestMs);
}

describe('in a frame', () => {
  test('a region requests the page by a link, since rules have no effect there', async () => {
    bodies.set('/frame/inner', region(`<a href="/frame/next" style="${place}">next</a>`));
    const page = await open('/frame/outer', frame('src="/frame/inner"'));
    await approach(page);
    const {headers} = await site.until('/frame/next');
    assert.match(headers['sec-purpose'] as string, /^prefetch/);
    await page.close();
  });

  test('one with srcdoc has the origin and the base of the page around it', async () => {
    const inner = region(
      `<a href="next" style="${place}">next</a><a href="/srcdoc/logout" style="${secondPlace}">out</a>`,
    );
    const page = await open('/srcdoc/outer', frame(`srcdoc="${asAttribute(html(inner))}"`));
    await approach(page);
    await site.until('/srcdoc/next');
    await approach(page, secondMiddle);
    assert.deepEqual(
      site.seen('/srcdoc/').map(({path}) => path),
      ['/srcdoc/outer', '/srcdoc/next'],
    );
    await page.close();
  });

  test('rules of the page, which have no effect there, keep nothing from being requested', async () => {
    const rules =
      '<script type="speculationrules">{"prefetch": [{"urls": ["/ruled/next"], "eagerness": "immediate"}]}</script>';
    bodies.set('/ruled/inner', rules + region(`<a href="/ruled/next" style="${place}">next</a>`));
    const page = await open('/ruled/outer', frame('src="/ruled/inner"'));
    assert.deepEqual(site.seen('/ruled/next'), []);
    await approach(page);
    await site.until('/ruled/next');
    await page.close();
  });
});

test('another query is another page, where queries are allowed', async () => {
  const link = (query: string, at: string): string =>
    `<a href="${query}" data-preload-allow="query" style="${at}">${query}</a>`;
  const page = await open('/list?page=1', region(link('?page=2', place) + link('?page=1', secondPlace)));
  await approach(page, secondMiddle);
  await approach(page);
  await site.until('/list?page=2');
  assert.equal(site.seen('/list?page=1').length, 1);
  await page.close();
});

describe('never requested, and has its reason in the event', () => {
  const link = (attributes: string): string =>
    `<a ${attributes} href="/never/page" style="${place}">link</a>`;
  const around = (attributes: string): string => `<div ${attributes}>${link('')}</div>`;
  for (const [refusal, markup] of [
    ...[
      link('data-turbo-prefetch="false"'),
      around('data-turbo-prefetch="false"'),
      link('data-turbo="false"'),
      around('data-turbo="false"'),
      link('data-sveltekit-preload-data="false"'),
      around('data-sveltekit-preload-data="off"'),
      link('data-astro-prefetch="false"'),
      link('data-no-instant'),
      link('class="no-prefetch"'),
      around('class="no-prefetch"'),
    ].map((each) => ['opted-out', each] as const),
    ...[
      link('data-remote="true"'),
      link('hx-post="/x"'),
      link('hx-put="/x"'),
      link('hx-patch="/x"'),
      link('hx-delete="/x"'),
      link('hx-confirm="Sure?"'),
      around('hx-confirm="Sure?"'),
      link('up-method="delete"'),
      link('data-http-method="put"'),
      link('data-method="post"'),
      link('data-turbo-stream'),
      link(`onclick="return confirm('Sure?')"`),
    ].map((each) => ['not-get', each] as const),
  ])
    test(markup.replace(` style="${place}"`, ''), async () => {
      const page = await open(
        `/opt-outs/${markup.length}/${refusal}/${encodeURIComponent(markup)}`,
        region(markup),
      );
      await page.evaluate(() =>
        addEventListener('preload', (event) => {
          document.title = String(event.refusal);
        }),
      );
      await approach(page);
      await waitFor(async () => (await page.title()) === refusal, refusal);
      assert.deepEqual(site.seen('/never/'), []);
      await page.close();
    });
});

test('preload-only keeps everything else from being requested, by any action', async () => {
  const listed = `preload-only="/only/docs/* http://[ /only/list"`;
  const cases: [string, string, boolean][] = [
    ['prefetch', '/only/docs/a', true],
    ['prefetch', '/only/list', true],
    ['module', '/only/docs/a.js', true],
    ['prefetch', '/only/other', false],
    ['prerender', '/only/other', false],
    ['module', '/only/other.js', false],
    ['preconnect', `${other.origin('localhost')}/`, false],
  ];
  for (const [action, href, isAsked] of cases) {
    const warnings: string[] = [];
    const page = await open(
      `/listed/${encodeURIComponent(action + href)}/`,
      region(
        `<a href="${href}" data-preload="${action}" data-preload-allow="cross-origin" style="${place}">link</a>`,
        listed,
      ),
    );
    page.on('console', (message) => warnings.push(message.text()));
    await page.evaluate(() =>
      addEventListener('preload', (event) => {
        document.title = String(event.refusal);
      }),
    );
    await approach(page);
    await waitFor(
      async () => (await page.title()) === (isAsked ? 'undefined' : 'not-listed'),
      `${action} ${href}`,
    );
    if (isAsked) await site.until(href);
    if (!isAsked) assert.equal(await page.$$eval('link[rel=preconnect]', ({length}) => length), 0);
    assert.equal(warnings.length, 1, warnings.join());
    assert.match(warnings[0]!, /preload-only="http:\/\/\["/);
    await page.close();
  }
  assert.deepEqual(site.seen('/only/other'), []);
  assert.deepEqual(other.requests, []);
});
