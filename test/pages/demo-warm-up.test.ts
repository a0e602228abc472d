import assert from 'node:assert/strict';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {listen} from '../../tools/listen.js';
import {DemoSite} from './demo-site.js';

interface Log {
  functions: Record<string, string>;
  requests: {method: string; path: string; purpose: string | null; found: string; outcome: string}[];
}

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

describe('example server of the warm-up', () => {
  let server: Server;
  let url: string;

  beforeEach(async () => {
    // The script has no types.
    const {warmUpExample} = (await import(
      new URL('../../demo/warm-up/server.mjs', import.meta.url).href
    )) as {
      warmUpExample: (options: {startMs: number; workMs: number; restMs: number}) => Answer;
    };
    const answer = warmUpExample({startMs: 200, workMs: 20, restMs: 2000});
    server = createServer((request, response) => void answer(request, response));
    url = await listen(server);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const log = async (): Promise<Log> => (await fetch(`${url}/log`)).json() as Promise<Log>;

  async function becomes(state: string): Promise<void> {
    const limit = Date.now() + 5000;
    while ((await log()).functions.with !== state) {
      assert.ok(Date.now() < limit, `is not ${state} in time`);
      await delay(10);
    }
  }

  async function timed(path: string, init: RequestInit): Promise<number> {
    const begun = performance.now();
    const answer = await fetch(`${url}/${path}`, init);
    assert.equal(answer.ok, true);
    return performance.now() - begun;
  }

  it('takes longer by a start when it is cold, and only for the work once it is warm', async () => {
    assert.ok((await timed('with/report', {method: 'POST'})) >= 218);
    assert.ok((await timed('with/report', {method: 'POST'})) < 200);
  });

  it('is cold again some time after its last use', async () => {
    await timed('with/warm', {});
    assert.equal((await log()).functions.with, 'warm');
    await becomes('cold');
  });

  it('cancels its start when nobody waits for it any more', async () => {
    const hangUp = new AbortController();
    const asked = fetch(`${url}/with/warm`, {signal: hangUp.signal, headers: {'X-Sec-Purpose': 'prefetch'}});
    const refused = assert.rejects(asked, {name: 'AbortError'});
    await becomes('starting');
    hangUp.abort();
    await refused;
    await becomes('cold');
    const [{outcome, purpose} = {outcome: '', purpose: ''}] = (await log()).requests;
    assert.deepEqual([outcome, purpose], ['aborted', 'prefetch']);
  });

  it('continues a start that a press has joined', async () => {
    const hangUp = new AbortController();
    const refused = assert.rejects(fetch(`${url}/with/warm`, {signal: hangUp.signal}));
    await becomes('starting');
    const report = timed('with/report', {method: 'POST'});
    while ((await log()).requests.length < 2) await delay(5);
    hangUp.abort();
    await refused;
    await report;
    assert.equal((await log()).functions.with, 'warm');
  });

  it('has two independent functions, and no others', async () => {
    await timed('with/warm', {});
    assert.deepEqual((await log()).functions, {with: 'warm', without: 'cold'});
    for (const path of ['other/warm', 'with/other', 'with', ''])
      assert.equal((await fetch(`${url}/${path}`)).status, 404);
    // A report is work, so a request that may come before the press must not get it.
    assert.equal((await fetch(`${url}/with/report`)).status, 404);
  });
});

describe('warm-up page', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());

  it('warms one function up before the press, so that its first byte arrives sooner', async () => {
    const demo = await site.open('demo/warm-up/');
    const press = async (id: string): Promise<number> => {
      await demo.rest([640, 700]);
      await demo.moveTo(await demo.middleOf(`#${id}`));
      await demo.press();
      await demo.page.waitForSelector(`#${id}-presses li`);
      return parseInt(await demo.text(`#${id}-figure`), 10);
    };
    const cold = await press('without');
    const warm = await press('with');
    assert.ok(cold >= 790, `${cold} ms`);
    assert.ok(warm < cold - 150, `${warm} ms after ${cold} ms`);
    const asked = site
      .seen('/api/with')
      .map(({method, path, purpose}) => [method, path.replace(/.*\/api\//, ''), purpose ?? '–'].join(' '));
    assert.ok(asked.includes('POST without/report –'), String(asked));
    // Warmed up before the press; a first start on the way may have been cancelled.
    assert.deepEqual(asked.slice(-2), ['GET with/warm prefetch', 'POST with/report –']);
    assert.match(await demo.text('#with-presses'), /\d+\sms ahead$/);
    assert.deepEqual([demo.complaints, await demo.shifts()], [[], []]);
  });

  it('cancels the start on the server when the pointer leaves the page', async () => {
    const demo = await site.open('demo/warm-up/');
    const isAborted = (): Promise<boolean> =>
      demo.page.evaluate(() =>
        [...document.querySelectorAll('#log tr')].some((row) =>
          /GET with\/warm.*prefetch.*cold.*aborted after/.test(row.textContent ?? ''),
        ),
      );
    // On a busy machine, the start may end before the pointer has left: then it comes again once the function is cold.
    for (let attempt = 1; !(await isAborted()) && attempt <= 5; attempt++) {
      await demo.page.waitForFunction(() => document.getElementById('with-state')?.textContent === 'cold');
      await demo.rest([640, 700]);
      const {length} = site.seen('with/warm');
      await demo.moveTo(await demo.middleOf('#with'), {
        share: 0.9,
        until: () => site.seen('with/warm').length > length,
      });
      await demo.page.mouse.move(640, -20);
      await demo.happens('preload-outcome with unused');
      const until = Date.now() + 3000;
      while (!(await isAborted()) && Date.now() < until) await delay(50);
    }
    assert.ok(await isAborted());
    assert.deepEqual([demo.complaints, await demo.shifts()], [[], []]);
  });

  it('passes the accessibility audit, in light and dark', async () => {
    for (const dark of [false, true]) {
      const demo = await site.open('demo/warm-up/', {dark});
      assert.deepEqual(await demo.audit(), []);
    }
  });

  it('fits the width of a phone', async () => {
    const demo = await site.open('demo/warm-up/', {width: 375});
    const overflow = await demo.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0);
  });
});
