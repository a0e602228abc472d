import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {DemoSite, type DemoPage} from '../pages/demo-site.js';

const enabled = ['sl-open', 'sl-share', 'sl-send', 'md-open', 'md-share', 'md-send'];
const disabled = ['sl-off', 'md-off'];

/** A point beside all elements. */
const aside: [x: number, y: number] = [640, 860];

describe('page of other kits', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());

  /** Records which targets become predicted. */
  function watchPredictions(demo: DemoPage): Promise<void> {
    return demo.page.evaluate((selector) => {
      const noted: string[] = [];
      Object.assign(window, {predictions: noted});
      for (const button of document.querySelectorAll(selector))
        new MutationObserver(() => {
          if (button.hasAttribute('data-predicted')) noted.push(button.id);
        }).observe(button, {attributeFilter: ['data-predicted']});
    }, '.kits form > *');
  }

  function predictions(demo: DemoPage): Promise<string[]> {
    return demo.page.evaluate(() => (window as unknown as {predictions: string[]}).predictions);
  }

  for (const id of enabled)
    it(`predicts ${id} before it is pressed, fires its preload, and leaves its click alone`, async () => {
      const demo = await site.open('demo/kits/');
      await demo.rest(aside);
      await demo.moveTo(await demo.middleOf(`#${id}`));
      await demo.page.waitForSelector(`#${id}[data-predicted]`);
      assert.ok((await demo.events()).includes(`preload ${id}`));
      await demo.press();
      await demo.page.waitForFunction(() => document.getElementById('pressed')?.textContent !== '');
      const events = await demo.events();
      assert.equal(events.filter((event) => event === `click ${id}`).length, 1, String(events));
      assert.ok(events.includes(`preload-outcome ${id} used`), String(events));
      const isSubmit = id.endsWith('send');
      assert.match(await demo.text('#pressed'), isSubmit ? /form sent \(1/ : /pressed \(1/);
      assert.deepEqual([demo.complaints, await demo.shifts()], [[], []]);
    });

  for (const id of disabled)
    it(`never predicts ${id}, nor fires its preload`, async () => {
      const demo = await site.open('demo/kits/');
      await watchPredictions(demo);
      await demo.rest(aside);
      await demo.moveTo(await demo.middleOf(`#${id}`));
      await demo.press();
      await demo.rest(aside);
      // Targets on the way may be predicted.
      const ofIt = [...(await predictions(demo)), ...(await demo.events())].filter(
        (note) => note.includes(id) && !note.startsWith('click'),
      );
      assert.deepEqual(ofIt, []);
      assert.equal(await demo.text('#pressed'), '');
    });

  for (const id of ['sl-share', 'md-share'])
    it(`clears the prediction of ${id} when its disabled property is set, and predicts it again later`, async () => {
      const demo = await site.open('demo/kits/');
      await demo.rest(aside);
      await demo.moveTo(await demo.middleOf(`#${id}`));
      await demo.page.waitForSelector(`#${id}[data-predicted]`);
      await demo.page.$eval(`#${id}`, (button) => Object.assign(button, {disabled: true}));
      await demo.page.waitForSelector(`#${id}:not([data-predicted])`);
      await demo.happens(`preload-outcome ${id} unused`);
      await demo.page.$eval(`#${id}`, (button) => Object.assign(button, {disabled: false}));
      await demo.rest(aside);
      await demo.moveTo(await demo.middleOf(`#${id}`));
      await demo.page.waitForSelector(`#${id}[data-predicted]`);
    });

  for (const id of ['sl-open', 'md-open'])
    it(`fires the preload of ${id} when the focus reaches its button`, async () => {
      const demo = await site.open('demo/kits/');
      while (!(await demo.page.$eval(`#${id}`, (button) => button.matches(':focus-within'))))
        await demo.page.keyboard.press('Tab');
      await demo.happens(`preload ${id}`);
      await demo.page.keyboard.press('Enter');
      await demo.page.waitForFunction(() => document.getElementById('pressed')?.textContent !== '');
      assert.ok((await demo.events()).includes(`preload-outcome ${id} used`));
    });

  it('passes the accessibility audit, in light and dark', async () => {
    for (const dark of [false, true]) {
      const demo = await site.open('demo/kits/', {dark});
      assert.deepEqual(await demo.audit(), []);
    }
  });

  it('fits the width of a phone', async () => {
    const demo = await site.open('demo/kits/', {width: 375});
    const overflow = await demo.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0);
  });
});
