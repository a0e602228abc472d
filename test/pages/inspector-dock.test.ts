import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import type {} from '../../src/inspector/index.js';
import {DemoSite, type DemoPage} from './demo-site.js';

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

describe('the place of the inspector', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());

  /** Opens a page with these styles of its own, and then the inspector. */
  async function open({width, css = ''}: {width: number; css?: string}): Promise<DemoPage> {
    const demo = await site.open('demo/inspector/', {width});
    await demo.page.evaluate(async (content) => {
      const inspector = document.querySelector('predictive-inspector')!;
      inspector.open = false;
      await inspector.updateComplete;
      document.head.append(Object.assign(document.createElement('style'), {textContent: content}));
      inspector.open = true;
      await inspector.updateComplete;
    }, css);
    return demo;
  }

  function boxOf(demo: DemoPage, selector: string): Promise<Box> {
    return demo.page.$eval(selector, (element) => {
      const {left, right, top, bottom} = element.getBoundingClientRect();
      return {left, right, top, bottom};
    });
  }

  const panel = 'predictive-inspector >>> .panel';

  async function place(demo: DemoPage): Promise<string | undefined> {
    return demo.page.$eval(panel, (element) => (element as HTMLElement).dataset['place']);
  }

  /** Chooses a place in the panel's own list. */
  async function choose(demo: DemoPage, name: string): Promise<void> {
    await (await demo.page.waitForSelector('predictive-inspector >>> header select'))!.select(name);
    await demo.page.waitForFunction(
      (wanted) =>
        document.querySelector('predictive-inspector')!.shadowRoot!.querySelector<HTMLElement>('.panel')!
          .dataset['place'] === wanted,
      {},
      name,
    );
  }

  function overflow(demo: DemoPage): Promise<number> {
    return demo.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  it('is beside the page from 1000 px on, and moves all of it aside', async () => {
    for (const css of ['', 'html {padding: 0 30px}', 'html, body {width: 100%; height: 100%}']) {
      const demo = await open({width: 1000, css});
      assert.equal(await place(demo), 'right', css);
      const {left} = await boxOf(demo, panel);
      assert.equal(left, 580);
      assert.ok((await boxOf(demo, 'body')).right <= left, css);
      assert.ok((await boxOf(demo, '.masthead')).right <= left, css);
      assert.equal(await overflow(demo), 0, css);
      await choose(demo, 'left');
      const box = await boxOf(demo, panel);
      assert.deepEqual([box.left, box.right], [0, 420]);
      assert.ok((await boxOf(demo, 'body')).left >= 420, css);
      assert.equal(await overflow(demo), 0, css);
    }
  });

  it('centres a page with a greatest width in what is left', async () => {
    const demo = await open({width: 1440, css: 'html {max-width: 600px; margin: 0 auto}'});
    const {left, right} = await boxOf(demo, 'body');
    assert.equal(Math.round(right - left), 600);
    assert.ok(right <= 1020);
    assert.ok(left >= 0);
  });

  it('is below the page in a narrower window, and beside it again in a wider one', async () => {
    const demo = await open({width: 999});
    assert.equal(await place(demo), 'bottom');
    const {left, right, top, bottom} = await boxOf(demo, panel);
    assert.deepEqual([left, right, bottom], [0, 999, 900]);
    assert.equal(await overflow(demo), 0);
    await demo.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    assert.ok((await boxOf(demo, 'body')).bottom <= top, 'its end can be scrolled above the panel');
    await demo.page.setViewport({width: 1200, height: 900});
    // An idle headless browser may not draw, and queries change with the next frame.
    await demo.page.screenshot();
    await demo.page.waitForSelector('predictive-inspector >>> .panel[data-place=right]');
    assert.equal((await boxOf(demo, 'body')).right, 780);
  });

  it('keeps the chosen place when it is closed and opened again, and leaves no trace meanwhile', async () => {
    const demo = await open({width: 1280});
    await choose(demo, 'left');
    const press = async (): Promise<void> => {
      for (const key of ['Control', 'Alt', 'p'] as const) await demo.page.keyboard.down(key);
      for (const key of ['p', 'Alt', 'Control'] as const) await demo.page.keyboard.up(key);
    };
    await press();
    await demo.page.waitForFunction(() => document.adoptedStyleSheets.length === 0);
    assert.deepEqual(await boxOf(demo, 'body').then(({left, right}) => [left, right]), [0, 1280]);
    assert.equal(await demo.page.evaluate(() => document.documentElement.hasAttribute('style')), false);
    await press();
    await demo.page.waitForSelector('predictive-inspector >>> .panel[data-place=left]');
    assert.equal((await boxOf(demo, 'body')).left, 420);
  });

  it('has its tabs in one row at every width', async () => {
    for (const width of [320, 375, 768, 1000, 1440]) {
      const demo = await open({width});
      const tops = await demo.page.$$eval('predictive-inspector >>> [role=tab]', (tabs) =>
        tabs.map((tab) => tab.getBoundingClientRect().top),
      );
      assert.equal(tops.length, 4);
      assert.equal(new Set(tops).size, 1, `${width}`);
      const fits = await demo.page.$eval(panel, ({scrollWidth, clientWidth}) => scrollWidth - clientWidth);
      assert.equal(fits, 0, `${width}`);
    }
  });

  it('is not printed, and neither is its room', async () => {
    const demo = await open({width: 1280});
    await demo.page.emulateMediaType('print');
    const {left, right} = await boxOf(demo, 'body');
    assert.deepEqual([left, right], [0, 1280]);
    assert.equal(await demo.page.$eval(panel, (element) => getComputedStyle(element).display), 'none');
  });
});
