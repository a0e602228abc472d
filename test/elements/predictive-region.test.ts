import {expect, fixture, html, oneEvent, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {
  Observation,
  PredictiveButton,
  PredictiveChangeEvent,
  PredictiveRegion,
} from '../../src/index.js';
import {movePointer, straightPath} from '../support/commands.js';
import {frames} from '../support/regions.js';

/** Three buttons in a row, 80 px high, at y 400; the pointer starts above them. */
async function threeButtons(): Promise<{region: PredictiveRegion; buttons: PredictiveButton[]}> {
  const region = await fixture<PredictiveRegion>(html`
    <predictive-region>
      <div style="position: fixed; left: 100px; top: 400px; display: flex; gap: 80px">
        ${['one', 'two', 'three'].map(
          (name) =>
            html`<predictive-button id=${name} style="width: 120px; height: 80px"
              >${name}</predictive-button
            >`,
        )}
      </div>
    </predictive-region>
  `);
  return {region, buttons: [...region.querySelectorAll('predictive-button')]};
}

describe('predictive-region', () => {
  afterEach(() => resetMouse());

  it('passes the accessibility audit', async () => {
    const {region} = await threeButtons();
    await expect(region).to.be.accessible();
  });

  it('predicts the button that the pointer is heading for before it is reached', async () => {
    const {region, buttons} = await threeButtons();
    const changed = oneEvent(region, 'predictive-change');
    await movePointer({points: straightPath({from: [400, 60], to: [560, 380], durationMs: 350})});
    const event = (await changed) as unknown as PredictiveChangeEvent;
    expect(event.predicted).to.equal(buttons[2]);
    expect(event.key).to.equal('three');
    expect(buttons[2]!.predicted).to.be.true;
    expect(buttons[2]!.matches(':state(predicted)')).to.be.true;
    expect(Number(buttons[2]!.style.getPropertyValue('--predictive-probability'))).to.be.within(0.4, 1);
  });

  it('clears the prediction when the pointer turns away', async () => {
    const {region, buttons} = await threeButtons();
    await movePointer({points: straightPath({from: [560, 60], to: [560, 390], durationMs: 300})});
    expect(buttons[2]!.predicted).to.be.true;
    await movePointer({points: straightPath({from: [560, 390], to: [560, 20], durationMs: 300})});
    await waitUntil(() => !buttons[2]!.hasAttribute('predicted'));
    expect(region.scorecard.predictions).to.be.at.least(1);
  });

  it('writes probabilities for styles, to within 0.05, and only on likely buttons', async () => {
    const {region, buttons} = await threeButtons();
    let last: Observation | undefined;
    region.observe((observation) => (last = observation));
    await movePointer({points: straightPath({from: [400, 60], to: [560, 380], durationMs: 350})});
    await frames();
    const written = buttons.map(({style}) => style.getPropertyValue('--predictive-probability'));
    last!.targets.forEach(({probability}, index) => {
      if (probability < 0.1) expect(written[index]).to.equal('');
      // The probability has two decimals.
      else expect(Number(written[index])).to.be.closeTo(probability, 0.05 + 0.005);
    });
    expect(written[2]).not.to.equal('');
    window.dispatchEvent(new FocusEvent('blur'));
    for (const {style} of buttons) expect(style.getPropertyValue('--predictive-probability')).to.equal('');
  });

  it('starts with the defaults, and returns to them when an attribute is removed', () => {
    const region = document.createElement('predictive-region');
    const values = (): unknown[] => {
      const {threshold, minAccuracy, model, architecture, learn, labelOn, persist, targets, backend} = region;
      return [threshold, minAccuracy, model, architecture, learn, labelOn, persist, targets, backend];
    };
    const defaults = [0.5, 0.7, 'auto', 'scorer', 'auto', 'click', 'none', '', 'auto'];
    expect(values()).to.deep.equal(defaults);
    expect([region.name, region.workerUrl, region.disabled]).to.deep.equal([null, null, false]);
    const set = {threshold: '0.9', model: 'none', 'label-on': 'hover', persist: 'session', backend: 'cpu'};
    for (const [name, value] of Object.entries(set)) region.setAttribute(name, value);
    expect(values()).to.deep.equal([0.9, 0.7, 'none', 'scorer', 'auto', 'hover', 'session', '', 'cpu']);
    for (const name of Object.keys(set)) region.removeAttribute(name);
    expect(values()).to.deep.equal(defaults);
  });
});
