import {expect, waitUntil} from '@open-wc/testing';
import {at, below, pressAt, reset, show} from '../support/assisted.js';

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
    expect(target.shadowRoot!.querySelectorAll('[aria-hidden]').length, 'nothing stays').to.equal(0);
  });
});
