import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import '../../src/split-button.js';
import type {PredictiveSplitButton} from '../../src/split-button.js';
import {controlOf, focused, focusedId, middleOf} from '../support/family.js';
import {movePointer, straightPath} from '../support/commands.js';
import {engineLoaded, frames} from '../support/regions.js';

const menu = html`
  <predictive-menu slot="menu">
    <predictive-menu-item id="squash">Squash</predictive-menu-item>
    <predictive-menu-item id="rebase">Rebase</predictive-menu-item>
  </predictive-menu>
`;

async function splitOf({
  attributes = {},
}: {attributes?: Record<string, string>} = {}): Promise<PredictiveSplitButton> {
  const root = await fixture(html`
    <div>
      <input id="before" aria-label="Before" />
      <predictive-split-button id="merge" menu-label="Other ways to merge"
        >Merge ${menu}</predictive-split-button
      >
      <input id="after" aria-label="After" />
    </div>
  `);
  const split = root.querySelector('predictive-split-button')!;
  for (const [name, value] of Object.entries(attributes)) split.setAttribute(name, value);
  await frames();
  return split;
}

async function press(key: string): Promise<void> {
  await sendKeys({press: key});
  await frames(1);
}

describe('predictive-split-button', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('passes the accessibility audit closed, open and disabled', async () => {
    for (const attributes of [{}, {disabled: ''}, {appearance: 'filled', variant: 'brand'}]) {
      const split = await splitOf({attributes});
      await expect(split).to.be.accessible();
      split.show();
      await frames();
      await expect(split).to.be.accessible();
      fixtureCleanup();
    }
  });

  it('has two stops for Tab: its label, and a button with a menu and a name', async () => {
    const split = await splitOf();
    document.getElementById('before')!.focus();
    await press('Tab');
    expect(focused() === controlOf(split, 'main')).to.be.true;
    await press('Tab');
    const trigger = controlOf(split, 'trigger');
    expect(focused() === trigger).to.be.true;
    expect([trigger.ariaLabel, trigger.ariaHasPopup, trigger.ariaExpanded]).to.deep.equal([
      'Other ways to merge',
      'menu',
      'false',
    ]);
    await press('Tab');
    expect(focusedId()).to.equal('after');
  });

  it('passes on the page’s ARIA to its label, and none of it to the button of the menu', async () => {
    const root = await fixture(html`
      <div>
        <p id="text">All commits in one</p>
        <predictive-split-button
          title="Merges"
          aria-label="Merge now"
          aria-describedby="text"
          aria-controls="text"
          aria-pressed="true"
          >Merge</predictive-split-button
        >
      </div>
    `);
    await frames();
    const split = root.querySelector('predictive-split-button')!;
    const [main, trigger] = [controlOf(split, 'main'), controlOf(split, 'trigger')];
    const said = ({
      title,
      ariaLabel,
      ariaPressed,
      ariaDescribedByElements,
      ariaControlsElements,
    }: Element & {
      title: string;
    }): unknown[] => [
      title,
      ariaLabel,
      ariaPressed,
      ariaDescribedByElements?.length ?? 0,
      ariaControlsElements?.length ?? 0,
    ];
    expect(said(main)).to.deep.equal(['Merges', 'Merge now', 'true', 1, 1]);
    expect(said(trigger)).to.deep.equal(['', 'More', null, 0, 0]);
    for (const name of split.getAttributeNames()) split.removeAttribute(name);
    await frames();
    expect(said(main)).to.deep.equal(['', null, null, 0, 0]);
  });

  it('is pressed by Enter, Space and the pointer on its label, which opens nothing', async () => {
    const split = await splitOf();
    let clicks = 0;
    split.addEventListener('click', () => clicks++);
    split.main!.focus();
    await press('Enter');
    await press('Space');
    await sendMouse({type: 'click', position: middleOf(split.main!)});
    expect(clicks).to.equal(3);
    expect(split.open).to.be.false;
  });

  for (const [key, first] of [
    ['Enter', 'squash'],
    ['Space', 'squash'],
    ['ArrowDown', 'squash'],
    ['ArrowUp', 'rebase'],
  ] as const)
    it(`opens its menu by ${key} on the second button, and Escape returns the focus to that`, async () => {
      const split = await splitOf();
      split.trigger!.focus();
      await press(key);
      expect(focusedId()).to.equal(first);
      expect(controlOf(split, 'trigger').ariaExpanded).to.equal('true');
      await press('Escape');
      expect(split.open).to.be.false;
      expect(focused() === controlOf(split, 'trigger')).to.be.true;
    });

  it('opens its menu by the pointer, and closes it by the next press', async () => {
    const split = await splitOf();
    const place = middleOf(split.trigger!);
    await sendMouse({type: 'click', position: place});
    expect(split.open).to.be.true;
    await sendMouse({type: 'click', position: place});
    await frames();
    expect(split.open).to.be.false;
  });

  it('does nothing while it is disabled or loading', async () => {
    for (const attributes of [{disabled: ''}, {disabled: 'focusable'}, {loading: ''}]) {
      const split = await splitOf({attributes});
      let clicks = 0;
      split.addEventListener('click', () => clicks++);
      await sendMouse({type: 'click', position: middleOf(split.main!)});
      await sendMouse({type: 'click', position: middleOf(split.trigger!)});
      expect(clicks).to.equal(0);
      expect(split.open).to.be.false;
      fixtureCleanup();
    }
  });

  it('submits its form with its name and value, or resets it, and its menu’s button does neither', async () => {
    const form = await fixture<HTMLFormElement>(html`
      <form>
        <input name="q" value="x" />
        <predictive-split-button type="submit" name="do" value="merge">Merge ${menu}</predictive-split-button>
      </form>
    `);
    await frames();
    const split = form.querySelector('predictive-split-button')!;
    const data: [string, FormDataEntryValue][][] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      data.push([...new FormData(form, event.submitter)]);
    });
    await sendMouse({type: 'click', position: middleOf(split.trigger!)});
    split.hide();
    expect(data).to.be.empty;
    await sendMouse({type: 'click', position: middleOf(split.main!)});
    expect(data).to.deep.equal([
      [
        ['q', 'x'],
        ['do', 'merge'],
      ],
    ]);
    split.type = 'reset';
    form.querySelector('input')!.value = 'changed';
    split.click();
    expect(form.querySelector('input')!.value).to.equal('x');
  });

  it('submits with its name and value though a listener of the press sets loading, and does not after', async () => {
    const form = await fixture<HTMLFormElement>(html`
      <form>
        <predictive-split-button type="submit" name="do" value="merge" onclick="this.loading = true"
          >Merge ${menu}</predictive-split-button
        >
      </form>
    `);
    await frames();
    const split = form.querySelector('predictive-split-button')!;
    const sent: string[] = [];
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      sent.push(...new FormData(form, event.submitter).getAll('do').map(String));
    });
    await sendMouse({type: 'click', position: middleOf(split.main!)});
    await sendMouse({type: 'click', position: middleOf(split.main!)});
    expect(sent).to.deep.equal(['merge']);
  });

  it('is pressed by Enter in a field of its form, as the first submit button', async () => {
    const enter = async (fields: string, attributes: string): Promise<string[]> => {
      const place = await fixture<HTMLElement>(html`<div></div>`);
      place.innerHTML = `<form>
        ${fields}
        <predictive-split-button ${attributes}>Go<predictive-menu slot="menu"></predictive-menu></predictive-split-button>
        <predictive-button type="submit" name="other" value="2">Other</predictive-button>
      </form>`;
      await frames();
      const form = place.querySelector('form')!;
      const sent: string[] = [];
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        sent.push(new URLSearchParams(new FormData(form, event.submitter) as never).toString());
      });
      form.querySelector('input')!.focus();
      await sendKeys({press: 'Enter'});
      await frames();
      expect(form.querySelector('[slot=submitter]:disabled')).to.equal(null);
      place.remove();
      return sent;
    };
    expect(await enter('<input />', 'type="submit" name="go" value="1"')).to.deep.equal(['go=1']);
    expect(await enter('<input /><input />', 'type="submit" name="go" value="1"')).to.deep.equal(['go=1']);
    expect(await enter('<input />', 'type="submit" name="go" value="1" disabled')).to.be.empty;
    expect(await enter('<input />', 'type="submit" name="go" value="1" loading')).to.be.empty;
    expect(await enter('<input />', 'name="go" value="1"')).to.deep.equal(['other=2']);
    expect(await enter('<input />', 'type="submit" name="go" value="1" href="#a"')).to.deep.equal([
      'other=2',
    ]);
  });

  it('has a link that works in a disabled fieldset, where its menu does not open', async () => {
    const place = await fixture<HTMLElement>(html`
      <fieldset disabled>
        <predictive-split-button href="#merged">Merge ${menu}</predictive-split-button>
      </fieldset>
    `);
    await frames();
    const split = place.querySelector('predictive-split-button')!;
    await sendMouse({type: 'click', position: middleOf(split.trigger!)});
    expect(split.open).to.be.false;
    await sendMouse({type: 'click', position: middleOf(split.main!)});
    await waitUntil(() => location.hash === '#merged');
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('is a link with href', async () => {
    const split = await splitOf({attributes: {href: '#merged'}});
    const link = controlOf(split, 'main') as HTMLAnchorElement;
    expect([link.localName, link.getAttribute('href')]).to.deep.equal(['a', '#merged']);
    expect(controlOf(split, 'trigger').localName).to.equal('button');
  });

  it('joins its buttons, also from right to left', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const split = await splitOf({attributes: {dir}});
      const [main, trigger] = split.controls.map((control) => control.getBoundingClientRect());
      const overlap = dir === 'ltr' ? main!.right - trigger!.left : trigger!.right - main!.left;
      expect(overlap, dir).to.be.closeTo(1, 0.1);
      expect(main!.height).to.equal(trigger!.height);
      const label = getComputedStyle(controlOf(split, 'main'));
      expect([label.borderStartStartRadius, label.borderStartEndRadius]).to.deep.equal(['10px', '0px']);
      fixtureCleanup();
    }
  });

  it('has both buttons predicted by the region around it, each with a key of its own', async () => {
    const region = await fixture(html`
      <predictive-region>
        <predictive-split-button
          id="merge"
          style="position: fixed; left: 300px; top: 100px; width: 320px; height: 60px; --predictive-height: 120px"
          >Merge ${menu}</predictive-split-button
        >
      </predictive-region>
    `);
    await engineLoaded();
    const split = region.querySelector('predictive-split-button')!;
    expect(split.controls.map((control) => (control as PredictiveSplitButton).targetKey)).to.deep.equal([
      'merge',
      'merge menu',
    ]);
    for (const button of [split.main!, split.trigger!]) {
      const [x, y] = middleOf(button);
      await movePointer({points: straightPath({from: [x, 590], to: [x, y], durationMs: 400})});
      await waitUntil(() => button.predicted, button.targetKey, {timeout: 5000});
    }
    expect(split.open).to.be.false;
  });

  it('is predicted itself while one of its buttons is, at once, and again after a framework has removed that', async () => {
    const split = await splitOf();
    split.main!.showPredicted(true);
    expect(split.matches('[predicted]:state(predicted)')).to.be.true;
    expect(document.querySelector('[predicted]')).to.equal(split);
    split.removeAttribute('predicted');
    await frames();
    expect(split.hasAttribute('predicted')).to.be.true;
    split.trigger!.showPredicted(true);
    split.main!.showPredicted(false);
    expect(split.predicted).to.be.true;
    split.trigger!.showPredicted(false);
    expect(split.matches('[predicted], :state(predicted)')).to.be.false;
    split.main!.showPredicted(false);
    await frames();
    expect(split.matches('[predicted], :state(predicted)')).to.be.false;
  });

  it('looks pressed while its menu is open', async () => {
    for (const appearance of ['outlined', 'filled', 'plain'] as const) {
      const split = await splitOf();
      split.appearance = appearance;
      await frames();
      const ground = (): string => getComputedStyle(controlOf(split, 'trigger')).backgroundColor;
      const closed = ground();
      split.show();
      await frames();
      expect(split.matches(':state(open)')).to.be.true;
      expect(ground(), appearance).not.to.equal(closed);
      split.hide();
      await frames();
      expect(split.matches(':state(open)')).to.be.false;
      expect(ground(), appearance).to.equal(closed);
      fixtureCleanup();
    }
  });
});
