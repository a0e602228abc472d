// Framework-specific ways to create elements, which people and parsers don't use.
import {expect, fixture, html} from '@open-wc/testing';
import '../../src/index.js';
import '../../src/inspector/index.js';
import type {PredictiveButton, PredictiveRegion} from '../../src/index.js';
import type {PredictiveInspector} from '../../src/inspector/index.js';

describe('elements in frameworks', () => {
  it('treats undefined in a property as an absent attribute', async () => {
    const region = await fixture<PredictiveRegion>(
      html`<predictive-region threshold="0.9" min-accuracy="0.1" label-on="hover" name="a">
        <predictive-button href="/help" name="b" type="submit" cost="2">Help</predictive-button>
        <predictive-inspector for="a" dock="left"></predictive-inspector>
      </predictive-region>`,
    );
    const button = region.querySelector<PredictiveButton>('predictive-button')!;
    const inspector = region.querySelector<PredictiveInspector>('predictive-inspector')!;
    const take = (element: HTMLElement, names: string[]): void => {
      for (const name of names) Reflect.set(element, name, undefined);
    };
    take(region, ['threshold', 'minAccuracy', 'labelOn', 'name']);
    take(button, ['href', 'name', 'type', 'cost']);
    take(inspector, ['htmlFor', 'dock', 'shortcut']);
    await Promise.all([region.updateComplete, button.updateComplete, inspector.updateComplete]);
    const {threshold, minAccuracy, labelOn, name} = region;
    expect({threshold, minAccuracy, labelOn, name}).to.deep.equal({
      threshold: 0.5,
      minAccuracy: 0.7,
      labelOn: 'click',
      name: null,
    });
    expect([button.href, button.name, button.type, button.cost]).to.deep.equal([null, null, 'button', null]);
    expect(button.hasAttribute('name')).to.be.false;
    expect(button.shadowRoot!.querySelector('[part=button]')!.localName).to.equal('button');
    expect([inspector.htmlFor, inspector.dock, inspector.shortcut]).to.deep.equal([
      null,
      'right',
      'Control+Alt+P',
    ]);
  });

  it('uses data-predictive-key as the key of a button without another', async () => {
    const button = await fixture<PredictiveButton>(
      html`<predictive-button id="other" data-predictive-key="pay">Pay now</predictive-button>`,
    );
    expect(button.targetKey).to.equal('pay');
    button.key = 'own';
    expect(button.targetKey).to.equal('own');
  });
});
