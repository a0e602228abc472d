import {aTimeout, expect, fixtureCleanup, oneEvent, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse, setViewport} from '@web/test-runner-commands';
import '../../src/index.js';
import type {Sample} from '../../src/core/sample.js';
import {forgetMs} from '../../src/prediction/trajectory.js';
import {movePointer, straightPath} from '../support/commands.js';
import {
  approach,
  frames,
  places,
  predictedIn,
  press,
  record,
  threeButtons,
  uncaughtErrors,
  withWork,
} from '../support/regions.js';

/** Makes the page appear hidden, until `show()`. */
function hidePage(): {show: () => void} {
  const set = (state: string): void => {
    Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
  };
  set('hidden');
  return {
    show: () => {
      set('visible');
      Reflect.deleteProperty(document, 'visibilityState');
    },
  };
}

describe('the pointer of a region', () => {
  afterEach(async () => {
    fixtureCleanup();
    scrollTo(0, 0);
    await resetMouse();
  });

  for (const [what, lose] of [
    ['pagehide', () => window.dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))],
    ['blur of the window', () => window.dispatchEvent(new FocusEvent('blur'))],
    ['visibilitychange', () => document.dispatchEvent(new Event('visibilitychange'))],
  ] as const) {
    it(`F40 clears the prediction and the trajectory on ${what}`, async () => {
      const {region, two} = await threeButtons();
      const changes = record(region, 'predictive-change');
      const outcomes = record(withWork(region), 'preload-outcome');
      await approach(places.two);
      expect(two.predicted).to.be.true;
      lose();
      expect(predictedIn(region)).to.be.empty;
      expect(changes.at(-1)?.predicted).to.be.null;
      expect(outcomes.every(({used}) => !used)).to.be.true;
      await frames();
      expect(predictedIn(region), 'no prediction returns by itself').to.be.empty;
    });
  }

  it('F40 ignores the pointer while the page is hidden, and predicts when it is visible again', async () => {
    const {region, two} = await threeButtons();
    const changes = record(region, 'predictive-change');
    const {show} = hidePage();
    await press(places.two);
    expect(changes.length).to.equal(0);
    expect(region.sampleCounts.count).to.equal(0);
    show();
    await approach(places.two);
    expect(two.predicted).to.be.true;
  });

  /** Changes the time of the pointer's events, and of what they were put together from, until the result is called. */
  function changeTimes(change: (time: number, type: string) => number): () => void {
    const before = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp')!;
    // Called with the event.
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with `this`
    const read = before.get!;
    Object.defineProperty(Event.prototype, 'timeStamp', {
      ...before,
      get(this: Event) {
        const time = read.call(this) as number;
        return this.type.startsWith('pointer') ? change(time, this.type) : time;
      },
    });
    return () => Object.defineProperty(Event.prototype, 'timeStamp', before);
  }

  const hourMs = 3_600_000;
  /** The change of an event's time, by the number and the type of the event. */
  const clocks: [what: string, change: (time: number, count: number, type: string) => number][] = [
    ['jumps ahead by an hour', (time, count) => (count > 15 ? time + hourMs : time)],
    ['jumps back by an hour', (time, count) => (count > 15 ? time - hourMs : time)],
    ['goes to and fro', (time, count) => time + (count % 3) * 40],
    ['stands still', () => 1000],
    ['is not a number', () => NaN],
    ['is infinite', (time, count) => (count % 4 === 0 ? Infinity : time)],
    ['is infinite at the press', (time, _count, type) => (type === 'pointerdown' ? Infinity : time)],
    ['is not a number at the press', (time, _count, type) => (type === 'pointerdown' ? NaN : time)],
  ];
  for (const [what, change] of clocks)
    it(`F41 stores no impossible movement of a clock that ${what}, and predicts and learns afterwards`, async () => {
      const {region, two} = await threeButtons({learn: 'manual'});
      const {errors, stop} = uncaughtErrors();
      const clicks = record(two, 'click');
      let count = 0;
      const restore = changeTimes((time, type) => change(time, count++, type));
      try {
        await press(places.two);
        await frames();
      } finally {
        restore();
      }
      expect(clicks.length).to.equal(1);
      expect(count).to.be.above(20);
      const {samples} = JSON.parse(await (await region.exportDataset()).text()) as {samples: Sample[]};
      for (const {points, pressedAt} of samples) {
        const times = [...points.map(([, , time]) => time), pressedAt];
        expect(times.every(Number.isFinite)).to.be.true;
        expect(times).to.deep.equal([...times].sort((a, b) => a - b));
        // A movement of the hand, not of the clock.
        expect(pressedAt - times[0]!).to.be.at.most(forgetMs);
      }
      const before = region.sampleCounts.count;
      await movePointer({points: [[40, 40, 400]]});
      await press(places.two);
      await waitUntil(() => region.sampleCounts.count === before + 1);
      await approach(places.three);
      expect(predictedIn(region)).to.deep.equal(['three']);
      stop();
      expect(errors).to.be.empty;
    });

  it('F41 survives impossible coordinates', async () => {
    const {region, two} = await threeButtons();
    const {errors, stop} = uncaughtErrors();
    const rough: PointerEventInit[] = [{clientX: 1e9}, {clientY: -1e9}, {clientX: 2 ** 31}, {movementX: 1e9}];
    for (const init of rough) {
      window.dispatchEvent(new PointerEvent('pointermove', {pointerId: 1, ...init}));
      await frames(1);
    }
    expect(predictedIn(region)).to.be.empty;
    await approach(places.two);
    stop();
    expect(two.predicted).to.be.true;
    expect(errors).to.be.empty;
  });

  it('F42 learns nothing from 100,000 synthetic events, and click() still works', async () => {
    const {region, two} = await threeButtons();
    const clicks = record(two, 'click');
    const [x, y] = places.two;
    for (let i = 0; i < 25_000; i++) {
      const init = {
        bubbles: true,
        composed: true,
        isPrimary: true,
        pointerId: 1,
        clientX: x,
        clientY: 60 + (i % (y - 60)),
      };
      two.dispatchEvent(new PointerEvent('pointermove', init));
      two.dispatchEvent(new PointerEvent('pointerdown', {...init, buttons: 1}));
      two.dispatchEvent(new PointerEvent('pointerup', init));
      two.dispatchEvent(new MouseEvent('click', init));
    }
    two.click();
    expect(clicks.length).to.equal(25_001);
    expect(region.sampleCounts.count).to.equal(0);
    expect(region.scorecard.presses).to.equal(0);
  });

  it('F42 learns nothing from a real press at the end of a synthetic movement', async () => {
    const {region, two} = await threeButtons();
    const [x, y] = places.two;
    await movePointer({points: [[x, y]]});
    await sendMouse({type: 'down'});
    await sendMouse({type: 'up'});
    for (let i = 0; i < 20; i++)
      window.dispatchEvent(
        new PointerEvent('pointermove', {pointerId: 1, clientX: x, clientY: 200 + 10 * i}),
      );
    await sendMouse({type: 'down'});
    await sendMouse({type: 'up'});
    expect(region.sampleCounts.count).to.equal(0);
    await movePointer({points: straightPath({from: [x, 60], to: [x, y], durationMs: 200})});
    two.click();
    expect(region.sampleCounts.count, 'nor from click() at the end of a real one').to.equal(0);
  });

  it('F43 uses the position of a button after a scroll', async () => {
    const {region, two} = await threeButtons();
    const row = region.querySelector('div')!;
    row.style.cssText += 'position: absolute; top: 1400px';
    const spacer = document.createElement('div');
    spacer.style.height = '3000px';
    region.append(spacer);
    await movePointer({points: straightPath({from: [360, 40], to: [360, 60], durationMs: 60})});
    scrollTo(0, 1000);
    await approach(places.two);
    expect(predictedIn(region)).to.deep.equal(['two']);
    scrollTo(0, 0);
    await waitUntil(() => predictedIn(region).length === 0, 'a highlight that scrolled away is cleared');
    expect(two.predicted).to.be.false;
  });

  /**
   * Whether a button is highlighted in each frame from the one in which the page is told of `change` on; a frame shows
   * what the one before has left.
   */
  async function framesLit(button: HTMLElement, event: string, change: () => unknown): Promise<boolean[]> {
    const told = oneEvent(window, event);
    await new Promise(requestAnimationFrame);
    await change();
    await told;
    const lit: boolean[] = [];
    for (let i = 0; i < 4; i++) {
      await new Promise(requestAnimationFrame);
      lit.push(button.matches(':state(predicted)'));
    }
    return lit;
  }

  for (const [what, event, change] of [
    ['the page was scrolled', 'scroll', () => scrollTo(0, 1000)],
    ['the window was resized', 'resize', () => setViewport({width: 700, height: 600})],
  ] as const)
    it(`F43 a highlight that no longer belongs is gone in the frame after ${what}`, async function () {
      this.timeout(60_000);
      const {region, two} = await threeButtons();
      const row = region.querySelector('div')!;
      row.style.position = 'absolute';
      const spacer = document.createElement('div');
      spacer.style.height = '3000px';
      region.append(spacer);
      // The page's own layout follows the window.
      const {top} = row.style;
      const move = (): void => void (row.style.top = '2000px');
      addEventListener('resize', move);
      const framesLitAfter = async (waitMs: number): Promise<boolean[]> => {
        scrollTo(0, 0);
        await setViewport({width: 800, height: 600});
        await waitUntil(() => scrollY === 0 && innerWidth === 800);
        await frames();
        row.style.top = top;
        for (let attempt = 0; !two.predicted && attempt < 10; attempt++) await approach(places.two);
        expect(two.predicted).to.be.true;
        await aTimeout(waitMs);
        return (await framesLit(two, event, change)).slice(1);
      };
      try {
        // At several distances from the tick before.
        for (const waitMs of [0, 10, 20, 35]) {
          let lit = await framesLitAfter(waitMs);
          // On a busy machine, a frame may overtake a timer.
          for (let again = 0; lit.includes(true) && again < 8; again++) lit = await framesLitAfter(waitMs);
          expect(lit).to.deep.equal([false, false, false]);
        }
      } finally {
        removeEventListener('resize', move);
        await setViewport({width: 800, height: 600});
      }
    });

  for (const [what, move] of [
    ['its style', (row: HTMLElement) => (row.style.left = '300px')],
    ['a transform', (row: HTMLElement) => (row.style.transform = 'translateX(200px)')],
    ['a class', (row: HTMLElement) => (row.className = 'moved')],
    ['the padding before it', (row: HTMLElement) => (row.style.paddingLeft = '200px')],
    [
      'a transition',
      (row: HTMLElement) => ((row.style.transition = 'left 50ms'), (row.style.left = '300px')),
    ],
    [
      'an animation outside the region',
      () =>
        document.body.animate({transform: ['none', 'translateX(200px)']}, {duration: 50, fill: 'forwards'}),
    ],
  ] as const) {
    it(`F43 predicts the button in the pointer's direction after the buttons were moved by ${what}`, async () => {
      const {region} = await threeButtons();
      const style = document.createElement('style');
      style.textContent = '.moved {left: 300px !important}';
      document.head.append(style);
      try {
        await approach(places.three);
        expect(predictedIn(region)).to.deep.equal(['three']);
        move(region.querySelector('div')!);
        await movePointer({points: straightPath({from: [560, 360], to: [560, 400], durationMs: 100})});
        await frames();
        expect(predictedIn(region)).to.deep.equal(['two']);
      } finally {
        style.remove();
        for (const animation of document.body.getAnimations()) animation.cancel();
      }
    });
  }

  for (const captures of [false, true])
    it(`F47 ignores a drag: no prediction and no sample, ${captures ? 'with' : 'without'} pointer capture`, async () => {
      const {region, two} = await threeButtons();
      if (captures) two.addEventListener('pointerdown', ({pointerId}) => two.setPointerCapture(pointerId));
      const [x, y] = places.two;
      await movePointer({points: straightPath({from: [x, 60], to: [x, y], durationMs: 250}), down: true});
      await movePointer({points: straightPath({from: [x, y], to: [560, 440], durationMs: 150})});
      expect(predictedIn(region)).to.be.empty;
      await sendMouse({type: 'up'});
      expect(region.sampleCounts.count).to.equal(0);
      expect(region.scorecard.presses).to.equal(0);
    });

  it('F47 clears the prediction on pointercancel', async () => {
    const {region} = await threeButtons();
    await approach(places.two);
    expect(predictedIn(region)).to.deep.equal(['two']);
    window.dispatchEvent(new PointerEvent('pointercancel', {pointerId: 1, bubbles: true}));
    expect(predictedIn(region)).to.be.empty;
  });

  it('F47 makes no sample of a key press after a press that was cancelled', async () => {
    const {region, two} = await threeButtons();
    const [x, y] = places.two;
    await movePointer({points: straightPath({from: [x, 60], to: [x, y], durationMs: 250}), down: true});
    window.dispatchEvent(new PointerEvent('pointercancel', {pointerId: 1, bubbles: true}));
    two.focus();
    await sendKeys({press: 'Enter'});
    expect(region.sampleCounts.count).to.equal(0);
    await sendMouse({type: 'up'});
  });

  it('F47 ignores touch: no prediction and no sample', async () => {
    const {region, two} = await threeButtons();
    const changes = record(region, 'predictive-change');
    const clicks = record(two, 'click');
    await movePointer({
      points: [
        [360, 440],
        [360, 441, 8],
      ],
      pointerType: 'touch',
    });
    await waitUntil(() => clicks.length === 1);
    expect(changes.length).to.equal(0);
    expect(region.sampleCounts.count).to.equal(0);
  });

  for (const [what, restMs, triggers] of [
    ['moves after a while', 200, ['press']],
    ['moves at once', 0, []],
  ] as const) {
    it(`F47 cancels a preload when a finger that ${what} scrolls`, async () => {
      Object.defineProperty(navigator, 'maxTouchPoints', {value: 1, configurable: true});
      // Loaded before the region needs it.
      await import('../../src/region/touch.js');
      const {region, two} = await threeButtons();
      Reflect.deleteProperty(navigator, 'maxTouchPoints');
      const spacer = document.createElement('div');
      spacer.style.height = '3000px';
      region.append(spacer);
      const preloads = record(two, 'preload');
      const outcomes = record(withWork(two), 'preload-outcome');
      const cancelled = oneEvent(window, 'pointercancel');
      await movePointer({
        points: [
          [360, 440],
          ...straightPath({from: [360, 440 - Number(restMs === 0)], to: [360, 200], durationMs: 200}).map(
            ([x, y, ms = 0], index): [number, number, number] => [x, y, index === 0 ? restMs : ms],
          ),
        ],
        pointerType: 'touch',
      });
      await cancelled;
      expect(preloads.map(({trigger}) => trigger)).to.deep.equal(triggers);
      expect(preloads.every(({signal}) => signal.aborted)).to.be.true;
      expect(outcomes.map(({used}) => used)).to.deep.equal(triggers.map(() => false));
    });
  }

  it('F47 predicts and learns from a hovering pen as from a mouse', async () => {
    const {region} = await threeButtons();
    const [x, y] = places.two;
    await movePointer({
      points: straightPath({from: [x, 60], to: [x, y - 60], durationMs: 250}),
      pointerType: 'pen',
    });
    expect(predictedIn(region)).to.deep.equal(['two']);
    await movePointer({points: [[x, y, 30]], pointerType: 'pen', down: true, up: true});
    expect(region.sampleCounts.perKey).to.deep.equal({two: 1});
  });

  it('F47 a second pointer starts a new trajectory', async () => {
    const {region} = await threeButtons();
    await approach(places.two);
    const init = {pointerId: 77, pointerType: 'pen', clientX: 100, clientY: 100};
    window.dispatchEvent(new PointerEvent('pointermove', init));
    await frames();
    expect(predictedIn(region)).to.be.empty;
  });
});
