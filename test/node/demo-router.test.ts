import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {DemoSite, type DemoPage} from './demo-site.js';

/** Beside everything. */
const aside: [x: number, y: number] = [440, 860];

describe('router page', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());

  function link(name: string): string {
    return `.tabs a[href="?page=${name}"]`;
  }

  /** Presses a link, and waits until its page is shown. */
  async function visit(demo: DemoPage, name: string): Promise<void> {
    await demo.rest(aside);
    await demo.moveTo(await demo.middleOf(link(name)));
    await demo.page.waitForSelector(`${link(name)}[data-predicted]`);
    await demo.press();
    await demo.page.waitForFunction(
      (wanted) => document.querySelector('#view h2')?.textContent?.toLowerCase() === wanted,
      {},
      name,
    );
  }

  it('shows a fragment on a press without asking for it a second time', async () => {
    const demo = await site.open('demo/router/');
    for (const name of ['contact', 'guide']) {
      const before = site.seen('/fragments/').length;
      await visit(demo, name);
      const paths = site
        .seen('/fragments/')
        .slice(before)
        .map(({path}) => path.replace(/.*\//, ''));
      assert.deepEqual(paths, [`${name}.html`]);
      assert.match(
        await demo.text('#timing'),
        /^Shown \d+\sms after the press, asked for \d+\sms before it\.$/,
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

  it('hangs up when the pointer turns away, and asks again at the next approach', async () => {
    const demo = await site.open('demo/router/');
    const ends: string[] = [];
    demo.page.on('requestfailed', (request) => ends.push(request.failure()?.errorText ?? ''));
    const before = site.seen('/fragments/').length;
    await demo.rest(aside);
    await demo.moveTo(await demo.middleOf(link('guide')), {share: 0.75});
    await demo.page.waitForSelector('[data-preload-state=preloading]');
    await demo.moveTo(aside);
    await demo.page.waitForFunction(
      () => document.querySelector('#log td:last-child')?.textContent === 'withdrawn',
    );
    assert.equal(site.seen('/fragments/').length, before + 1);
    assert.deepEqual(ends, ['net::ERR_ABORTED']);
    await visit(demo, 'guide');
    assert.equal(site.seen('/fragments/').length, before + 2);
    assert.deepEqual([demo.complaints, await demo.shifts()], [[], []]);
  });

  it('opens the page that its address names', async () => {
    const demo = await site.open('demo/router/?page=prices');
    await demo.page.waitForFunction(() => document.querySelector('#view h2')?.textContent === 'Prices');
    assert.equal(await demo.text('.tabs [aria-current]'), 'Prices');
    assert.deepEqual(demo.complaints, []);
  });

  it('fits a phone in width', async () => {
    const demo = await site.open('demo/router/', {width: 375});
    const overflow = await demo.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0);
  });
});
