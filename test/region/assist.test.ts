import {aTimeout, expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import {handPath, seededRandom} from '../support/approaches.js';
import {movePointer, needs, type PathPoint} from '../support/commands.js';
import {engineLoaded, frames} from '../support/regions.js';

/** The box of `#x` in these pages, and a point 6 px below it. */
const at = 'position:absolute;left:340px;top:380px;width:100px;height:30px;margin:0;box-sizing:border-box';
const below: Point = [390, 416];

type Point = readonly [x: number, y: number];

interface Scene {
  region: PredictiveRegion;
  target: HTMLElement;
  /** The trusted and forwarded clicks that reached the page, by the id of what they hit. */
  clicks: {id: string; isTrusted: boolean}[];
}

/** Shows a page in a region with `assist="expand"`, from a probability that every approach reaches. */
async function show(page: string, attributes: Record<string, string> = {}): Promise<Scene> {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  const region = document.createElement('predictive-region');
  const all = {targets: 'a[href], button', assist: 'expand', 'assist-from': '0.5', ...attributes};
  for (const [name, value] of Object.entries(all)) region.setAttribute(name, value);
  region.innerHTML = page;
  root.append(region);
  const clicks: Scene['clicks'] = [];
  root.addEventListener('click', (event) => {
    clicks.push({id: (event.target as Element).id, isTrusted: event.isTrusted});
    if ((event.target as Element).closest('a')) event.preventDefault();
  });
  await engineLoaded();
  await import('../../src/region/assist.js');
  await aTimeout(50);
  return {region, target: region.querySelector<HTMLElement>('#x')!, clicks};
}

/** Moves as a hand does to a point beside `#x`, which is then predicted. */
async function approach([x, y]: Point, end: PathPoint[] = []): Promise<void> {
  await movePointer({
    points: [...handPath({from: [x - 150, 60], to: [x, y], random: seededRandom(3)}), ...end],
  });
  await frames();
}

async function pressAt(point: Point): Promise<void> {
  await approach(point);
  await movePointer({points: [[...point]], down: true, up: true});
}

async function reset(): Promise<void> {
  getSelection()!.removeAllRanges();
  fixtureCleanup();
  scrollTo(0, 0);
  await resetMouse();
}

describe('a press in the margin', function () {
  this.timeout(20_000);
  afterEach(reset);

  for (const [what, markup] of [
    ['a native button', `<button id="x" style="${at}">Save</button>`],
    ['a native link', `<a href="#x" id="x" style="${at};display:block">Save</a>`],
    ['a button of the kit', `<predictive-button id="x" style="${at}">Save</predictive-button>`],
  ] as const) {
    it(`presses ${what} once`, async () => {
      const {clicks, region} = await show(markup);
      await pressAt(below);
      expect(clicks.map(({id}) => id)).to.deep.equal(['x']);
      await waitUntil(() => region.scorecard.presses > 0);
      expect(region.scorecard.presses).to.equal(1);
      expect(region.scorecard.predictedPresses).to.equal(1);
    });

    it(`presses nothing beside ${what} without assist`, async () => {
      const {clicks} = await show(markup, {assist: 'none'});
      await pressAt(below);
      expect(clicks.filter(({id}) => id === 'x')).to.be.empty;
    });
  }

  it('of a button of the kit is the browser’s own', async () => {
    const {clicks, target} = await show(`<predictive-button id="x" style="${at}">Save</predictive-button>`);
    await pressAt(below);
    expect(clicks).to.deep.equal([{id: 'x', isTrusted: true}]);
    expect(target.shadowRoot!.querySelector('span:not([part])'), 'nothing stays').to.equal(null);
  });
});
