import assert from 'node:assert/strict';
import {after, afterEach, before, describe, it} from 'node:test';
import {DemoSite, type DemoPage} from './demo-site.js';

/** A point beside all elements. */
const aside: [x: number, y: number] = [440, 860];

describe('router page', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());
  afterEach(() => void (site.slow = undefined));

  function link(name: string): string {
    return `.tabs a[href="?page=${name}"]`;
  }

  /** Presses a link, and waits until its page is visible; returns the number of requests for it in between. */
  async function visit(demo: DemoPage, name: string): Promise<number> {
    await demo.rest(aside);
    await demo.moveTo(await demo.middleOf(link(name)));
    await demo.page.waitForSelector(`${link(name)}[data-predicted]`);
    const before = site.seen(`/fragments/${name}`).length;
    await demo.press();
    await demo.page.waitForFunction(
      (wanted) => document.querySelector('#view h2')?.textContent?.toLowerCase() === wanted,
      {},
      name,
    );
    return site.seen(`/fragments/${name}`).length - before;
  }

  it('shows a fragment on a press without a second request', async () => {
    const demo = await site.open('demo/router/');
    for (const name of ['contact', 'guide']) {
      const atPress = await visit(demo, name);
      assert.deepEqual([atPress, site.seen(`/fragments/${name}`).length > 0], [0, true]);
      assert.match(
        await demo.text('#timing'),
        /^Shown \d+\sms after the press, requested \d+\sms before it\.$/,
      );
      assert.ok(parseInt((await demo.text('#timing')).slice('Shown '.length), 10) < 290);
      assert.equal(await demo.text('.tabs [aria-current]'), name === 'guide' ? 'Guide' : 'Contact');
      assert.match(demo.page.url(), new RegExp(`\\?page=${name}$`));
    }
    await demo.page.goBack();
    await demo.page.waitForFunction(() => document.querySelector('#view h2')?.textContent === 'Contact');
    assert.equal(await demo.text('.tabs [aria-current]'), 'Contact');
    assert.deepEqual([demo.complaints, await demo.shifts()], [[], []]);
  });

  it('aborts its request when the pointer turns away, and repeats it at the next approach', async () => {
    const demo = await site.open('demo/router/');
    const end = new Promise<string>((resolve) => {
      demo.page.once('requestfailed', (request) =>
        resolve(`${request.url().replace(/.*\//, '')} ${request.failure()?.errorText}`),
      );
    });
    const before = site.seen('/fragments/guide').length;
    await demo.rest(aside);
    // Slow enough that the pointer has turned away by then on any machine.
    site.slow = {path: /\/fragments\//, ms: 5000};
    // Watched from before the movement: a pointer that rests on its way may be thought to have turned away.
    const preloading = demo.page.waitForSelector(`${link('guide')}[data-preload-state=preloading]`);
    await demo.moveTo(await demo.middleOf(link('guide')), {share: 0.75});
    await preloading;
    await demo.moveTo(aside);
    await demo.page.waitForSelector(`${link('guide')}:not([data-preload-state])`);
    const asked = site.seen('/fragments/guide').length;
    assert.ok(asked > before);
    assert.match(await end, /\.html net::ERR_ABORTED$/);
    site.slow = undefined;
    assert.equal(await visit(demo, 'guide'), 0);
    assert.ok(site.seen('/fragments/guide').length > asked);
    assert.deepEqual([demo.complaints, await demo.shifts()], [[], []]);
  });

  it('opens the page in its URL', async () => {
    const demo = await site.open('demo/router/?page=prices');
    await demo.page.waitForFunction(() => document.querySelector('#view h2')?.textContent === 'Prices');
    assert.equal(await demo.text('.tabs [aria-current]'), 'Prices');
    assert.deepEqual(demo.complaints, []);
  });

  it('passes the accessibility audit, in light and dark', async () => {
    for (const dark of [false, true]) {
      const demo = await site.open('demo/router/', {dark});
      assert.deepEqual(await demo.audit(), []);
    }
  });

  it('fits the width of a phone', async () => {
    const demo = await site.open('demo/router/', {width: 375});
    const overflow = await demo.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0);
  });
});
