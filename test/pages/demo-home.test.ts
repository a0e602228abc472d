import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {madeUpSamples} from '../learning/samples.js';
import {DemoSite, type DemoPage} from './demo-site.js';

/** A point beside everything that can be pressed. */
const aside: [x: number, y: number] = [640, 860];

const hero = '#start predictive-button';

describe('first page of the demo', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());

  function becomes(demo: DemoPage, selector: string, pattern: RegExp): Promise<unknown> {
    return demo.page.waitForFunction(
      (wanted, source) => new RegExp(source).test(document.querySelector(wanted)?.textContent ?? ''),
      {polling: 'raf', timeout: 60_000},
      selector,
      pattern.source,
    );
  }

  async function scrollTo(demo: DemoPage, selector: string): Promise<void> {
    await demo.page.$eval(selector, (element) =>
      element.scrollIntoView({behavior: 'instant', block: 'center'}),
    );
  }

  /** Moves to an element and presses it. */
  async function press(demo: DemoPage, selector: string): Promise<void> {
    await demo.moveTo(await demo.middleOf(selector));
    await demo.press();
  }

  const ms = async (demo: DemoPage, lane: string): Promise<number> =>
    parseInt(await demo.text(`#${lane}-time`), 10);

  /** Milliseconds before each click of a script at which the page behind its button was requested. */
  function watchGhost(demo: DemoPage): Promise<unknown> {
    return demo.page.evaluateOnNewDocument(() => {
      const requested = new Map<EventTarget | null, number>();
      const presses: {name: string; leadMs: number}[] = [];
      Object.assign(window, {presses});
      document.addEventListener('preload', ({target, timeStamp}) => requested.set(target, timeStamp), true);
      document.addEventListener(
        'click',
        ({target, isTrusted, timeStamp}) => {
          if (isTrusted || !(target instanceof Element) || target.closest('#start') === null) return;
          presses.push({name: target.textContent.trim(), leadMs: timeStamp - requested.get(target)!});
        },
        true,
      );
    });
  }

  const ghostPresses = (demo: DemoPage): Promise<{name: string; leadMs: number}[]> =>
    demo.page.evaluate(() => (window as unknown as {presses: {name: string; leadMs: number}[]}).presses);

  it('plays a simulated hand, shows what its presses gained, and stops when the visitor moves', async () => {
    const demo = await site.open('demo/');
    await watchGhost(demo);
    await demo.page.reload();
    await becomes(demo, '#race-line', /opened by the simulated hand: \d/);
    const [first] = await ghostPresses(demo);
    assert.ok(first!.leadMs > 100, String(first!.leadMs));
    assert.equal(await demo.text('#lead'), `${(first!.leadMs / 1000).toFixed(1)}\u00a0s`);
    assert.match(
      await demo.text('#lead-text'),
      new RegExp(`^before the click, the page of ${first!.name} was on its way\\. The button lit up`),
    );
    assert.ok((await ms(demo, 'without')) >= 595, 'it waits for the server');
    assert.ok((await ms(demo, 'with')) < (await ms(demo, 'without')) - 100, 'less to wait');
    await demo.moveTo(aside);
    assert.equal(await demo.page.$eval('.ghost', (ghost) => (ghost as SVGElement).style.opacity), '0');
    const {length} = await ghostPresses(demo);
    await new Promise((resolve) => setTimeout(resolve, 6000));
    assert.equal((await ghostPresses(demo)).length, length);
    assert.deepEqual(demo.complaints, []);
  });

  it('moves nothing as it loads, nor while the hand plays', async () => {
    const demo = await site.open('demo/');
    // What moved before is noted from here on.
    await demo.page.reload();
    await becomes(demo, '#race-line', /opened by the simulated hand: \d/);
    assert.deepEqual(await demo.shifts(), []);
  });

  it('opens the page of the visitor’s press both ways, requested before it', async () => {
    const demo = await site.open('demo/');
    await demo.rest(aside);
    const before = site.seen('/demo/slow/Settings').length;
    await demo.moveTo(await demo.middleOf(`${hero}:nth-child(3)`));
    await demo.page.waitForFunction(
      (selector) => document.querySelector(selector) !== null,
      {polling: 'raf'},
      `${hero}:nth-child(3)[predicted]:state(preloaded)`,
    );
    const early = site.seen('/demo/slow/Settings').length;
    assert.ok(early > before, `${early} after ${before}`);
    await demo.press();
    await becomes(demo, '#race-line', /^Settings, opened by you: \d/);
    // Without the kit, the press requests it.
    assert.equal(site.seen('/demo/slow/Settings').length, early + 1);
    assert.match(await demo.text('#lead'), /^\d\.\d+\ss$/);
    assert.ok((await ms(demo, 'with')) < (await ms(demo, 'without')));
    assert.deepEqual(demo.complaints, []);
  });

  it('prepares a press by keyboard when the focus reaches the button, and says so', async () => {
    const demo = await site.open('demo/');
    await demo.rest(aside);
    while (!(await demo.page.$eval(hero, (button) => button.matches(':focus-within'))))
      await demo.page.keyboard.press('Tab');
    await demo.page.waitForSelector(`${hero}:state(preloaded)`);
    await demo.page.keyboard.press('Enter');
    await becomes(demo, '#race-line', /^Invoices, opened by you: \d/);
    assert.match(await demo.text('#lead-text'), /page of Invoices was on its way: the focus was on it\.$/);
  });

  it('says that a page did not come, and forgets it with the next one', async () => {
    const demo = await site.open('demo/', {width: 1440});
    await demo.rest([720, 890]);
    await demo.page.setOfflineMode(true);
    await press(demo, `${hero}:nth-child(2)`);
    await becomes(demo, '#race-line', /^Reports did not come: the server does not answer\.$/);
    await scrollTo(demo, '#shop .pair');
    await press(demo, '#shop .side:not(.without) predictive-button');
    await becomes(demo, '#shop .view em', /^did not come$/);
    await demo.page.setOfflineMode(false);
    await press(demo, '#shop .side:not(.without) predictive-button');
    await becomes(demo, '#shop .view em', /^there after \d+ ms$/);
    await scrollTo(demo, '#first');
    await press(demo, `${hero}:nth-child(2)`);
    await becomes(demo, '#race-line', /^Reports, opened by you: \d/);
    // The browser itself reports the requests that failed.
    assert.deepEqual(
      demo.complaints.filter((each) => !each.startsWith('Failed to load resource')),
      [],
    );
  });

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
    await becomes(demo, '#train-message', /worker/);
    assert.equal(await demo.text('#problem'), '');
    await page.$eval('#practice', (region) => {
      (region as HTMLElementTagNameMap['predictive-region']).workerUrl = null;
    });
    await page.$eval('#train', (button) => (button as HTMLElement).click());
    await becomes(demo, '#verdict', /^(Yours did better|The network in use stays)/);
    assert.equal((await demo.text('#train-message')) + (await demo.text('#problem')), '');
  });

  it('leaves the hand still where reduced motion is asked for, until it is played', async () => {
    const demo = await site.open('demo/');
    await watchGhost(demo);
    await demo.page.emulateMediaFeatures([{name: 'prefers-reduced-motion', value: 'reduce'}]);
    await demo.page.reload();
    await new Promise((resolve) => setTimeout(resolve, 4000));
    assert.deepEqual(await ghostPresses(demo), []);
    await demo.page.focus('#ghost-toggle');
    await demo.page.keyboard.press('Enter');
    assert.equal(await demo.text('#ghost-toggle'), 'Pause');
    await becomes(demo, '#race-line', /opened by the simulated hand/);
    await demo.page.keyboard.press('Enter');
    assert.equal(await demo.text('#ghost-toggle'), 'Play again');
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
    await becomes(demo, '#copy-message', /^Copied$/);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^<script setup>[^]*@preload="warm"[^]*<\/template>$/);
  });

  it('collects presses, trains on them, and compares both networks on the same movements', async () => {
    const demo = await site.open('demo/');
    const {page} = demo;
    await demo.rest(aside);
    await page.select('#backend', 'cpu');
    await page.$eval('#practice', (region) => region.scrollIntoView({behavior: 'instant', block: 'start'}));
    await scrollTo(demo, '.pad');
    assert.equal(await page.$eval('#train', (button) => button.getAttribute('disabled')), 'focusable');
    for (let count = 1; count <= 30; count++) {
      await press(demo, '#practice predictive-button[variant=brand]');
      await becomes(demo, '#ring-count', new RegExp(`^${count}$`));
      if (count === 12) assert.equal(await page.$eval('#ring', (ring) => ring.ariaValueNow), '12');
    }
    assert.equal(await demo.text('#readiness'), '30\u00a0presses: enough to learn from.');
    await page.click('#train');
    await becomes(demo, '#verdict', /^(Yours did better|The network in use stays)/);
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
    await becomes(demo, '#advanced-message', /^Every movement and network is deleted/);
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
      await scrollTo(demo, `#${screen} .pair`);
      const side = `#${screen} .side:not(.without)`;
      await press(demo, `${side} ${target}`);
      await becomes(demo, `#${screen} .without .view em`, /^there after \d+ ms$/);
      const time = async (which: string): Promise<number> =>
        parseInt((await demo.text(`#${screen} ${which} .view em`)).slice('there after '.length), 10);
      const [withKit, without] = [await time('.side:not(.without)'), await time('.without')];
      assert.ok(without >= 595 && withKit < without, `${withKit} and ${without} ms`);
      assert.equal(
        await demo.text(`#${screen} .side:not(.without) .view strong`),
        await demo.text(`#${screen} .without .view strong`),
      );
      const gained = ((without - withKit) / 1000).toFixed(1);
      await becomes(demo, `#${screen} .tally`, /^0\.\d\ss less to wait in 1\spress/);
      const shownGain = Number((await demo.text(`#${screen} .tally`)).slice(0, 3));
      assert.ok(Math.abs(shownGain - Number(gained)) < 0.11, `${shownGain} for ${gained}`);
      // Towards another one, and away again: what was requested for it is waste.
      await demo.moveTo(await demo.middleOf(`${side} ${turn}`));
      await page.waitForSelector(`${side} ${turn}:is([predicted], [data-predicted])`);
      await demo.moveTo([720, 890]);
      await becomes(demo, `#${screen} .tally`, /[1-9]\d* withdrawn in time|[1-9]\d* loaded for nothing/);
      assert.deepEqual(demo.complaints, []);
    });

  it('shows on a touch screen what the press and habit give', async () => {
    const demo = await site.open('demo/', {width: 375, height: 740});
    const {page} = demo;
    await page.setViewport({width: 375, height: 740, hasTouch: true, isMobile: true});
    await page.reload();
    await page.waitForFunction(() => document.querySelector(':not(:defined)') === null);
    const tap = async (selector: string): Promise<void> => {
      const [x, y] = await demo.middleOf(selector);
      const finger = await page.touchscreen.touchStart(x, y);
      await new Promise((resolve) => setTimeout(resolve, 110));
      await finger.end();
    };
    // Everything on demand has loaded by then.
    await becomes(demo, '#race-line', /opened by the simulated hand: \d/);
    await tap(`${hero}:nth-child(2)`);
    await becomes(demo, '#race-line', /^Reports, opened by you: \d/);
    assert.match(
      await demo.text('#lead-text'),
      /page of Reports was on its way: your finger stayed on it\.$/,
    );
    assert.equal(await page.$eval('.steps', (steps) => getComputedStyle(steps).display), 'none');
    await scrollTo(demo, '.pad');
    for (let round = 0; round < 4; round++)
      for (const key of ['save', 'send', 'print']) {
        await tap(`#practice [key=${key}]`);
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
    await becomes(demo, '#habit-line', /^Likely next: Save, \d+\s%\. Foreseen so far: [1-9]\d* of \d+\.$/);
    assert.deepEqual(demo.complaints, []);
  });

  for (const width of [375, 768, 1440])
    it(`passes the accessibility audit and needs no scrolling sideways at ${width} px, in light and dark`, async () => {
      for (const dark of [false, true]) {
        const demo = await site.open('demo/', {width, dark});
        await demo.page.$eval('.advanced', (details) => ((details as HTMLDetailsElement).open = true));
        assert.deepEqual(await demo.audit(), []);
        const overflow = await demo.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.equal(overflow, 0);
      }
    });
});
