import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import {needs} from '../support/commands.js';
import {approach, frames, places, record} from '../support/regions.js';

/** A button as in other kits, whose properties need not be attributes. */
class OtherButton extends HTMLElement {
  href = '';
}
customElements.define('other-button', OtherButton);

const box = 'position: fixed; left: 300px; top: 400px; width: 120px; height: 80px';

describe('buttons of other kits', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  async function otherButton(): Promise<OtherButton> {
    const fieldset = await fixture(html`
      <fieldset>
        <predictive-region targets="other-button" preload="prefetch">
          <other-button style=${box}>Other</other-button>
        </predictive-region>
      </fieldset>
    `);
    return fieldset.querySelector<OtherButton>('other-button')!;
  }

  it('are predicted, and the URL of their href property is preloaded', async () => {
    await needs('speculation-rules');
    const button = await otherButton();
    button.href = '/test/other-kits-page';
    await approach(places.two);
    await waitUntil(() => button.hasAttribute('data-predicted'));
    await waitUntil(() =>
      [...document.querySelectorAll('script[type="speculationrules"]')].some(({textContent}) =>
        textContent.includes('/test/other-kits-page'),
      ),
    );
  });

  for (const [what, disable] of [
    ['disabled', (button: HTMLElement) => button.toggleAttribute('disabled')],
    ['soft-disabled', (button: HTMLElement) => button.toggleAttribute('soft-disabled')],
    ['aria-disabled', (button: HTMLElement) => button.setAttribute('aria-disabled', 'true')],
    ['data-aria-disabled', (button: HTMLElement) => button.setAttribute('data-aria-disabled', 'true')],
    ['loading', (button: HTMLElement) => button.toggleAttribute('loading')],
    ['in a disabled fieldset', (button: HTMLElement) => (button.closest('fieldset')!.disabled = true)],
  ] as const) {
    it(`are not predicted while ${what}`, async () => {
      const button = await otherButton();
      const preloads = record(button, 'preload');
      disable(button);
      await approach(places.two);
      await frames();
      expect(button.hasAttribute('data-predicted')).to.be.false;
      expect(preloads.length).to.equal(0);
    });
  }
});
