import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {DemoSite, type DemoPage} from '../pages/demo-site.js';

const order = (
  'weigh measure sender recipient contents service insurance customs-form ' +
  'payment label receipt hand-over'
).split(' ');

describe('page of hints', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());

  /** Presses buttons with real clicks. */
  async function press(demo: DemoPage, ...ids: string[]): Promise<void> {
    for (const id of ids) {
      const button = await demo.page.$(`#${id}`);
      await button!.click();
    }
  }

  function marked(demo: DemoPage, hint: 'likely' | 'unlikely'): Promise<string[]> {
    return demo.page.$$eval(`predictive-button:state(${hint})`, (buttons) => buttons.map(({id}) => id));
  }

  async function becomesLikely(demo: DemoPage, id: string): Promise<void> {
    // Polls in each frame, since a state is no DOM mutation.
    await demo.page.waitForFunction(
      (wanted) => document.querySelector(`#${wanted}:state(likely)`) !== null,
      {polling: 'raf'},
      id,
    );
    assert.deepEqual(await marked(demo, 'likely'), [id]);
  }

  /** Waits two frames, after which hints are up to date. */
  async function settled(demo: DemoPage): Promise<void> {
    await demo.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
  }

  async function visits(demo: DemoPage, count: number): Promise<void> {
    for (let i = 0; i < count; i++) await press(demo, ...order, 'new-visit');
  }

  /** Goes through a visit, and returns how often the next step was the likely one. */
  async function countPredicted(demo: DemoPage): Promise<number> {
    let count = 0;
    for (const key of order) {
      await settled(demo);
      const likely = await marked(demo, 'likely');
      if (likely.length === 1 && likely[0] === key) count++;
      await press(demo, key);
    }
    return count;
  }

  it('marks the next step after two visits, and with a higher probability after ten', async () => {
    const demo = await site.open('demo/hints/');
    assert.equal(await countPredicted(demo), 0);
    assert.deepEqual(await marked(demo, 'unlikely'), []);
    assert.match(await demo.text('#next'), /^No button stands out/);
    await press(demo, 'new-visit');
    await visits(demo, 1);
    assert.match(await demo.text('#visit'), /^Visit 3 · 0\u00a0steps done$/);
    const after2 = await countPredicted(demo);
    assert.ok(after2 >= 11, `${after2} of 12`);
    await press(demo, 'new-visit');
    await press(demo, 'weigh');
    await becomesLikely(demo, 'measure');
    const sure2 = Number(/Likely next: Measure, (\d+)/.exec(await demo.text('#next'))?.[1]);
    await press(demo, ...order.slice(1), 'new-visit');

    await visits(demo, 6);
    const after10 = await countPredicted(demo);
    assert.ok(after10 >= 11, `${after10} of 12`);
    await press(demo, 'new-visit', 'weigh');
    await becomesLikely(demo, 'measure');
    const sure10 = Number(/Likely next: Measure, (\d+)/.exec(await demo.text('#next'))?.[1]);
    assert.ok(sure2 >= 30 && sure10 > sure2 && sure10 <= 100, `${sure2} % and ${sure10} %`);
    assert.equal((await marked(demo, 'unlikely')).length, 11);
    assert.deepEqual([demo.complaints, await demo.shifts()], [[], []]);
  });

  it('follows the orders of experts on a first visit, until they are switched off', async () => {
    const demo = await site.open('demo/hints/');
    // All modules on demand have loaded.
    await demo.page.waitForNetworkIdle({idleTime: 200});
    await press(demo, 'experts');
    await becomesLikely(demo, 'weigh');
    // Their orders differ in one of the steps.
    const count = await countPredicted(demo);
    assert.ok(count >= 11, `${count} of 12`);
    await press(demo, 'experts');
    await press(demo, 'weigh');
    await settled(demo);
    assert.deepEqual(await marked(demo, 'likely'), []);
  });

  it('explains a step that is pressed too early, blocks nothing, and allows it to be done again', async () => {
    const demo = await site.open('demo/hints/');
    await press(demo, 'label');
    assert.equal(
      await demo.text('#said'),
      'The label lacks what a carrier looks for. First Payment and Recipient, then Print label once more.',
    );
    assert.match(await demo.text('#label'), /Once more/);
    assert.equal(await demo.page.$('predictive-button[disabled]'), null);
    await press(demo, 'weigh', 'measure', 'recipient', 'service', 'payment', 'label');
    assert.equal(await demo.text('#said'), 'The label is printed and sticks.');
    assert.match(await demo.text('#label'), /Printed/);
  });

  it('restores its state after a reload, and forgets it', async () => {
    const demo = await site.open('demo/hints/');
    await visits(demo, 3);
    await press(demo, 'weigh');
    await becomesLikely(demo, 'measure');
    await demo.page.reload();
    await becomesLikely(demo, 'measure');
    assert.match(await demo.text('#visit'), /^Visit 4 · 1\u00a0step done$/);
    await press(demo, 'forget');
    await demo.page.waitForFunction(() => document.getElementById('forget-message')?.textContent !== '');
    await settled(demo);
    assert.deepEqual(await marked(demo, 'likely'), []);
    assert.match(await demo.text('#visit'), /^Visit 1 · 0\u00a0steps done$/);
    assert.match(await demo.text('#next'), /^No button stands out/);
    await demo.page.reload();
    await settled(demo);
    assert.deepEqual(await marked(demo, 'likely'), []);
  });

  it('describes likely buttons only if that is switched on', async () => {
    const demo = await site.open('demo/hints/');
    await press(demo, 'experts', 'weigh');
    await becomesLikely(demo, 'measure');
    assert.equal(await demo.page.$('[aria-description]'), null);
    await press(demo, 'described', 'measure');
    await becomesLikely(demo, 'sender');
    const description = (): Promise<unknown> =>
      demo.page.$eval('#sender', (button) =>
        button.shadowRoot?.querySelector('button')?.getAttribute('aria-description'),
      );
    await settled(demo);
    assert.equal(await description(), 'Likely next');
  });

  it('learns from presses by keyboard', async () => {
    const demo = await site.open('demo/hints/');
    const byKeyboard = async (id: string): Promise<void> => {
      await demo.page.focus(`#${id}`);
      await demo.page.keyboard.press('Enter');
    };
    for (let visit = 0; visit < 3; visit++) for (const id of [...order, 'new-visit']) await byKeyboard(id);
    await byKeyboard('weigh');
    await becomesLikely(demo, 'measure');
    assert.match(await demo.text('#next'), /^Likely next: Measure, \d+/);
  });

  it('passes the accessibility audit with and without hints, in light and dark', async () => {
    for (const dark of [false, true]) {
      const demo = await site.open('demo/hints/', {dark});
      assert.deepEqual(await demo.audit(), []);
      await visits(demo, 10);
      await press(demo, 'weigh');
      await becomesLikely(demo, 'measure');
      assert.deepEqual(await demo.audit(), []);
    }
  });

  it('fits on a phone, with explanations too, and without layout shifts', async () => {
    const demo = await site.open('demo/hints/', {width: 375});
    await visits(demo, 2);
    await press(demo, 'customs-form', 'service', 'label', 'hand-over');
    await settled(demo);
    assert.deepEqual(await demo.shifts(), []);
    const overflow = await demo.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(overflow, 0);
  });
});
