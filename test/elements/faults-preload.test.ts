import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import {preloadProbability} from '../../src/preload/planner.js';
import {faultyUrl, markRequests, movePointer, requestsSince, straightPath} from '../support/commands.js';
import {
  afterFall,
  approach,
  frames,
  places,
  record,
  threeButtons,
  uncaughtErrors,
  withWork,
} from '../support/regions.js';

async function turnAway(): Promise<void> {
  await movePointer({points: straightPath({from: [360, 380], to: [360, 20], durationMs: 250})});
  await movePointer({points: [[20, 20, 8]]});
}

async function reach(): Promise<void> {
  await movePointer({points: straightPath({from: [360, 380], to: [360, 440], durationMs: 80})});
}

describe('the preload event', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('comes once per approach, and again with the next', async () => {
    const {two} = await threeButtons();
    const preloads = record(two, 'preload');
    const outcomes = record(withWork(two), 'preload-outcome');
    for (let approaches = 1; approaches <= 3; approaches++) {
      await approach(places.two);
      expect(preloads.length).to.equal(approaches);
      await reach();
      expect(preloads.length).to.equal(approaches);
      await turnAway();
      await waitUntil(() => outcomes.length === approaches);
    }
    expect(preloads.map(({trigger}) => trigger)).to.deep.equal(['model', 'model', 'model']);
    for (const {probability, leadEstimateMs, cancelable, bubbles} of preloads) {
      expect(probability).to.be.within(preloadProbability.moderate, 1);
      expect(leadEstimateMs).to.be.above(0);
      expect([cancelable, bubbles]).to.deep.equal([true, true]);
    }
  });

  it('is used by a press: its signal does not abort, and the outcome has its lead', async () => {
    const {region, two} = await threeButtons();
    const preloads = record(two, 'preload');
    const outcomes = record(withWork(two), 'preload-outcome');
    const begun = performance.now();
    await movePointer({
      points: [
        ...straightPath({from: [360, 60], to: [360, 400], durationMs: 300}),
        [360, 430, 20],
        [361, 440, 120],
      ],
      down: true,
      up: true,
    });
    expect(outcomes.map(({used, trigger}) => [used, trigger])).to.deep.equal([[true, 'model']]);
    expect(outcomes[0]!.leadMs).to.be.within(100, performance.now() - begun);
    expect(preloads[0]!.signal.aborted).to.be.false;
    expect(region.scorecard.used).to.equal(1);
    await movePointer({
      points: [
        [362, 441, 16],
        [364, 440, 16],
      ],
    });
    await frames();
    expect(preloads.length, 'not again while the pointer stays').to.equal(1);
  });

  for (const [what, cancel] of [
    ['the pointer turns away', () => turnAway().then(afterFall)],
    ['the button is removed', ({two}) => two.remove()],
    ['the button is disabled', ({two}) => (two.disabled = true)],
    ['the region is removed', ({region}) => region.remove()],
    ['the region is disabled', ({region}) => (region.disabled = true)],
    ['the page is hidden for good', () => window.dispatchEvent(new Event('pagehide'))],
  ] as [string, (scene: Awaited<ReturnType<typeof threeButtons>>) => unknown][]) {
    it(`is cancelled when ${what}: its signal aborts, and it was not used`, async () => {
      const scene = await threeButtons();
      const preloads = record(scene.two, 'preload');
      const outcomes = record(withWork(scene.two), 'preload-outcome');
      await approach(places.two);
      expect(preloads.length).to.equal(1);
      await cancel(scene);
      await waitUntil(() => preloads[0]!.signal.aborted, 'the signal aborts');
      await frames();
      expect(outcomes.map(({used}) => used)).to.deep.equal([false]);
      expect(scene.two.matches(':state(preloading), :state(preloaded)')).to.be.false;
    });
  }

  it('does not come again when the press comes before the pointer has rested', async () => {
    const {two} = await threeButtons();
    const preloads = record(two, 'preload');
    await movePointer({
      points: [
        ...straightPath({from: [360, 60], to: [360, 400], durationMs: 300}),
        [360, 412, 16],
        [361, 420, 16],
      ],
      down: true,
      up: true,
    });
    await frames(10);
    expect(preloads.length).to.equal(1);
  });

  it('comes for a pointer that rests on an eager button, whatever the model predicts', async () => {
    const {two} = await threeButtons();
    two.eagerness = 'eager';
    await two.updateComplete;
    const preloads = record(two, 'preload');
    // Directly onto the button: no approach.
    await movePointer({
      points: [
        [360, 440],
        [361, 440, 8],
      ],
    });
    await waitUntil(() => preloads.length > 0);
    expect(['hover', 'model']).to.include(preloads[0]!.trigger);
    expect(preloads.length).to.equal(1);
  });

  it('comes for focus by script, and is cancelled when the focus moves on', async () => {
    const {two} = await threeButtons();
    const preloads = record(two, 'preload');
    const outcomes = record(withWork(two), 'preload-outcome');
    two.focus({focusVisible: true});
    // The first time, after its module has loaded.
    await waitUntil(() => preloads.length > 0);
    expect(preloads.map(({trigger}) => trigger)).to.deep.equal(['focus']);
    await sendKeys({press: 'Tab'});
    expect(outcomes.map(({used, trigger}) => [used, trigger])).to.deep.equal([[false, 'focus']]);
    expect(preloads[0]!.signal.aborted).to.be.true;
  });

  it('comes for a key press without a focus ring, and is used by it', async () => {
    // Otherwise the habit of pressing it would predict it again.
    const {two} = await threeButtons({habits: 'off'});
    const preloads = record(two, 'preload');
    const outcomes = record(withWork(two), 'preload-outcome');
    await movePointer({points: [[360, 440]], pointerType: 'touch'});
    await waitUntil(() => outcomes.length > 0);
    two.blur();
    preloads.length = outcomes.length = 0;
    two.focus({focusVisible: false});
    await sendKeys({press: 'Enter'});
    expect(preloads.length).to.equal(1);
    expect(['press', 'focus']).to.include(preloads[0]!.trigger);
    expect(outcomes.map(({used}) => used)).to.deep.equal([true]);
  });

  it('comes when the page calls preload(), even after a press, and not for a disabled button', async () => {
    const {two} = await threeButtons();
    const preloads = record(two, 'preload');
    two.requestPreload();
    two.requestPreload();
    // The first time, after its module has loaded.
    await waitUntil(() => preloads.length > 0);
    expect(preloads.map(({trigger}) => trigger)).to.deep.equal(['manual']);
    two.click();
    two.requestPreload();
    expect(preloads.map(({trigger}) => trigger)).to.deep.equal(['manual', 'manual']);
    two.disabled = true;
    await two.updateComplete;
    two.requestPreload();
    expect(preloads.length).to.equal(2);
  });

  it('when prevented, suppresses the action of the preload attribute, which otherwise runs', async () => {
    const {two, three} = await threeButtons();
    for (const [button, path] of [
      [two, '/package.json?no'],
      [three, '/LICENSE'],
    ] as const) {
      button.preload = 'module';
      button.preloadHref = path;
    }
    two.addEventListener('preload', (event) => event.preventDefault());
    const mark = await markRequests();
    two.requestPreload();
    three.requestPreload();
    await waitUntil(async () => (await requestsSince(mark)).includes('/LICENSE'));
    expect((await requestsSince(mark)).filter((url) => !url.startsWith('/src/'))).to.deep.equal(['/LICENSE']);
  });

  it('shows the state of waitUntil(), and ignores its failures', async () => {
    const {two} = await threeButtons();
    const {errors, stop} = uncaughtErrors();
    let finish = (_error?: Error): void => undefined;
    two.addEventListener('preload', (event) => {
      event.waitUntil(
        new Promise<void>((resolve, reject) => (finish = (error) => (error ? reject(error) : resolve()))),
      );
    });
    two.requestPreload();
    await waitUntil(() => two.matches(':state(preloading)'));
    finish();
    await waitUntil(() => two.matches(':state(preloaded)'));
    expect(two.matches(':state(preloading)')).to.be.false;
    two.click();
    expect(two.matches(':state(preloaded)')).to.be.false;
    two.requestPreload();
    finish(new Error('no such thing'));
    await waitUntil(() => !two.matches(':state(preloading)'));
    await frames();
    stop();
    expect(two.matches(':state(preloaded)')).to.be.false;
    expect(errors).to.be.empty;
  });

  it('F68 ignores aborts and failures on a native element too', async () => {
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region targets="a">
        <a href="#" style="position: fixed; left: 300px; top: 400px; width: 120px; height: 80px">Link</a>
      </predictive-region>
    `);
    const {errors, stop} = uncaughtErrors();
    const preloads = record(region, 'preload');
    region.addEventListener('preload', (event) =>
      event.waitUntil(fetch(faultyUrl('never', '/package.json'), {signal: event.signal})),
    );
    await approach(places.two);
    expect(preloads.length).to.equal(1);
    await turnAway();
    await waitUntil(() => preloads[0]!.signal.aborted, 'it is cancelled', {timeout: 4000});
    await frames(3);
    stop();
    expect(errors).to.be.empty;
  });

  it('F66 is fired offline when the page calls preload(), without the kit’s own action', async () => {
    const {two} = await threeButtons();
    Object.assign(two, {preload: 'module', preloadHref: '/.editorconfig'});
    const preloads = record(two, 'preload');
    const mark = await markRequests();
    Object.defineProperty(navigator, 'onLine', {value: false, configurable: true});
    try {
      two.requestPreload();
      await waitUntil(() => preloads.length > 0);
      await waitUntil(() => !two.matches(':state(preloading)'));
    } finally {
      Reflect.deleteProperty(navigator, 'onLine');
    }
    expect(two.matches(':state(preloaded)')).to.be.false;
    expect(preloads.length).to.equal(1);
    expect(await requestsSince(mark)).not.to.include('/.editorconfig');
  });

  for (const [what, property, value] of [
    ['with Save-Data', 'connection', {saveData: true}],
    ['over 2G', 'connection', {effectiveType: '2g'}],
    ['over a slow connection', 'connection', {effectiveType: 'slow-2g'}],
    ['offline', 'onLine', false],
  ] as const) {
    it(`F66 waits for the press ${what}, and comes before it again afterwards`, async () => {
      const {two} = await threeButtons();
      const preloads = record(two, 'preload');
      await frames();
      Object.defineProperty(navigator, property, {value, configurable: true});
      try {
        await approach(places.two);
        expect(two.predicted).to.be.true;
        expect(preloads.length).to.equal(0);
        two.dispatchEvent(
          new PointerEvent('pointerdown', {bubbles: true, composed: true, isPrimary: true, buttons: 1}),
        );
        expect(preloads.map(({trigger}) => trigger)).to.deep.equal(['press']);
        two.click();
        await turnAway();
      } finally {
        Reflect.deleteProperty(navigator, property);
      }
      await approach(places.two);
      expect(preloads.map(({trigger}) => trigger)).to.deep.equal(['press', 'model']);
    });
  }

  it('F47 does not come for the right mouse button', async () => {
    const {two} = await threeButtons();
    const preloads = record(two, 'preload');
    two.dispatchEvent(
      new PointerEvent('pointerdown', {
        bubbles: true,
        composed: true,
        isPrimary: true,
        button: 2,
        buttons: 2,
      }),
    );
    expect(preloads.length).to.equal(0);
  });
});

describe('label-on="hover"', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('makes one sample each time a button is entered, and none of a click', async () => {
    const {region} = await threeButtons({'label-on': 'hover', learn: 'manual'});
    const keys = record(region, 'predictive-sample');
    for (let entries = 1; entries <= 3; entries++) {
      await approach(places.two);
      await reach();
      await movePointer({
        points: straightPath({from: [360, 440], to: [370, 450], durationMs: 80}),
        down: true,
        up: true,
      });
      expect(region.sampleCounts.perKey).to.deep.equal({two: entries});
      await turnAway();
    }
    expect(keys.filter(({key}) => key === 'two').length).to.equal(3);
  });

  it('makes none of synthetic events', async () => {
    const {region} = await threeButtons({'label-on': 'hover', learn: 'manual'});
    const {two} = Object.fromEntries(
      [...region.querySelectorAll('predictive-button')].map((button) => [button.id, button]),
    );
    for (let y = 300; y < 440; y += 10) {
      (y < 400 ? document.body : two!).dispatchEvent(
        new PointerEvent('pointermove', {
          bubbles: true,
          composed: true,
          pointerId: 1,
          clientX: 360,
          clientY: y,
        }),
      );
      await frames(1);
    }
    expect(region.sampleCounts.count).to.equal(0);
  });

  it('gives every event and observation a probability that is a number', async () => {
    const {region} = await threeButtons({'label-on': 'hover', learn: 'manual'});
    const probabilities: number[] = [];
    region.addEventListener('predictive-change', ({probability}) => probabilities.push(probability));
    region.observe(({none, targets}) =>
      probabilities.push(none, ...targets.map(({probability}) => probability)),
    );
    await approach(places.two);
    await reach();
    await turnAway();
    await frames();
    expect(probabilities.length).to.be.above(10);
    expect(probabilities.filter((probability) => !(probability >= 0 && probability <= 1))).to.be.empty;
  });
});
