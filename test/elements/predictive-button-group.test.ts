import {expect, fixture, fixtureCleanup, html} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import '../../src/button-group.js';
import '../../src/menu-button.js';
import '../../src/split-button.js';
import '../../src/toggle-button.js';
import type {PredictiveButtonGroup} from '../../src/button-group.js';
import {controlOf, focused, focusedId, middleOf} from '../support/family.js';
import {approach, engineLoaded, frames, places} from '../support/regions.js';

async function groupOf({
  orientation = 'horizontal',
  dir = 'ltr',
}: {orientation?: 'horizontal' | 'vertical'; dir?: string} = {}): Promise<PredictiveButtonGroup> {
  const root = await fixture(html`
    <div dir=${dir}>
      <input id="before" aria-label="Before" />
      <predictive-button-group label="Text" orientation=${orientation}>
        <predictive-button id="a">A</predictive-button>
        <predictive-button disabled id="off">Off</predictive-button>
        <predictive-toggle-button id="b">B</predictive-toggle-button>
        <button id="c">C</button>
      </predictive-button-group>
      <input id="after" aria-label="After" />
    </div>
  `);
  await frames();
  return root.querySelector('predictive-button-group')!;
}

/** Presses keys one by one; returns the ids that have the focus after each. */
async function walk(...keys: string[]): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for (const key of keys) {
    const [modifier, pressed] = key.includes('+') ? key.split('+') : [undefined, key];
    if (modifier !== undefined) await sendKeys({down: modifier});
    await sendKeys({press: pressed});
    if (modifier !== undefined) await sendKeys({up: modifier});
    ids.push(focusedId());
  }
  return ids;
}

describe('predictive-button-group', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('passes the accessibility audit as a toolbar with a name and an orientation', async () => {
    const group = await groupOf({orientation: 'vertical'});
    await expect(group).to.be.accessible();
    const toolbar = group.shadowRoot!.querySelector('[role=toolbar]')!;
    expect(toolbar.getAttribute('aria-label')).to.equal('Text');
    expect(toolbar.getAttribute('aria-orientation')).to.equal('vertical');
  });

  it('is one stop for Tab, which comes back to the last button', async () => {
    const group = await groupOf();
    document.getElementById('before')!.focus();
    expect(await walk('Tab', 'Tab', 'Shift+Tab', 'ArrowRight', 'Tab', 'Shift+Tab')).to.deep.equal([
      'a',
      'after',
      'a',
      'b',
      'after',
      'b',
    ]);
    expect(group.querySelectorAll('[tabindex="-1"]').length).to.equal(2);
  });

  it('is walked by the arrow keys, around its ends, and by Home and End; disabled buttons are left out', async () => {
    await groupOf();
    document.getElementById('a')!.focus();
    expect(
      await walk('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End', 'ArrowLeft'),
    ).to.deep.equal(['b', 'c', 'a', 'c', 'a', 'c', 'b']);
    expect(await walk('ArrowUp', 'ArrowDown')).to.deep.equal(['b', 'b']);
  });

  it('is walked the other way round from right to left', async () => {
    await groupOf({dir: 'rtl'});
    document.getElementById('a')!.focus();
    expect(await walk('ArrowLeft', 'ArrowRight', 'End', 'Home')).to.deep.equal(['b', 'a', 'c', 'a']);
  });

  it('is walked up and down when it is vertical', async () => {
    await groupOf({orientation: 'vertical'});
    document.getElementById('a')!.focus();
    expect(await walk('ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowRight')).to.deep.equal(['b', 'a', 'c', 'c']);
  });

  it('keeps a stop when its current button is disabled or removed, and takes in one that is added', async () => {
    const group = await groupOf();
    const a = group.querySelector('predictive-button')!;
    a.disabled = true;
    await frames();
    document.getElementById('before')!.focus();
    expect(await walk('Tab')).to.deep.equal(['b']);
    group.querySelector('#b')!.remove();
    const d = document.createElement('predictive-button');
    d.id = d.textContent = 'd';
    group.append(d);
    await frames();
    document.getElementById('before')!.focus();
    expect(await walk('Tab', 'ArrowRight', 'ArrowRight')).to.deep.equal(['c', 'd', 'c']);
  });

  it('gives a button that leaves it back to the Tab key', async () => {
    const group = await groupOf();
    const b = group.querySelector('#b')!;
    expect(b.getAttribute('tabindex')).to.equal('-1');
    group.after(b);
    await frames();
    expect(b.hasAttribute('tabindex')).to.be.false;
  });

  it('presses a button by Enter and Space where the focus is', async () => {
    const group = await groupOf();
    const b = group.querySelector('predictive-toggle-button')!;
    document.getElementById('a')!.focus();
    await walk('ArrowRight', 'Space');
    expect(b.pressed).to.be.true;
    await walk('Enter');
    expect(b.pressed).to.be.false;
  });

  it('continues from the button that was pressed by the pointer', async () => {
    const group = await groupOf();
    await sendMouse({type: 'click', position: middleOf(group.querySelector('#b')!)});
    expect(await walk('ArrowRight')).to.deep.equal(['c']);
  });

  it('goes through both buttons of a split button, and leaves the keys of an open menu alone', async () => {
    const root = await fixture(html`
      <predictive-button-group label="Branch">
        <predictive-split-button id="split"
          >Merge
          <predictive-menu slot="menu">
            <predictive-menu-item id="one">One</predictive-menu-item>
            <predictive-menu-item id="two">Two</predictive-menu-item>
          </predictive-menu>
        </predictive-split-button>
        <predictive-button id="last">Last</predictive-button>
      </predictive-button-group>
    `);
    await frames();
    const split = root.querySelector('predictive-split-button')!;
    split.main!.focus();
    await sendKeys({press: 'ArrowRight'});
    expect(focused() === controlOf(split, 'trigger')).to.be.true;
    expect(await walk('ArrowDown', 'ArrowDown', 'Home', 'End')).to.deep.equal(['one', 'two', 'one', 'two']);
    expect(await walk('Escape')).to.deep.equal(['split']);
    expect(await walk('ArrowRight', 'ArrowRight')).to.deep.equal(['last', 'split']);
    expect(focused() === controlOf(split, 'main')).to.be.true;
  });

  it('joins its buttons: neighbours share a border, and corners are round only at the ends', async () => {
    for (const dir of ['ltr', 'rtl']) {
      const group = await groupOf({dir});
      const [a, off] = group.querySelectorAll('predictive-button');
      const corners = (element: Element): string[] => {
        const {borderStartStartRadius, borderStartEndRadius, borderEndEndRadius} = getComputedStyle(
          controlOf(element),
        );
        return [borderStartStartRadius, borderStartEndRadius, borderEndEndRadius];
      };
      expect(corners(a!)).to.deep.equal(['10px', '0px', '0px']);
      expect(corners(off!)).to.deep.equal(['0px', '0px', '0px']);
      const [first, second] = [a!.getBoundingClientRect(), off!.getBoundingClientRect()];
      const overlap = dir === 'ltr' ? first.right - second.left : second.right - first.left;
      expect(overlap, dir).to.be.closeTo(1, 0.1);
      fixtureCleanup();
    }
  });

  it('stays within a narrow place, as at 400 %', async () => {
    const place = await fixture<HTMLElement>(html`
      <div style="width: 200px; padding: 0 4px">
        <predictive-button-group label="Views">
          ${['Overview', 'Quarterly report', 'A label that is much longer than the whole place'].map(
            (label) => html`<predictive-button>${label}</predictive-button>`,
          )}
        </predictive-button-group>
      </div>
    `);
    await frames();
    expect(place.scrollWidth).to.equal(208);
    for (const button of place.querySelectorAll('predictive-button'))
      expect(button.getBoundingClientRect().right).to.be.at.most(place.getBoundingClientRect().right + 0.5);
  });

  it('has its buttons predicted, the predicted one above its neighbours', async () => {
    const region = await fixture(html`
      <predictive-region>
        <predictive-button-group label="Rows" style="position: fixed; left: 180px; top: 400px">
          ${['one', 'two', 'three'].map(
            (id) =>
              html`<predictive-button id=${id} style="width: 120px; height: 80px">${id}</predictive-button>`,
          )}
        </predictive-button-group>
      </predictive-region>
    `);
    await engineLoaded();
    await approach(places.two);
    const two = region.querySelector('#two')!;
    expect(two.hasAttribute('predicted')).to.be.true;
    expect(getComputedStyle(two).zIndex).to.equal('3');
  });
});
