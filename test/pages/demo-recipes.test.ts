import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, afterEach, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import type {Browser} from 'puppeteer-core';
import {launch} from '../../tools/chromium.js';
import {listen} from '../../tools/listen.js';
import {Scorecard} from '../../src/scorecard/scorecard.js';

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

/** The exports of the snippets. */
interface Snippets {
  purposeOf: (request: {headers: Record<string, string>}) => string | undefined;
  whenMeant: (request: IncomingMessage, response: ServerResponse, act: Handle) => void;
  speculationLimit: (options?: {
    most?: number;
    isBusy?: () => boolean;
    now?: () => number;
  }) => (request: IncomingMessage, response: ServerResponse) => boolean;
  hangUpOf: (response: ServerResponse) => AbortSignal;
  allowAhead: (response: ServerResponse) => void;
  forgetAhead: (response: ServerResponse) => void;
  readScorecard: (request: IncomingMessage) => Promise<Record<string, unknown> | undefined>;
}

/** The snippets of a recipe whose first line is their file's name. */
async function snippetsOf(recipe: string): Promise<Map<string, string>> {
  const text = await readFile(new URL(`../../docs/recipes/${recipe}`, import.meta.url), 'utf8');
  return new Map(
    [...text.matchAll(/```js\n\/\/ (\S+)[^\n]*\n(.*?)```/gs)].map(([, name, code]) => [name!, code!]),
  );
}

describe('snippets of the recipes', () => {
  let folder: string;
  let snippets: Snippets;
  let browser: Browser;
  let server: Server | undefined;
  let inPage: Map<string, string>;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'predictive-buttons-recipes-'));
    const all = new Map([...(await snippetsOf('server.md')), ...(await snippetsOf('analytics.md'))]);
    inPage = new Map(['count-view.js', 'send-scorecard.js'].map((name) => [name, all.get(name)!]));
    for (const name of inPage.keys()) all.delete(name);
    await writeFile(join(folder, 'package.json'), '{"type": "module"}');
    for (const [name, code] of all) await writeFile(join(folder, name), code);
    const modules = await Promise.all(
      [...all.keys()].map((name) => import(pathToFileURL(join(folder, name)).href) as Promise<object>),
    );
    snippets = Object.assign({}, ...modules) as Snippets;
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await rm(folder, {recursive: true});
  });
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  /** Serves with `handle`; returns the address. */
  async function serve(
    handle: (request: IncomingMessage, response: ServerResponse) => unknown,
  ): Promise<string> {
    server = createServer((request, response) => void handle(request, response));
    return listen(server, {host: 'localhost'});
  }

  const speculative = {headers: {'X-Sec-Purpose': 'prefetch'}};

  it('tells the purpose of a request', () => {
    const purpose = (headers: Record<string, string>): string | undefined => snippets.purposeOf({headers});
    assert.equal(purpose({}), undefined);
    assert.equal(purpose({'sec-purpose': 'prefetch'}), 'prefetch');
    assert.equal(purpose({'sec-purpose': 'prefetch;prerender'}), 'prerender');
    assert.equal(purpose({'sec-purpose': 'prefetch; prerender;anonymous-client-ip'}), 'prerender');
    assert.equal(purpose({'sec-purpose': 'prefetch;anonymous-client-ip'}), 'prefetch');
    assert.equal(purpose({'x-sec-purpose': 'prefetch'}), 'prefetch');
    assert.equal(purpose({'sec-purpose': 'prefetching'}), undefined);
  });

  it('acts only on requests by the user', async () => {
    let acts = 0;
    const url = await serve((request, response) =>
      snippets.whenMeant(request, response, () => {
        acts++;
        response.end();
      }),
    );
    const refused = await fetch(url, speculative);
    assert.deepEqual([refused.status, refused.headers.get('cache-control'), acts], [503, 'no-store', 0]);
    assert.deepEqual([(await fetch(url)).status, acts], [200, 1]);
  });

  it('limits speculative requests, by the minute and while busy, and no others', async () => {
    let now = 1_000_000;
    let busy = false;
    const refuses = snippets.speculationLimit({most: 2, now: () => now, isBusy: () => busy});
    const url = await serve((request, response) => refuses(request, response) || response.end());
    const status = async (init?: RequestInit): Promise<number> => (await fetch(url, init)).status;
    assert.deepEqual([await status(speculative), await status(speculative)], [200, 200]);
    assert.deepEqual([await status(speculative), await status()], [503, 200]);
    now += 59_999;
    assert.equal(await status(speculative), 503);
    now += 1;
    assert.equal(await status(speculative), 200);
    busy = true;
    now += 60_000;
    assert.deepEqual([await status(speculative), await status()], [503, 200]);
  });

  it('reports when the browser disconnects, and only then', async () => {
    const ends: string[] = [];
    let hungUp = (): void => {};
    const isHungUp = new Promise<void>((resolve) => (hungUp = resolve));
    const url = await serve(({url: path}, response) => {
      snippets.hangUpOf(response).addEventListener('abort', () => {
        ends.push(path!);
        hungUp();
      });
      if (path === '/quick') response.end();
      else response.write('…');
    });
    await (await fetch(`${url}/quick`)).text();
    const stop = new AbortController();
    await fetch(`${url}/slow`, {signal: stop.signal});
    stop.abort();
    await isHungUp;
    assert.deepEqual(ends, ['/slow']);
  });

  it('sets the documented headers', async () => {
    const url = await serve((_, response) => {
      snippets.allowAhead(response);
      snippets.forgetAhead(response);
      response.end();
    });
    const {headers} = await fetch(url);
    assert.deepEqual(
      ['cache-control', 'vary', 'clear-site-data'].map((name) => headers.get(name)),
      ['private, max-age=30', 'Cookie', '"prefetchCache", "prerenderCache"'],
    );
  });

  it('lets the press repeat a refused prefetch, in a browser', async () => {
    const seen: string[] = [];
    const rules = {prefetch: [{source: 'list', urls: ['/next'], eagerness: 'immediate'}]};
    const refuses = snippets.speculationLimit({isBusy: () => true});
    let asked = (): void => {};
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const url = await serve((request, response) => {
      response.setHeader('content-type', 'text/html');
      if (request.url === '/next') seen.push(snippets.purposeOf(request as never) ?? 'press');
      if (refuses(request, response)) {
        asked();
        return;
      }
      response.end(
        request.url === '/next'
          ? '<title>Next</title>'
          : `<a href="/next">Next</a><script type="speculationrules">${JSON.stringify(rules)}</script>`,
      );
    });
    const page = await browser.newPage();
    await page.goto(url);
    await isAsked;
    await Promise.all([page.waitForNavigation(), page.click('a')]);
    assert.deepEqual([await page.title(), seen], ['Next', ['prefetch', 'press']]);
  });

  it('counts a page when it is visible', async () => {
    let counted = (_path: string): void => {};
    const isCounted = new Promise<string>((resolve) => (counted = resolve));
    const url = await serve(async (request, response) => {
      if (request.method === 'POST') counted(await snippetText(request));
      response.setHeader('content-type', 'text/html');
      response.end(`<script>${inPage.get('count-view.js')}</script>`);
    });
    const page = await browser.newPage();
    await page.goto(`${url}/shown`);
    assert.equal(await isCounted, '/shown');
  });

  it('sends the totals of a region once, when the user leaves the page, and not without consent', async () => {
    const scorecard = new Scorecard();
    scorecard.predict('save', {probability: 0.7, now: 1000});
    scorecard.press('save', {now: 1400});
    const got: (Record<string, unknown> | undefined)[] = [];
    let taken = (): void => {};
    const isTaken = new Promise<void>((resolve) => (taken = resolve));
    const url = await serve(async (request, response) => {
      response.setHeader('content-type', 'text/html');
      if (request.url === '/send-scorecard.js') {
        response.setHeader('content-type', 'text/javascript');
        return response.end(inPage.get('send-scorecard.js'));
      }
      if (request.method === 'POST') {
        got.push(await snippets.readScorecard(request));
        taken();
      }
      response.end(`<script type="module">
        import {sendScorecard} from '/send-scorecard.js';
        const region = {scorecard: ${JSON.stringify(scorecard.report())}};
        sendScorecard(region, {url: '/totals', mayCount: () => location.search === '?yes'});
      </script>`);
    });
    const page = await browser.newPage();
    await page.goto(`${url}/?no`);
    await page.goto(`${url}/?yes`);
    await page.goto(`${url}/?no`);
    await isTaken;
    await page.goto('about:blank');
    assert.equal(got.length, 1);
    assert.deepEqual(got[0], {
      ...{presses: 1, predictions: 1, precision: 1, recall: 1, medianLeadMs: 400, p90LeadMs: 400},
      ...{used: 0, wasted: 0, withdrawnInTime: 0, usedBytes: 0, wastedBytes: 0, preloadPrecision: null},
    });
  });

  it('refuses invalid totals', async () => {
    const got: unknown[] = [];
    const url = await serve(async (request, response) => {
      got.push(await snippets.readScorecard(request));
      response.end();
    });
    for (const body of ['{', '{"a": "b"}', 'null', `{"a": ${'1'.repeat(5000)}}`, '{"a": 1, "b": null}'])
      await fetch(url, {method: 'POST', body});
    assert.deepEqual(got, [undefined, undefined, undefined, undefined, {a: 1, b: null}]);
  });
});

async function snippetText(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
