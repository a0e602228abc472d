import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {DemoSite, type DemoPage} from '../pages/demo-site.js';

/** A point beside everything that can be pressed. */
const aside: [x: number, y: number] = [640, 860];

const hero = '#start predictive-button';

describe('first screen of the demo', () => {
  const site = new DemoSite();
  before(() => site.start());
  after(() => site.stop());

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
    await demo.becomes('#race-line', /opened by the simulated hand: \d/);
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
    await demo.becomes('#race-line', /opened by the simulated hand: \d/);
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
    await demo.becomes('#race-line', /^Settings, opened by you: \d/);
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
    await demo.becomes('#race-line', /^Invoices, opened by you: \d/);
    assert.match(await demo.text('#lead-text'), /page of Invoices was on its way: the focus was on it\.$/);
  });

  it('says that a page did not come, and forgets it with the next one', async () => {
    const demo = await site.open('demo/', {width: 1440});
    await demo.rest([720, 890]);
    await demo.page.setOfflineMode(true);
    await demo.pressOn(`${hero}:nth-child(2)`);
    await demo.becomes('#race-line', /^Reports did not come: the server does not answer\.$/);
    await demo.scrollTo('#shop .pair');
    await demo.pressOn('#shop .side:not(.without) predictive-button');
    await demo.becomes('#shop .view em', /^did not come$/);
    await demo.page.setOfflineMode(false);
    await demo.pressOn('#shop .side:not(.without) predictive-button');
    await demo.becomes('#shop .view em', /^there after \d+ ms$/);
    await demo.scrollTo('#first');
    await demo.pressOn(`${hero}:nth-child(2)`);
    await demo.becomes('#race-line', /^Reports, opened by you: \d/);
    // The browser itself reports the requests that failed.
    assert.deepEqual(
      demo.complaints.filter((each) => !each.startsWith('Failed to load resource')),
      [],
    );
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
    await demo.becomes('#race-line', /opened by the simulated hand/);
    await demo.page.keyboard.press('Enter');
    assert.equal(await demo.text('#ghost-toggle'), 'Play again');
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
    await demo.becomes('#race-line', /opened by the simulated hand: \d/);
    await tap(`${hero}:nth-child(2)`);
    await demo.becomes('#race-line', /^Reports, opened by you: \d/);
    assert.match(
      await demo.text('#lead-text'),
      /page of Reports was on its way: your finger stayed on it\.$/,
    );
    assert.equal(await page.$eval('.steps', (steps) => getComputedStyle(steps).display), 'none');
    await demo.scrollTo('.pad');
    for (let round = 0; round < 4; round++)
      for (const key of ['save', 'send', 'print']) {
        await tap(`#practice [key=${key}]`);
        await new Promise((resolve) => setTimeout(resolve, 400));
      }
    await demo.becomes('#habit-line', /^Likely next: Save, \d+\s%\. Foreseen so far: [1-9]\d* of \d+\.$/);
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
