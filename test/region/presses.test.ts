import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import {movePointer, needs, straightPath} from '../support/commands.js';
import {
  approach,
  frames,
  newButton,
  places,
  predictedIn,
  record,
  threeButtons,
  withWork,
} from '../support/regions.js';

describe('a press', () => {
  afterEach(async () => {
    fixtureCleanup();
    scrollTo(0, 0);
    await resetMouse();
  });

  for (const [what, selector] of [
    ['a native link', 'a'],
    ['a link of the kit', 'predictive-button[href]'],
  ] as const)
    it(`by the middle button uses the preload of ${what}`, async () => {
      await needs('other-buttons');
      const region = await fixture<PredictiveRegion>(html`
        <predictive-region targets="a" learn="off" habits="off">
          <a id="native" href="#native" style="position: fixed; left: 300px; top: 400px">native link</a>
          <predictive-button id="own" href="#own" style="position: fixed; left: 500px; top: 400px">
            own link
          </predictive-button>
        </predictive-region>
      `);
      const link = region.querySelector<HTMLElement>(selector)!;
      const outcomes = record(withWork(link), 'preload-outcome');
      // A new tab would take the focus.
      const auxclicks = record(link, 'auxclick');
      link.addEventListener('auxclick', (event) => event.preventDefault());
      await waitUntil(() => region.shadowRoot !== null);
      const {x, y, width, height} = link.getBoundingClientRect();
      const [toX, toY] = [x + width / 2, y + height / 2];
      await movePointer({points: straightPath({from: [toX, 60], to: [toX, toY], durationMs: 300})});
      await frames();
      await sendMouse({type: 'down', button: 'middle'});
      await sendMouse({type: 'up', button: 'middle'});
      await waitUntil(() => auxclicks.length === 1);
      await waitUntil(() => outcomes.length > 0);
      expect(outcomes.map(({used}) => used)).to.deep.equal([true]);
      expect(predictedIn(region)).to.be.empty;
    });

  for (const button of ['middle', 'right'] as const)
    it(`by the ${button} button counts only on links`, async () => {
      await needs('other-buttons');
      const {region, two} = await threeButtons({habits: 'off'});
      const outcomes = record(withWork(two), 'preload-outcome');
      const auxclicks = record(two, 'auxclick');
      await approach(places.two);
      await movePointer({points: [[...places.two, 30]]});
      await sendMouse({type: 'down', button});
      await sendMouse({type: 'up', button});
      await waitUntil(() => auxclicks.length === 1);
      expect(outcomes.filter(({used}) => used)).to.be.empty;
      expect(region.scorecard.presses).to.equal(0);
    });

  it('without any movement, such as by a switch or voice control, is preloaded and leaves no prediction', async () => {
    const {region, one, two} = await threeButtons({habits: 'off'});
    const preloads = record(two, 'preload');
    const outcomes = record(withWork(two), 'preload-outcome');
    two.click();
    // The first press preloads once its module has loaded.
    await waitUntil(() => outcomes.length === 1);
    expect(preloads.map(({trigger}) => trigger)).to.deep.equal(['press']);
    expect(outcomes.map(({used}) => used)).to.deep.equal([true]);
    expect(predictedIn(region)).to.be.empty;
    // Press while another button is predicted.
    await movePointer({points: straightPath({from: [160, 60], to: [160, 380], durationMs: 300})});
    await frames();
    expect(one.predicted).to.be.true;
    two.dispatchEvent(new PointerEvent('click', {bubbles: true, composed: true, detail: 0}));
    expect(outcomes.map(({used}) => used)).to.deep.equal([true, true]);
    expect(predictedIn(region)).to.be.empty;
  });

  it('by a key counts in the scorecard, predicted or not; by a script it does not', async () => {
    const {region, two} = await threeButtons({habits: 'off'});
    two.focus();
    await sendKeys({press: 'Enter'});
    two.click();
    await waitUntil(() => region.scorecard.presses > 0);
    expect(region.scorecard.presses).to.equal(1);
  });
});

describe('a target that moves under a resting pointer', () => {
  afterEach(async () => {
    fixtureCleanup();
    scrollTo(0, 0);
    await resetMouse();
  });

  it('is predicted after the wheel has moved it there, and no earlier target is', async function () {
    // On a busy machine the hand may be at rest at that answer, when both are nearly as likely.
    this.retries(3);
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region learn="off" habits="off"><div style="height: 3000px"></div></predictive-region>
    `);
    for (const [index, id] of ['upper', 'lower'].entries()) {
      const button = newButton(id);
      button.style.cssText += `; position: absolute; left: 300px; top: ${400 + 300 * index}px`;
      region.firstElementChild!.append(button);
    }
    const seen: {id: string; probability: number}[][] = [];
    region.observe(({targets}) =>
      seen.push(targets.map(({element, probability}) => ({id: element.id, probability}))),
    );
    await movePointer({points: straightPath({from: [360, 60], to: [360, 440], durationMs: 300})});
    await frames();
    expect(predictedIn(region)).to.deep.equal(['upper']);
    await sendMouse({type: 'move', position: [360, 441]});
    const {length} = seen;
    scrollTo(0, 300);
    await waitUntil(() => seen.length > length + 1);
    await frames(4);
    const now = Object.fromEntries(seen.at(-1)!.map(({id, probability}) => [id, probability]));
    expect(now['lower']).to.be.above(now['upper'] ?? 0);
    expect(predictedIn(region)).not.to.include('upper');
  });

  it('does not override the focus, which scrolls the page', async () => {
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region learn="off" habits="off"><div style="height: 3000px"></div></predictive-region>
    `);
    const field = document.createElement('input');
    region.before(field);
    for (const [index, id] of ['near', 'far'].entries()) {
      const button = newButton(id);
      button.style.cssText += `; position: absolute; left: 300px; top: ${200 + 1400 * index}px`;
      region.firstElementChild!.append(button);
    }
    await movePointer({points: straightPath({from: [360, 40], to: [400, 300], durationMs: 200})});
    field.focus();
    await sendKeys({press: 'Tab'});
    await sendKeys({press: 'Tab'});
    expect(scrollY).to.be.above(0);
    await waitUntil(() => predictedIn(region).join() === 'far', 'the focused one', {timeout: 3000});
    await frames(6);
    expect(predictedIn(region)).to.deep.equal(['far']);
  });
});
