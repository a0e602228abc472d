import {expect, fixture, fixtureCleanup, html} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import '../../src/toggle-button.js';
import type {PredictiveToggleButton} from '../../src/toggle-button.js';
import {controlOf, middleOf} from '../support/family.js';
import {approach, engineLoaded, places} from '../support/regions.js';

async function toggleOf(
  template = html`<predictive-toggle-button>Bold</predictive-toggle-button>`,
): Promise<PredictiveToggleButton> {
  return fixture<PredictiveToggleButton>(template);
}

function eventsOf(target: EventTarget): string[] {
  const events: string[] = [];
  for (const type of ['click', 'input', 'change']) target.addEventListener(type, () => events.push(type));
  return events;
}

describe('predictive-toggle-button', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('passes the accessibility audit on, off and disabled, in each appearance', async () => {
    const all = await fixture(html`
      <div>
        ${['outlined', 'filled', 'plain'].map(
          (appearance) => html`
            <predictive-toggle-button appearance=${appearance}>Off</predictive-toggle-button>
            <predictive-toggle-button appearance=${appearance} pressed>On</predictive-toggle-button>
            <predictive-toggle-button appearance=${appearance} pressed disabled>On</predictive-toggle-button>
          `,
        )}
        <predictive-toggle-button aria-label="Bold"><svg></svg></predictive-toggle-button>
      </div>
    `);
    await expect(all).to.be.accessible();
  });

  it('is switched by Enter, by Space and by the pointer, and tells assistive technology', async () => {
    const toggle = await toggleOf();
    const events = eventsOf(toggle);
    const states: (string | null)[] = [];
    toggle.addEventListener('change', () => states.push(controlOf(toggle).getAttribute('aria-pressed')));
    expect(controlOf(toggle).getAttribute('aria-pressed')).to.equal('false');
    toggle.focus();
    await sendKeys({press: 'Enter'});
    await sendKeys({press: 'Space'});
    await sendMouse({type: 'click', position: middleOf(toggle)});
    expect(states).to.deep.equal(['true', 'false', 'true']);
    expect(toggle.pressed).to.be.true;
    expect(toggle.hasAttribute('pressed')).to.be.true;
    expect(events).to.deep.equal(Array.from({length: 3}, () => ['click', 'input', 'change']).flat());
  });

  it('stays as it is after a click that a later listener prevents, and while disabled', async () => {
    const toggle = await toggleOf();
    const prevent = (event: Event): void => event.preventDefault();
    toggle.addEventListener('click', prevent);
    toggle.click();
    expect(toggle.pressed).to.be.false;
    toggle.removeEventListener('click', prevent);
    toggle.disabled = true;
    await toggle.updateComplete;
    toggle.click();
    toggle.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
    expect(toggle.pressed).to.be.false;
    toggle.disabled = false;
    await toggle.updateComplete;
    toggle.click();
    expect(toggle.pressed).to.be.true;
  });

  it('tells nothing when a script sets it, and has its default when that is undefined', async () => {
    const toggle = await toggleOf();
    const events = eventsOf(toggle);
    toggle.pressed = true;
    await toggle.updateComplete;
    expect(controlOf(toggle).getAttribute('aria-pressed')).to.equal('true');
    // As frameworks unset a property.
    toggle.pressed = undefined as unknown as boolean;
    await toggle.updateComplete;
    expect(toggle.pressed).to.be.false;
    expect(events).to.be.empty;
  });

  it('has a value in its form while it is on, and its first state again after a reset', async () => {
    const form = await fixture<HTMLFormElement>(html`
      <form>
        <predictive-toggle-button name="style" value="bold">Bold</predictive-toggle-button>
        <predictive-toggle-button name="wrap" pressed>Wrap</predictive-toggle-button>
        <fieldset disabled>
          <predictive-toggle-button name="off" pressed>Off</predictive-toggle-button>
        </fieldset>
      </form>
    `);
    form.addEventListener('submit', (event) => event.preventDefault());
    const [bold, wrap] = form.querySelectorAll('predictive-toggle-button');
    const entries = (): [string, FormDataEntryValue][] => [...new FormData(form)];
    expect(entries()).to.deep.equal([['wrap', 'on']]);
    bold!.click();
    wrap!.click();
    await wrap!.updateComplete;
    expect(entries()).to.deep.equal([['style', 'bold']]);
    form.reset();
    await bold!.updateComplete;
    expect([bold!.pressed, wrap!.pressed]).to.deep.equal([false, true]);
    expect(entries()).to.deep.equal([['wrap', 'on']]);
  });

  it('has its new value in the form at once, for listeners and for scripts', async () => {
    const form = await fixture<HTMLFormElement>(html`
      <form>
        <predictive-toggle-button name="style" value="bold">Bold</predictive-toggle-button>
      </form>
    `);
    const toggle = form.querySelector('predictive-toggle-button')!;
    const entries = (): string => new URLSearchParams(new FormData(form) as never).toString();
    const told: string[] = [];
    for (const type of ['input', 'change']) form.addEventListener(type, () => told.push(entries()));
    toggle.click();
    expect(told).to.deep.equal(['style=bold', 'style=bold']);
    toggle.pressed = false;
    expect(entries()).to.equal('');
    toggle.setAttribute('pressed', '');
    toggle.value = 'strong';
    expect(entries()).to.equal('style=strong');
    form.reset();
    expect(entries()).to.equal('');
    const later = document.createElement('predictive-toggle-button');
    later.setAttribute('name', 'later');
    later.pressed = true;
    form.append(later);
    expect(entries()).to.equal('later=on');
  });

  it('takes over the state that the browser restores', async () => {
    const toggle = await toggleOf();
    toggle.formStateRestoreCallback('on');
    expect(toggle.pressed).to.be.true;
    toggle.formStateRestoreCallback('off');
    expect(toggle.pressed).to.be.false;
  });

  it('looks different while it is on, in each appearance', async () => {
    for (const appearance of ['outlined', 'filled', 'plain'] as const) {
      const toggle = await toggleOf(
        html`<predictive-toggle-button appearance=${appearance} style="--predictive-motion: 0s"
          >Bold</predictive-toggle-button
        >`,
      );
      const ground = (): string => getComputedStyle(controlOf(toggle)).backgroundColor;
      const before = ground();
      toggle.pressed = true;
      await toggle.updateComplete;
      expect(ground(), appearance).not.to.equal(before);
    }
  });

  it('is predicted in a region, and pressing it keeps its state apart from the prediction', async () => {
    const region = await fixture(html`
      <predictive-region>
        <predictive-toggle-button
          id="two"
          style="position: fixed; left: 300px; top: 400px; width: 120px; height: 80px"
          >Bold</predictive-toggle-button
        >
        <predictive-button style="position: fixed; left: 500px; top: 400px; width: 120px; height: 80px"
          >Other</predictive-button
        >
      </predictive-region>
    `);
    await engineLoaded();
    const toggle = region.querySelector('predictive-toggle-button')!;
    await approach(places.two);
    expect(toggle.predicted).to.be.true;
    expect(toggle.matches(':state(predicted)')).to.be.true;
    expect(toggle.pressed).to.be.false;
    await sendMouse({type: 'click', position: [...places.two]});
    expect(toggle.pressed).to.be.true;
  });
});
