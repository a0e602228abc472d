import {expect, fixture, fixtureCleanup, html} from '@open-wc/testing';
import {PreloadEvent} from '../../src/core/preload-events.js';
import * as htmx from '../../src/preload/routers/htmx.js';
import * as next from '../../src/preload/routers/next.js';
import * as reactRouter from '../../src/preload/routers/react-router.js';
import * as svelteKit from '../../src/preload/routers/sveltekit.js';
import * as vueRouter from '../../src/preload/routers/vue-router.js';

/** Fires `preload` as the kit does; resolves to what the listener has done. */
async function predict(
  element: Element,
  {refusal}: {refusal?: 'unsafe-words'} = {},
): Promise<{isTaken: boolean; isDone: boolean}> {
  const abort = new AbortController();
  const event = new PreloadEvent({
    probability: 0.8,
    leadEstimateMs: 300,
    trigger: 'model',
    signal: abort.signal,
    refusal,
  });
  element.dispatchEvent(event);
  const isDone = await event.finished().then(
    () => true,
    () => false,
  );
  return {isTaken: event.defaultPrevented, isDone};
}

/** A link in a region. */
async function link(attributes: Record<string, string>): Promise<{region: HTMLElement; a: HTMLElement}> {
  const region = await fixture<HTMLElement>(html`<div><a>Link</a></div>`);
  const a = region.querySelector('a')!;
  for (const [name, value] of Object.entries(attributes)) a.setAttribute(name, value);
  return {region, a};
}

/** A fake function that records its first argument, and resolves. */
function recorder(): {calls: unknown[]; call: (value: unknown) => Promise<void>} {
  const calls: unknown[] = [];
  return {calls, call: (value) => (calls.push(value), Promise.resolve())};
}

describe('an entry for a router', () => {
  afterEach(fixtureCleanup);

  for (const [what, attributes, options] of [
    ['another origin', {href: 'https://other.test/x'}, {}],
    ['rel="external"', {href: '/x', rel: 'noopener external'}, {}],
    ['a URL that the kit refuses', {href: '/x'}, {refusal: 'unsafe-words'}],
    ['no address', {}, {}],
  ] as const)
    it(`leaves a link with ${what} alone`, async () => {
      const {calls, call: prefetch} = recorder();
      const {region, a} = await link(attributes);
      next.preloadWith(region, {prefetch});
      expect((await predict(a, options)).isTaken).to.be.false;
      expect(calls).to.be.empty;
    });

  it('hears of the links that a region covers by `scope`', async () => {
    const {calls, call: prefetch} = recorder();
    const {a} = await link({href: '/x'});
    const beside = await fixture<HTMLElement>(html`<predictive-region scope="div"></predictive-region>`);
    const end = next.preloadWith(beside, {prefetch});
    expect((await predict(a)).isTaken).to.be.true;
    end();
    expect((await predict(a)).isTaken).to.be.false;
    expect(calls).to.deep.equal(['/x']);
  });

  it('takes links of the kit too, and ends when it is told to', async () => {
    const {calls, call: prefetch} = recorder();
    const region = await fixture<HTMLElement>(html`<div><predictive-button></predictive-button></div>`);
    const button = region.firstElementChild!;
    Object.assign(button, {href: '/about?tab=2#top'});
    const stop = next.preloadWith(region, {prefetch});
    expect(await predict(button)).to.deep.equal({isTaken: true, isDone: true});
    stop();
    expect((await predict(button)).isTaken).to.be.false;
    expect(calls).to.deep.equal(['/about?tab=2']);
  });

  it('shows a failure of the router as a failed preload', async () => {
    const {region, a} = await link({href: '/x'});
    next.preloadWith(region, {prefetch: () => Promise.reject(new Error('offline'))});
    expect(await predict(a)).to.deep.equal({isTaken: true, isDone: false});
  });

  for (const [href, path] of [
    ['/docs/guide', '/guide'],
    ['/docs', '/'],
    ['/docs/', '/'],
    ['/docsearch', undefined],
    ['/guide', undefined],
  ] as const)
    it(`for Next takes the base path off ${href}`, async () => {
      const {calls, call: prefetch} = recorder();
      const {region, a} = await link({href});
      next.preloadWith(region, {prefetch}, {basePath: '/docs'});
      expect((await predict(a)).isTaken).to.equal(path !== undefined);
      expect(calls).to.deep.equal(path === undefined ? [] : [path]);
    });

  for (const [router, options, parameters] of [
    ['app', {}, ['/x', {kind: 'full'}]],
    ['app', {data: false}, ['/x']],
    ['pages', {}, ['/x']],
  ] as const)
    it(`for Next’s ${router} router with ${JSON.stringify(options)} calls prefetch(${JSON.stringify(parameters).slice(1, -1)})`, async () => {
      const calls: unknown[] = [];
      const prefetch = (...values: unknown[]): void => void calls.push(values);
      const {region, a} = await link({href: '/x'});
      const routers = {app: {prefetch, refresh: () => {}}, pages: {prefetch}};
      next.preloadWith(region, routers[router], options);
      expect(await predict(a)).to.deep.equal({isTaken: true, isDone: true});
      expect(calls).to.deep.equal([parameters]);
    });

  for (const [around, own, isTaken] of [
    [{'hx-boost': 'true'}, {}, true],
    [{'data-hx-boost': 'true'}, {target: '_self'}, true],
    [{'hx-boost:inherited': 'true'}, {}, true],
    [{'hx-boost': 'true'}, {'hx-boost': 'false'}, false],
    [{'hx-boost': 'true'}, {target: '_blank'}, false],
    [{'hx-boost': 'true'}, {download: ''}, false],
    [{}, {}, false],
    [{}, {'hx-get': '/fragment', target: '_blank'}, true],
  ] as const)
    it(`for htmx ${isTaken ? 'takes' : 'leaves'} a link with ${JSON.stringify(own)} below ${JSON.stringify(around)}`, async () => {
      const {region, a} = await link({href: '/x', ...own});
      for (const [name, value] of Object.entries(around)) region.setAttribute(name, value);
      const stop = htmx.preloadWith(region, {config: {}});
      expect((await predict(a)).isTaken).to.equal(isTaken);
      stop();
    });

  it('for SvelteKit asks for data, or else for code, and leaves links that reload the page', async () => {
    const data = recorder();
    const code = recorder();
    const {region, a} = await link({href: '/about'});
    const stop = svelteKit.preloadWith(region, {preloadData: data.call, preloadCode: code.call});
    expect((await predict(a)).isTaken).to.be.true;
    expect(data.calls).to.deep.equal([new URL('/about', location.href).href]);
    expect(code.calls).to.be.empty;
    stop();
    svelteKit.preloadWith(region, {preloadCode: code.call});
    await predict(a);
    expect(code.calls).to.deep.equal(['/about']);
    region.setAttribute('data-sveltekit-reload', '');
    expect((await predict(a)).isTaken).to.be.false;
    region.setAttribute('data-sveltekit-reload', 'off');
    expect((await predict(a)).isTaken).to.be.true;
  });

  it('for Vue Router calls what imports a component, and no component', async () => {
    const {calls, call} = recorder();
    const functional = Object.assign(() => expect.fail('is a component'), {displayName: 'Functional'});
    const {region, a} = await link({href: '/about'});
    vueRouter.preloadWith(region, {
      options: {history: {base: ''}},
      resolve: (path) => ({
        matched: path === '/about' ? [{components: {default: call, side: functional, foot: {}}}, {}] : [],
      }),
    });
    expect(await predict(a)).to.deep.equal({isTaken: true, isDone: true});
    expect(calls.length).to.equal(1);
    a.setAttribute('href', '/unknown');
    expect((await predict(a)).isTaken).to.be.false;
  });

  for (const loaders of [false, true])
    it(`for React Router loads code${loaders ? ', and data on request' : ' alone'}`, async () => {
      const lazy = recorder();
      const loader = recorder();
      const {region, a} = await link({href: '/about'});
      const routes = [
        {lazy: async () => (await lazy.call('function'), {loader: loader.call})},
        {lazy: {loader: async () => (await lazy.call('object'), loader.call)}},
        {loader: loader.call},
      ];
      const matchRoutes = (all: typeof routes, path: string) =>
        path === '/about' ? all.map((route) => ({route, params: {id: '1'}})) : null;
      // Route objects differ in what they have.
      reactRouter.preloadWith<reactRouter.ReactRoute>(
        region,
        {router: {routes}, matchRoutes: matchRoutes as reactRouter.ReactRouter['matchRoutes']},
        {loaders},
      );
      expect(await predict(a)).to.deep.equal({isTaken: true, isDone: true});
      expect(lazy.calls.toSorted()).to.deep.equal(['function', 'object']);
      expect(loader.calls.length).to.equal(loaders ? 3 : 0);
      for (const {request, params} of loader.calls as {request: Request; params: unknown}[]) {
        expect(new URL(request.url).pathname).to.equal('/about');
        expect(params).to.deep.equal({id: '1'});
      }
      a.setAttribute('href', '/unknown');
      expect((await predict(a)).isTaken).to.be.false;
    });
});
