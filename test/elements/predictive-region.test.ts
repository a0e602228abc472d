import {expect, fixture, html, oneEvent, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {Observation, PredictiveChangeEvent} from '../../src/index.js';
import {movePointer, straightPath} from '../support/commands.js';
import {frames, threeButtons, uncaughtErrors} from '../support/regions.js';

describe('predictive-region', () => {
  afterEach(() => resetMouse());

  it('passes the accessibility audit', async () => {
    const {region} = await threeButtons();
    await expect(region).to.be.accessible();
  });

  it('predicts the button that the pointer is heading for before it is reached', async () => {
    const {region, three} = await threeButtons();
    const changed = oneEvent(region, 'predictive-change');
    await movePointer({points: straightPath({from: [400, 60], to: [560, 380], durationMs: 350})});
    const event = (await changed) as unknown as PredictiveChangeEvent;
    expect(event.predicted).to.equal(three);
    expect(event.key).to.equal('three');
    expect(three.predicted).to.be.true;
    expect(three.matches(':state(predicted)')).to.be.true;
    expect(Number(three.style.getPropertyValue('--predictive-probability'))).to.be.within(0.4, 1);
  });

  it('clears the prediction when the pointer turns away', async () => {
    const {region, three} = await threeButtons();
    await movePointer({points: straightPath({from: [560, 60], to: [560, 390], durationMs: 300})});
    expect(three.predicted).to.be.true;
    await movePointer({points: straightPath({from: [560, 390], to: [560, 20], durationMs: 300})});
    await waitUntil(() => !three.hasAttribute('predicted'));
    expect(region.scorecard.predictions).to.be.at.least(1);
  });

  it('writes probabilities for styles, to within 0.05, and only on likely buttons', async () => {
    const {region, one, two, three} = await threeButtons();
    const buttons = [one, two, three];
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

describe('predictive-region in other documents', () => {
  /** Whether the region has no box: only the kit's style says so. */
  function isWithoutBox(region: Element): boolean {
    return getComputedStyle(region).display === 'contents';
  }

  it('has no box wherever it is moved', async () => {
    const {errors, stop} = uncaughtErrors();
    const root = await fixture<HTMLElement>(html`<div><iframe></iframe></div>`);
    const frame = root.querySelector('iframe')!.contentDocument!;
    const region = document.createElement('predictive-region');
    root.append(region);
    expect(isWithoutBox(region), 'at first').to.be.true;
    frame.body.append(region);
    expect(isWithoutBox(region), 'in the frame').to.be.true;
    root.append(region);
    expect(isWithoutBox(region), 'back').to.be.true;
    stop();
    expect(errors).to.be.empty;
  });

  it('has no box when it is first in a frame, or was in a document that nobody sees', async () => {
    const {errors, stop} = uncaughtErrors();
    const root = await fixture<HTMLElement>(html`<div><iframe></iframe></div>`);
    const frame = root.querySelector('iframe')!.contentDocument!;
    const first = document.createElement('predictive-region');
    frame.body.append(first);
    expect(isWithoutBox(first)).to.be.true;
    const second = document.createElement('predictive-region');
    document.implementation.createHTMLDocument().body.append(second);
    root.append(second);
    expect(isWithoutBox(second)).to.be.true;
    stop();
    expect(errors).to.be.empty;
  });
});
