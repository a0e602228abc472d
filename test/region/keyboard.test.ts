import {aTimeout, expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import type {PredictiveRegion} from '../../src/index.js';
import {movePointer, straightPath} from '../support/commands.js';
import {
  approach,
  engineLoaded,
  newButton,
  places,
  predictedIn,
  record,
  threeButtons,
  withWork,
} from '../support/regions.js';
import {watchPage} from '../support/watch-page.js';

const page = watchPage();
await import('../../src/index.js');
// Loaded before the region needs it.
await import('../../src/region/keyboard.js');
await import('../../src/region/native-targets.js');

/** A busy machine sends keys in an irregular rhythm, which makes a pause less informative. */
const attributes = {habits: 'off', threshold: '0.3'};

/** Waits until the focus has rested long enough for a prediction. */
async function untilPredicted(region: PredictiveRegion, id: string): Promise<void> {
  await waitUntil(() => predictedIn(region).join() === id, `${id} is predicted`, {
    interval: 5,
    timeout: 3000,
  });
}

async function untilNone(region: PredictiveRegion): Promise<void> {
  await waitUntil(() => predictedIn(region).length === 0, 'none is predicted', {interval: 5, timeout: 3000});
}

/** Adds a focused field before the region. */
async function withField(region: PredictiveRegion): Promise<HTMLInputElement> {
  const field = document.createElement('input');
  region.before(field);
  field.focus();
  await region.updateComplete;
  return field;
}

async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    const [name = '', modifier] = key.split('+').reverse();
    if (modifier) await sendKeys({down: modifier});
    await sendKeys({press: name});
    if (modifier) await sendKeys({up: modifier});
  }
}

/** A toolbar with a roving focus: `ids` from start to end. */
async function toolbar(ids: string[], direction: 'ltr' | 'rtl'): Promise<PredictiveRegion> {
  const region = await fixture<PredictiveRegion>(html`
    <predictive-region targets="button" learn="off" habits="off" threshold=${attributes.threshold}>
      <div role="toolbar" aria-label="Format" dir=${direction}></div>
    </predictive-region>
  `);
  const bar = region.querySelector('div')!;
  for (const id of ids) {
    const button = document.createElement('button');
    button.id = button.textContent = id;
    button.tabIndex = id === ids[0] ? 0 : -1;
    bar.append(button);
  }
  bar.addEventListener('keydown', ({key}) => {
    const buttons = [...bar.children] as HTMLElement[];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const onward = direction === 'ltr' ? 'ArrowRight' : 'ArrowLeft';
    const step = key === onward ? 1 : key.startsWith('Arrow') ? -1 : 0;
    const to = buttons[at + step];
    if (step === 0 || to === undefined) return;
    buttons[at]!.tabIndex = -1;
    to.tabIndex = 0;
    to.focus();
  });
  await withField(region);
  await waitUntil(() => region.matches(':has(button)'));
  return region;
}

describe('the focus of the keyboard in a region', function () {
  // A busy machine sends keys so irregularly that nothing is predicted.
  this.retries(2);

  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('predicts and preloads the button it rests on, and the press uses the preload', async () => {
    const {region, two} = await threeButtons(attributes);
    await withField(region);
    const preloads = record(two, 'preload');
    const outcomes = record(withWork(two), 'preload-outcome');
    await press('Tab', 'Tab');
    await untilPredicted(region, 'two');
    expect(preloads.length).to.equal(1);
    expect(two.matches(':focus-within'), 'the focus stays').to.be.true;
    await press('Enter');
    expect(outcomes.map(({used}) => used)).to.deep.equal([true]);
    expect(predictedIn(region)).to.be.empty;
    await waitUntil(() => region.scorecard.presses > 0);
    expect(region.scorecard.predictedPresses).to.equal(1);
    expect(region.sampleCounts.count, 'no pointing sample is captured').to.equal(0);
  });

  it('follows the browser’s own order, without additional tab stops', async () => {
    const {region, one, three} = await threeButtons(attributes);
    const field = await withField(region);
    const moves = record(document, 'focusin');
    await press('Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab');
    expect(moves.map(({target}) => (target as Element).id)).to.deep.equal([
      'one',
      'two',
      'three',
      'two',
      'one',
      '',
    ]);
    expect(document.activeElement).to.equal(field);
    expect([one, three].some((button) => button.hasAttribute('tabindex'))).to.be.false;
  });

  for (const direction of ['ltr', 'rtl'] as const)
    it(`is followed through a toolbar by arrow keys, ${direction}`, async () => {
      const ids = ['a', 'b', 'c', 'd', 'e'];
      const region = await toolbar(ids, direction);
      const onward = direction === 'ltr' ? 'ArrowRight' : 'ArrowLeft';
      await press('Tab', onward, onward);
      expect(document.activeElement?.id).to.equal('c');
      await untilPredicted(region, 'c');
      await press(direction === 'ltr' ? 'ArrowLeft' : 'ArrowRight');
      await untilPredicted(region, 'b');
    });

  it('keeps its ring on a predicted button', async () => {
    const region = await toolbar(['a', 'b', 'c'], 'ltr');
    const a = region.querySelector('button')!;
    await press('Tab');
    const {outline} = getComputedStyle(a);
    await untilPredicted(region, 'a');
    expect(getComputedStyle(a).outline).to.equal(outline);
  });

  it('predicts a button that becomes a target while it has the focus', async () => {
    const region = await toolbar(['a', 'b', 'c'], 'ltr');
    region.targets = '.none';
    await region.updateComplete;
    await press('Tab');
    await aTimeout(200);
    expect(predictedIn(region)).to.be.empty;
    region.targets = 'button';
    await untilPredicted(region, 'a');
  });

  it('is followed into shadow roots', async () => {
    const {region, one} = await threeButtons(attributes);
    const host = document.createElement('div');
    one.before(host);
    const inner = newButton('inner');
    host.attachShadow({mode: 'open'}).append(inner);
    await inner.updateComplete;
    await withField(region);
    await press('Tab');
    await waitUntil(() => inner.predicted, 'the inner one is predicted', {timeout: 3000});
  });

  it('predicts no button that was disabled while focused', async () => {
    const {region, two} = await threeButtons(attributes);
    const preloads = record(two, 'preload');
    await withField(region);
    await press('Tab', 'Tab');
    await untilPredicted(region, 'two');
    two.disabled = true;
    await two.updateComplete;
    expect(predictedIn(region)).to.be.empty;
    expect(preloads.every(({signal}) => signal.aborted)).to.be.true;
    await waitUntil(() => page.outstanding().length === 0, 'the page is idle', {timeout: 8000});
    expect(predictedIn(region)).to.be.empty;
  });

  it('yields to the pointer at once, and takes over again', async () => {
    const {region, two} = await threeButtons(attributes);
    await withField(region);
    await press('Tab', 'Tab');
    await untilPredicted(region, 'two');
    const changes = record(region, 'predictive-change');
    await approach(places.three);
    await waitUntil(() => changes.length > 0, 'the pointer takes over');
    expect(changes[0]!.predicted).to.be.null;
    await press('Shift+Tab');
    await untilPredicted(region, 'one');
    expect(two.predicted).to.be.false;
  });

  for (const [what, leave] of [
    ['the window is left', () => window.dispatchEvent(new FocusEvent('blur'))],
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['the mouse is pressed elsewhere', () => sendMouse({type: 'click', position: [700, 100]})],
    ['the focused button is removed', () => document.querySelector('#two')!.remove()],
    ['the focus is taken away', () => (document.activeElement as HTMLElement).blur()],
    ['it moves on to a field', () => press('Shift+Tab', 'Shift+Tab')],
  ] as const)
    it(`leaves nothing predicted when ${what}`, async () => {
      const {region} = await threeButtons(attributes);
      await withField(region);
      await press('Tab', 'Tab');
      await untilPredicted(region, 'two');
      await leave();
      await untilNone(region);
      await waitUntil(() => page.outstanding().length === 0, 'the page is idle', {timeout: 8000});
      expect(predictedIn(region)).to.be.empty;
    });

  it('schedules and predicts nothing while it stays', async function () {
    this.timeout(15_000);
    const {region, two} = await threeButtons(attributes);
    const preloads = record(withWork(two), 'preload');
    await withField(region);
    await press('Tab', 'Tab');
    await untilPredicted(region, 'two');
    await waitUntil(() => page.outstanding().length === 0, 'the page is idle', {timeout: 8000});
    expect(predictedIn(region)).to.be.empty;
    expect(preloads[0]!.signal.aborted, 'the preload lasts as long as the focus').to.be.false;
  });

  it('leaves nothing behind when the region is removed during a prediction', async () => {
    const {region} = await threeButtons(attributes);
    await withField(region);
    await press('Tab', 'Tab');
    await untilPredicted(region, 'two');
    region.remove();
    // What looks for tags of the family stays.
    expect([...page.listeners(), ...page.observers().slice(1), ...page.outstanding()]).to.be.empty;
  });

  it('is ignored when a press moved it', async () => {
    const {region, two} = await threeButtons(attributes);
    await movePointer({
      points: straightPath({from: [360, 60], to: [...places.two], durationMs: 200}),
      down: true,
      up: true,
    });
    expect(two.matches(':focus-within')).to.be.true;
    expect(predictedIn(region)).to.be.empty;
  });

  it('is ignored when a press comes before its module has loaded', async () => {
    const {region, two} = await threeButtons(attributes);
    const preloads = record(withWork(two), 'preload');
    // Focus that leaves a text field is noticed, except in WebKit, where no prediction has to end.
    await withField(region);
    await press('a');
    document.addEventListener('focusin', () => two.click(), {once: true});
    two.focus();
    await waitUntil(() => preloads.length > 0);
    await aTimeout(200);
    expect(preloads.map(({trigger}) => trigger)).to.deep.equal(['press']);
  });

  it('follows the active descendant of a list that keeps the focus', async () => {
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region targets="[role=option]" learn="off" habits="off" threshold="0.3">
        <input aria-label="before" />
        <ul role="listbox" aria-label="Fruit" tabindex="0" aria-activedescendant="apple">
          <li role="option" id="apple">Apple</li>
          <li role="option" id="pear">Pear</li>
          <li role="option" id="plum">Plum</li>
        </ul>
      </predictive-region>
    `);
    await engineLoaded();
    const list = region.querySelector('ul')!;
    const ids = ['apple', 'pear', 'plum'];
    list.addEventListener('keydown', ({key}) => {
      const at = ids.indexOf(list.getAttribute('aria-activedescendant')!);
      if (key === 'ArrowDown') list.setAttribute('aria-activedescendant', ids[at + 1]!);
    });
    region.querySelector('input')!.focus();
    await press('Tab', 'ArrowDown');
    await untilPredicted(region, 'pear');
    const preloads = record(withWork(region.querySelector<HTMLElement>('#pear')!), 'preload');
    await press('ArrowDown');
    await untilPredicted(region, 'plum');
    list.blur();
    await untilNone(region);
    expect(preloads.length).to.be.at.most(1);
  });
});
