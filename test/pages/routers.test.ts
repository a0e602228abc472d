import assert from 'node:assert/strict';
import {after, afterEach, before, describe, test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {build} from 'esbuild';
import type {Browser, CDPSession, Page} from 'puppeteer-core';
import {projectRoot} from '../../scripts/project-root.js';
import {launch} from '../../tools/chromium.js';
import {bundleParts, PreloadSite, sessionOf, waitFor} from './preload-site.js';

/** In each app: loads what stands for the code or the data of a view. */
const load = `const load = (path) => fetch(path).then((response) => response.text());`;

/** The real routers, each with the views `/app/` and `/app/about`. */
const apps = {
  'Vue Router': `
    import {createApp, h} from 'vue';
    import {createRouter, createWebHistory, RouterLink, RouterView} from 'vue-router';
    import {preloadWith} from './src/preload/routers/vue-router.js';
    ${load}
    const view = async () => ({render: ((text) => () => h('p', text))(await load('/code/vue'))});
    const router = createRouter({
      history: createWebHistory('/app'),
      routes: [{path: '/', component: {render: () => h('p', 'start')}}, {path: '/about', component: view}],
    });
    const app = createApp({render: () => [h(RouterLink, {to: '/about', id: 'about'}, () => 'About'), h(RouterView)]});
    app.use(router).mount('#app');
    preloadWith(document, router);`,

  'React Router': `
    import {createElement as h} from 'react';
    import {createRoot} from 'react-dom/client';
    import {createBrowserRouter, Link, matchRoutes, Outlet, useLoaderData} from 'react-router';
    import {RouterProvider} from 'react-router/dom';
    import {preloadWith} from './src/preload/routers/react-router.js';
    ${load}
    const kept = new Map();
    const data = () => kept.get('about') ?? kept.set('about', load('/data/react')).get('about');
    const Root = () => [h(Link, {to: '/about', id: 'about', key: 1}, 'About'), h(Outlet, {key: 2})];
    const About = () => h('p', null, useLoaderData());
    const lazy = async () => (await load('/code/react'), {Component: About, loader: data});
    const router = createBrowserRouter([{path: '/', Component: Root, children: [{path: 'about', lazy}]}], {basename: '/app'});
    createRoot(document.querySelector('#app')).render(h(RouterProvider, {router}));
    preloadWith(document, {router, matchRoutes}, {loaders: true});`,

  'TanStack Router': `
    import {createElement as h} from 'react';
    import {createRoot} from 'react-dom/client';
    import {createRootRoute, createRoute, createRouter, Link, Outlet, RouterProvider} from '@tanstack/react-router';
    import {preloadWith} from './src/preload/routers/tanstack.js';
    ${load}
    const root = createRootRoute({component: () => [h(Link, {to: '/about', id: 'about', key: 1}, 'About'), h(Outlet, {key: 2})]});
    const start = createRoute({getParentRoute: () => root, path: '/', component: () => 'start'});
    const about = createRoute({getParentRoute: () => root, path: '/about', loader: () => load('/data/tanstack'), component: () => h('p', null, about.useLoaderData())});
    const router = createRouter({routeTree: root.addChildren([start, about]), basepath: '/app'});
    createRoot(document.querySelector('#app')).render(h(RouterProvider, {router}));
    preloadWith(document, router);`,

  Turbo: `
    import * as Turbo from '@hotwired/turbo';
    import {preloadWith} from './src/preload/routers/turbo.js';
    document.querySelector('#app').innerHTML = '<a id="about" href="/app/about">About</a>';
    preloadWith(document, Turbo);`,

  htmx: `
    import htmx from 'htmx.org';
    import {preloadWith} from './src/preload/routers/htmx.js';
    const app = document.querySelector('#app');
    app.innerHTML = '<a id="about" href="/app/about" hx-get="/data/htmx" hx-target="#view" hx-push-url="/app/about">About</a><p id="view"></p>';
    htmx.process(app);
    preloadWith(document, htmx);`,
};

/** What a predicted link makes each router request, and nothing else. */
const expected: Record<keyof typeof apps, string[]> = {
  'Vue Router': ['/code/vue'],
  'React Router': ['/code/react', '/data/react'],
  'TanStack Router': ['/data/tanstack'],
  Turbo: ['/app/about'],
  htmx: ['/data/htmx'],
};

let app = '';
const site = new PreloadSite((path) => {
  if (path.startsWith('/code/') || path.startsWith('/data/'))
    return {body: 'about is here', delayMs: 50, headers: {'cache-control': 'max-age=60', vary: 'HX-Request'}};
  if (path === '/plain') return {};
  const text = path.endsWith('about') ? '<p>about is here</p>' : '';
  return {
    body: `<!doctype html><title>${path}</title><link rel="icon" href="data:,">
<style>#about, #plain {position: absolute; left: 400px; top: 400px; width: 180px; height: 50px} #plain {left: 50px}</style>
<script type="module" src="/kit/index.js"></script><script type="module" src="/kit/${app}.js"></script>
<predictive-region targets="a[href]" preload="prefetch" learn="off" habits="off"><div id="app">${text}</div><a id="plain" href="/plain">Plain</a></predictive-region>`,
  };
});

let browser: Browser;
let page: Page;
let session: CDPSession;
const errors: string[] = [];

async function bundleApp(contents: string): Promise<string> {
  const {outputFiles} = await build({
    stdin: {contents, resolveDir: projectRoot, loader: 'ts'},
    bundle: true,
    write: false,
    format: 'esm',
    define: {
      'process.env.NODE_ENV': '"production"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

async function approach(selector: string): Promise<{x: number; y: number}> {
  const to = await page.$eval(selector, (element) => {
    const {x, y, width, height} = element.getBoundingClientRect();
    return {x: x + width / 2, y: y + height / 2};
  });
  for (let i = 1; i <= 30; i++) {
    const share = 1 - (1 - i / 30) ** 3;
    await session.send('Input.dispatchMouseEvent', {
      type: 'mouseMoved',
      x: to.x + (1 - share) * 100,
      y: 20 + (to.y - 20) * share,
    });
    await delay(16);
  }
  return to;
}

before(async () => {
  const parts = await bundleParts({index: 'src/index.ts'});
  for (const [name, contents] of Object.entries(apps))
    parts.set(`/kit/${name.replace(' ', '-')}.js`, await bundleApp(contents));
  await site.start({parts});
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.stop();
});
afterEach(async () => {
  // The next page would find the pointer where it is.
  await session.send('Input.dispatchMouseEvent', {type: 'mouseMoved', x: 790, y: 5});
  await page.close();
});

async function open(name: string): Promise<void> {
  app = name.replace(' ', '-');
  site.requests.length = errors.length = 0;
  page = await browser.newPage();
  await page.setViewport({width: 800, height: 600});
  session = sessionOf(page);
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(`${site.origin()}/app/`);
  await page.waitForSelector('#about');
  await page.evaluate(() => customElements.whenDefined('predictive-region'));
  await delay(300);
  await page.evaluate(() => {
    const found: unknown[] = [];
    Object.assign(window, {found});
    document.addEventListener('preload-outcome', ({used, reason}) => {
      found.push({used, reason});
    });
  });
  site.requests.length = 0;
}

function requests(): string[] {
  return site.requests.map(({path}) => path).sort();
}

describe('predicted links', () => {
  for (const [name, paths] of Object.entries(expected)) {
    test(`of ${name} are loaded by it, once, and the press shows them`, async () => {
      await open(name);
      const {x, y} = await approach('#about');
      await waitFor(() => requests().length >= paths.length, 'the requests');
      await delay(400);
      assert.deepEqual(requests(), paths);
      // None is a document that the kit fetches.
      assert.ok(site.requests.every(({headers}) => headers['sec-purpose'] === undefined));
      const at = {x, y, button: 'left', clickCount: 1} as const;
      await session.send('Input.dispatchMouseEvent', {type: 'mousePressed', ...at});
      await session.send('Input.dispatchMouseEvent', {type: 'mouseReleased', ...at});
      await page.waitForFunction(() => document.body.innerText.includes('about is here'), {timeout: 3000});
      assert.equal(new URL(page.url()).pathname, '/app/about');
      assert.deepEqual(requests(), paths, 'the press requests nothing again');
      const found = await page.evaluate(() => (window as unknown as {found: unknown[]}).found);
      assert.deepEqual(found, [{used: true}]);
      assert.deepEqual(errors, []);
    });

    test(`of other pages than ${name}’s are left to the kit`, async () => {
      await open(name);
      await approach('#plain');
      const isTurbos = name === 'Turbo';
      await site.until('/plain');
      await delay(300);
      assert.deepEqual(
        site.requests.map(({path, headers}) => [path, headers['sec-purpose'] !== undefined]),
        [['/plain', !isTurbos]],
      );
    });
  }

  test('of Turbo are requested once, although the pointer has just crossed another of its links', async () => {
    await open('Turbo');
    // Turbo's own prefetching would request the link that is crossed, and then drop the predicted one.
    await page.evaluate(() => {
      const crossed = document.createElement('a');
      crossed.href = '/app/crossed';
      document.querySelector('#app')!.append(crossed);
      window.addEventListener('preload', () => crossed.dispatchEvent(new MouseEvent('mouseenter')), {
        capture: true,
        once: true,
      });
    });
    const {x, y} = await approach('#about');
    await site.until('/app/about');
    const at = {x, y, button: 'left', clickCount: 1} as const;
    await session.send('Input.dispatchMouseEvent', {type: 'mousePressed', ...at});
    await session.send('Input.dispatchMouseEvent', {type: 'mouseReleased', ...at});
    await page.waitForFunction(() => document.body.innerText.includes('about is here'), {timeout: 3000});
    assert.deepEqual(requests(), ['/app/about']);
    assert.deepEqual(errors, []);
  });
});
