import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {DemoSite, type DemoPage} from './demo-site.js';

/** A point below the buttons and beside the panel. */
const aside: [x: number, y: number] = [300, 860];

describe('page of the inspector', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());

  /** Opens the page, with the panel filled. */
  async function open(options: {width?: number; dark?: boolean} = {}): Promise<DemoPage> {
    const demo = await site.open('demo/inspector/', options);
    await contains(demo, '[role=tab]');
    return demo;
  }

  /** Waits until the inspector contains what matches; resolves to its text. */
  async function contains(demo: DemoPage, selector: string): Promise<string | undefined> {
    const read = (wanted: string): string | undefined =>
      document.querySelector('predictive-inspector')?.shadowRoot?.querySelector(wanted)?.textContent;
    await demo.page.waitForFunction(read, {}, selector);
    return demo.page.evaluate(read, selector);
  }

  /** The number of panels. */
  function panels(demo: DemoPage): Promise<number> {
    return demo.page.$$eval('predictive-inspector >>> .panel', ({length}) => length);
  }

  it('shows the predicted button in the panel', async () => {
    const demo = await open();
    await demo.rest(aside);
    await demo.moveTo(await demo.middleOf('predictive-button'), {share: 0.9});
    await demo.page.waitForSelector('predictive-button[key=Espresso][predicted]');
    assert.equal(await contains(demo, 'tr.predicted th'), 'Espresso, predicted');
    assert.deepEqual(demo.complaints, []);
  });

  it('opens and closes by its key and by the button', async () => {
    const demo = await open();
    const {keyboard} = demo.page;
    for (const key of ['Control', 'Alt', 'p'] as const) await keyboard.down(key);
    for (const key of ['p', 'Alt', 'Control'] as const) await keyboard.up(key);
    assert.equal(await panels(demo), 0);
    await demo.page.click('#toggle');
    await contains(demo, '[role=tab]');
    assert.equal(await panels(demo), 1);
  });

  it('passes the accessibility audit, in light and dark', async () => {
    for (const dark of [false, true]) assert.deepEqual(await (await open({dark})).audit(), []);
  });

  it('fits the width of a phone in every view', async () => {
    const demo = await open({width: 375});
    const tabs = await demo.page.$$('predictive-inspector >>> [role=tab]');
    for (const tab of tabs) {
      await tab.evaluate((button) => (button as HTMLElement).click());
      const overflow = await demo.page.$eval(
        'predictive-inspector >>> .view',
        (view) => view.scrollWidth - view.clientWidth,
      );
      assert.equal(overflow, 0, await tab.evaluate(({textContent}) => textContent ?? ''));
    }
    const overflow = await demo.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0);
  });
});
