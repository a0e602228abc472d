import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {madeUpSamples} from '../learning/samples.js';
import {DemoSite} from '../pages/demo-site.js';

/** A point beside everything that can be pressed. */
const aside: [x: number, y: number] = [640, 860];

describe('code, steps and screens below the first screen of the demo', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());

  it('tells a training that failed in one place, until the next one', async () => {
    const demo = await site.open('demo/');
    const {page} = demo;
    await page.$eval(
      '#practice',
      (region, json) => {
        const practice = region as HTMLElementTagNameMap['predictive-region'];
        practice.workerUrl = '/nowhere.js';
        return practice.importDataset(new Blob([json]));
      },
      JSON.stringify({
        format: 'predictive-buttons-dataset',
        version: 1,
        samples: madeUpSamples({count: 60}),
      }),
    );
    await page.$eval('#train', (button) => (button as HTMLElement).click());
    await demo.becomes('#train-message', /worker/);
    assert.equal(await demo.text('#problem'), '');
    await page.$eval('#practice', (region) => {
      (region as HTMLElementTagNameMap['predictive-region']).workerUrl = null;
    });
    await page.$eval('#train', (button) => (button as HTMLElement).click());
    await demo.becomes('#verdict', /^(Yours did better|The network in use stays)/);
    assert.equal((await demo.text('#train-message')) + (await demo.text('#problem')), '');
  });

  it('shows the code of each framework by click and by arrow keys, and copies it', async () => {
    const demo = await site.open('demo/');
    const {page} = demo;
    const shown = (): Promise<string[]> =>
      page.$$eval('[role=tabpanel]', (panels) =>
        panels.filter((panel) => !(panel as HTMLElement).hidden).map(({id}) => id),
      );
    assert.deepEqual(await shown(), ['code-html']);
    await page.click('#tab-react');
    assert.deepEqual(await shown(), ['code-react']);
    for (const [key, panel] of [
      ['ArrowRight', 'code-vue'],
      ['End', 'code-svelte'],
      ['ArrowRight', 'code-html'],
      ['ArrowLeft', 'code-svelte'],
      ['Home', 'code-html'],
    ] as const) {
      await page.keyboard.press(key);
      assert.deepEqual(await shown(), [panel]);
    }
    const {origin} = new URL(page.url());
    for (const name of ['clipboard-read', 'clipboard-write'])
      await page.browserContext().setPermission(origin, {permission: {name}, state: 'granted'});
    await page.click('#tab-vue');
    await page.click('#copy');
    await demo.becomes('#copy-message', /^Copied$/);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^<script setup>[^]*@preload="warm"[^]*<\/template>$/);
  });

  it('collects presses, trains on them, and compares both networks on the same movements', async () => {
    const demo = await site.open('demo/');
    const {page} = demo;
    await demo.rest(aside);
    await page.select('#backend', 'cpu');
    await page.$eval('#practice', (region) => region.scrollIntoView({behavior: 'instant', block: 'start'}));
    await demo.scrollTo('.pad');
    assert.equal(await page.$eval('#train', (button) => button.getAttribute('disabled')), 'focusable');
    for (let count = 1; count <= 30; count++) {
      await demo.pressOn('#practice predictive-button[variant=brand]');
      await demo.becomes('#ring-count', new RegExp(`^${count}$`));
      if (count === 12) assert.equal(await page.$eval('#ring', (ring) => ring.ariaValueNow), '12');
    }
    assert.equal(await demo.text('#readiness'), '30\u00a0presses: enough to learn from.');
    await page.click('#train');
    await demo.becomes('#verdict', /^(Yours did better|The network in use stays)/);
    const points = await page.$eval('#judged polyline', (line) => line.points.numberOfItems);
    assert.ok(points > 2, `${points} points`);
    const figures = await page.$$eval('.compare tbody td', (cells) =>
      cells.map(({textContent}) => textContent),
    );
    for (const figure of figures) assert.match(figure, /^\d+\s%$/);
    // The curve ends are what is compared.
    const [, , before, after] = figures;
    assert.equal(await demo.text('#judged-text'), `Sure of the right one: ${before} → ${after}`);
    assert.match(await demo.text('#compare-of'), /^On the same 30 movements, /);
    assert.deepEqual(demo.complaints, []);
  });

  it('sets what is under Advanced, and shows an error there until the next action', async () => {
    const demo = await site.open('demo/');
    const {page} = demo;
    await page.$eval('.advanced', (details) => ((details as HTMLDetailsElement).open = true));
    await page.select('#threshold', '0.7');
    await page.select('#keep', 'session');
    const region = await page.$eval('#practice', (element) => {
      const {threshold, persist} = element as HTMLElement & {threshold: number; persist: string};
      return {threshold, persist};
    });
    assert.deepEqual(region, {threshold: 0.7, persist: 'session'});
    await page.click('#forget');
    await demo.becomes('#advanced-message', /^Every movement and network is deleted/);
    await page.click('[data-inspect=practice]');
    await page.waitForFunction(
      () => document.querySelector('predictive-inspector')?.shadowRoot?.querySelector('[role=tab]') !== null,
    );
    assert.deepEqual(demo.complaints, []);
  });

  for (const [screen, target, turn] of [
    ['office', 'tr:nth-child(2) button', 'tr:nth-child(3) button'],
    ['editor', 'predictive-button:nth-child(4)', 'predictive-button:nth-child(7)'],
    ['shop', 'li:nth-child(1) predictive-button', 'li:nth-child(4) predictive-button'],
  ] as const)
    it(`shows the ${screen} with and without, and counts what was gained and wasted`, async () => {
      const demo = await site.open('demo/', {width: 1440});
      const {page} = demo;
      await demo.rest([720, 890]);
      await demo.scrollTo(`#${screen} .pair`);
      const side = `#${screen} .side:not(.without)`;
      await demo.pressOn(`${side} ${target}`);
      await demo.becomes(`#${screen} .without .view em`, /^there after \d+ ms$/);
      const time = async (which: string): Promise<number> =>
        parseInt((await demo.text(`#${screen} ${which} .view em`)).slice('there after '.length), 10);
      const [withKit, without] = [await time('.side:not(.without)'), await time('.without')];
      assert.ok(without >= 595 && withKit < without, `${withKit} and ${without} ms`);
      assert.equal(
        await demo.text(`#${screen} .side:not(.without) .view strong`),
        await demo.text(`#${screen} .without .view strong`),
      );
      const gained = ((without - withKit) / 1000).toFixed(1);
      await demo.becomes(`#${screen} .tally`, /^0\.\d\ss less to wait in 1\spress/);
      const shownGain = Number((await demo.text(`#${screen} .tally`)).slice(0, 3));
      assert.ok(Math.abs(shownGain - Number(gained)) < 0.11, `${shownGain} for ${gained}`);
      // Towards another one, and away again: what was requested for it is waste.
      await demo.moveTo(await demo.middleOf(`${side} ${turn}`));
      await page.waitForSelector(`${side} ${turn}:is([predicted], [data-predicted])`);
      await demo.moveTo([720, 890]);
      await demo.becomes(`#${screen} .tally`, /[1-9]\d* withdrawn in time|[1-9]\d* loaded for nothing/);
      assert.deepEqual(demo.complaints, []);
    });
});
