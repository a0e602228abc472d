import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {build} from 'esbuild';
import type {Browser, Page} from 'puppeteer-core';
import {createElement, type ReactElement} from 'react';
import {renderToString} from 'react-dom/server';
import {seededRandom} from '../../src/core/random.js';
import {launch} from '../../tools/chromium.js';
import {handPath} from '../support/approaches.js';
import {bundleParts, PreloadSite, waitFor} from './preload-site.js';

/** What the server and the page render; `count` is text that React divides by comments. */
const app = `
  const link = {position: 'absolute', left: 300, top: 450, width: 180, height: 50, display: 'block'};
  export function app(createElement, {inRegion, hasText}) {
    const a = createElement('a', {href: '/next', id: 'link', style: link}, 'Next');
    const plain = createElement('a', {href: '/other', id: 'plain', className: 'plain'}, 'Other');
    const main = createElement('main', null, hasText ? createElement('p', null, 'There are ', 2, ' links') : null, a, plain);
    return inRegion
      ? createElement('predictive-region', {targets: 'a[href], button', preload: 'prefetch'}, main)
      : main;
  }`;

const style =
  '<style>.plain {position: absolute; left: 300px; top: 250px; width: 180px; height: 50px}</style>';

type Render = (make: typeof createElement, options: {inRegion: boolean; hasText: boolean}) => ReactElement;

/** A page with its root, what is around it, and when it is hydrated. */
interface HydratedPage {
  root: string;
  inRegion: boolean;
  hasText?: boolean;
  /**
   * `later`: when the test says so, after the page has loaded; `at-once`: by its script, which may be late, so that the
   * page has not loaded before.
   */
  when: 'later' | 'at-once';
  scriptDelayMs?: number;
}

const pages: Record<string, HydratedPage> = {
  '/in-root': {root: 'root', inRegion: true, when: 'later'},
  '/in-app': {root: 'app', inRegion: true, when: 'later'},
  '/around': {root: '__next', inRegion: false, when: 'later'},
  '/comments': {root: 'my-place', inRegion: true, hasText: true, when: 'later'},
  '/late-script': {root: 'my-place', inRegion: true, when: 'at-once', scriptDelayMs: 3500},
  '/at-once': {root: 'my-place', inRegion: true, when: 'at-once'},
};

const parts = new Map<string, string>();
let render: Render;

const site = new PreloadSite((path) => {
  const page = pages[path];
  if (path === '/app.js' || path.startsWith('/late-app.js'))
    return {
      body: parts.get('app')!,
      type: 'text/javascript',
      delayMs: path === '/app.js' ? 0 : Number(path.split('?')[1]),
    };
  if (page === undefined) return {};
  const {root, inRegion, hasText = false, when, scriptDelayMs} = page;
  const content = renderToString(render(createElement, {inRegion, hasText}));
  const settings = JSON.stringify({root, inRegion, hasText, when});
  return {
    body: `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>page</title>${style}
      <script type="module" src="/kit/kit.js"></script>
      ${inRegion ? '' : '<predictive-region targets="a[href]" preload="prefetch">'}
      <div id="${root}">${content}</div>
      ${inRegion ? '' : '</predictive-region>'}
      <script>window.settings = ${settings}</script>
      <script type="module" async src="${scriptDelayMs === undefined ? '/app.js' : `/late-app.js?${scriptDelayMs}`}"></script>`,
  };
});

let browser: Browser;
let page: Page;

before(async () => {
  const {outputFiles} = await build({
    stdin: {
      contents: `import {createElement} from 'react';
        import {hydrateRoot} from 'react-dom/client';
        ${app.replace('export ', '')}
        const {root, when, ...options} = window.settings;
        const hydrate = () => {
          hydrateRoot(document.getElementById(root), app(createElement, options));
          requestAnimationFrame(() => requestAnimationFrame(() => (window.hydratedAt = performance.now())));
        };
        if (when === 'at-once') hydrate();
        else window.hydrate = hydrate;`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: 'esm',
    define: {'process.env.NODE_ENV': '"development"'},
  });
  parts.set('app', outputFiles[0]!.text);
  // The same source renders on the server.
  ({app: render} = (await import(`data:text/javascript,${encodeURIComponent(app)}`)) as {app: Render});
  await site.start({parts: await bundleParts({kit: 'src/index.ts'})});
  browser = await launch();
});

after(async () => {
  await browser.close();
  site.stop();
});

/** Opens a page; returns its console output, which holds React's warnings. */
async function open(path: string): Promise<string[]> {
  site.requests.length = 0;
  page = await browser.newPage();
  await page.setViewport({width: 800, height: 600});
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (!message.text().includes('React DevTools')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(site.origin() + path, {waitUntil: 'domcontentloaded'});
  await page.waitForFunction(() => customElements.get('predictive-region') !== undefined);
  if (pages[path]!.when === 'later') await page.waitForFunction(() => 'hydrate' in window);
  return complaints;
}

/** Moves like a hand to a place, in real time. */
async function move(from: [number, number], to: [number, number]): Promise<void> {
  let at = performance.now();
  for (const [x, y, ms = 0] of handPath({from, to, random: seededRandom(3)})) {
    at += ms;
    if (at > performance.now()) await delay(at - performance.now());
    await page.mouse.move(x, y);
  }
}

describe('a page that React has rendered on the server', () => {
  for (const path of Object.keys(pages))
    it(`gets no mark before it is hydrated, and marks afterwards: ${path.slice(1)}`, async () => {
      const complaints = await open(path);
      const isHydrated = (): Promise<boolean> => page.evaluate(() => 'hydratedAt' in window);
      await move([390, 40], [390, 475]);
      // The prefetch needs no mark.
      await waitFor(() => site.seen('/next').length > 0, 'the link is prefetched');
      if (pages[path]!.when === 'later') {
        assert.equal(await page.$('[data-predicted], [data-preload-state]'), null);
        await page.evaluate(() => (window as unknown as {hydrate: () => void}).hydrate());
      }
      await waitFor(isHydrated, 'it is hydrated');
      await page.waitForSelector('#link[data-predicted]');
      assert.deepEqual(complaints, []);
      await move([390, 475], [390, 275]);
      await page.waitForSelector('#plain[data-predicted]');
      await page.close();
    });

  it('is left with a warning by a mark that comes too early: the test would see it', async () => {
    const complaints = await open('/in-root');
    await page.$eval('#link', (link) => link.toggleAttribute('data-predicted', true));
    await page.evaluate(() => (window as unknown as {hydrate: () => void}).hydrate());
    await waitFor(() => complaints.length > 0, 'React warns');
    assert.match(complaints.join(' '), /hydrated/);
    await page.close();
  });
});
