import {expect, fixture, fixtureCleanup, html} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import {nothing} from 'lit';
import '../../src/index.js';
import type {PredictiveButton} from '../../src/index.js';
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

  it('passes over what styles or inert take off the screen, and comes back to it', async () => {
    for (const away of ['none', 'hidden', 'inert'] as const) {
      const root = await fixture<HTMLElement>(html`
        <div>
          <style>
            .none {
              display: none;
            }
            .hidden {
              visibility: hidden;
            }
          </style>
          <input id="before" aria-label="Before" />
          <predictive-button-group label="Views">
            ${['a', 'b', 'c'].map((id) => html`<predictive-button id=${id}>${id}</predictive-button>`)}
          </predictive-button-group>
          <input id="after" aria-label="After" />
        </div>
      `);
      await frames();
      const set = async (id: string, on: boolean): Promise<void> => {
        if (away === 'inert') root.querySelector<HTMLElement>(`#${id}`)!.inert = on;
        else root.querySelector(`#${id}`)!.classList.toggle(away, on);
        await frames();
      };
      const fromBefore = async (...keys: string[]): Promise<(string | undefined)[]> => {
        root.querySelector<HTMLElement>('#before')!.focus();
        return walk(...keys);
      };
      await set('a', true);
      expect(await fromBefore('Tab', 'ArrowRight', 'ArrowRight', 'End', 'Home', 'Tab'), away).to.deep.equal([
        'b',
        'c',
        'b',
        'c',
        'b',
        'after',
      ]);
      await set('a', false);
      await set('b', true);
      expect(await fromBefore('Tab', 'ArrowRight', 'Tab'), away).to.deep.equal(['a', 'c', 'after']);
      root.remove();
    }
  });

  it('has one stop after it was hidden as a whole, whatever is hidden in it', async () => {
    const root = await fixture<HTMLElement>(html`
      <div>
        <input id="before" aria-label="Before" />
        <predictive-button-group label="Views" style="display: none">
          ${['a', 'b', 'c'].map((id) => html`<predictive-button id=${id}>${id}</predictive-button>`)}
        </predictive-button-group>
        <input id="after" aria-label="After" />
      </div>
    `);
    await frames();
    root.querySelector<HTMLElement>('#a')!.style.display = 'none';
    root.querySelector<HTMLElement>('predictive-button-group')!.style.display = '';
    await frames();
    root.querySelector<HTMLElement>('#before')!.focus();
    expect(await walk('Tab', 'Tab')).to.deep.equal(['b', 'after']);
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

  it('draws the ring and the focus ring of a button inside its outline, and leaves its neighbours whole', async () => {
    for (const orientation of ['horizontal', 'vertical'] as const) {
      const group = await groupOf({orientation});
      const b = group.querySelector('predictive-toggle-button')!;
      b.showPredicted(true);
      await frames();
      const indicator = b.shadowRoot!.querySelector('[part=indicator]')!;
      const ring = getComputedStyle(indicator);
      expect([ring.outlineWidth, ring.outlineOffset]).to.deep.equal(['2px', '-2px']);
      // The last shadow is the glow, which is transparent.
      expect(ring.boxShadow.match(/inset/g)).to.have.length(2);
      expect(ring.boxShadow).to.match(/(\/ 0\)|, 0\)) 0px 0px [^)]*$/);
      const corners = getComputedStyle(controlOf(b));
      expect(ring.borderStartEndRadius).to.equal(corners.borderStartEndRadius);
      document.getElementById('before')!.focus();
      await walk('Tab', orientation === 'vertical' ? 'ArrowDown' : 'ArrowRight');
      const {boxShadow, outlineOffset} = getComputedStyle(controlOf(b));
      expect(boxShadow.match(/inset/g)).to.have.length(2);
      expect(outlineOffset).to.equal('-2px');
      fixtureCleanup();
    }
  });

  it('draws the rings outside a button that is in no group, and inside the menu of one that is', async () => {
    const root = await fixture(html`
      <div>
        <predictive-button id="alone">Alone</predictive-button>
        <predictive-button-group label="Actions">
          <predictive-menu-button
            >Actions
            <predictive-menu slot="menu"><predictive-menu-item>Copy</predictive-menu-item></predictive-menu>
          </predictive-menu-button>
        </predictive-button-group>
      </div>
    `);
    await frames();
    const alone = root.querySelector('#alone')!;
    const indicator = alone.shadowRoot!.querySelector('[part=indicator]')!;
    expect(getComputedStyle(indicator).outlineOffset).to.equal('2px');
    expect(getComputedStyle(indicator).boxShadow).not.to.include('inset');
    const item = root.querySelector('predictive-menu-item')!;
    expect(getComputedStyle(item.shadowRoot!.querySelector('i')!).boxShadow).not.to.include('inset');
  });

  describe('that wraps', () => {
    const words = ['Overview', 'Invoices', 'Customers', 'Products', 'Reports', 'Settings'];

    /** The buttons that are on screen, in rows. */
    function rowsOf(group: Element): Element[][] {
      const shown = [...group.children].filter((child) => child.checkVisibility());
      const tops = [...new Set(shown.map((child) => child.getBoundingClientRect().top))];
      return tops.map((top) => shown.filter((child) => child.getBoundingClientRect().top === top));
    }

    /** Whether the two corners at the start of a button are round, and those at its end. */
    function roundness(button: Element): [start: boolean, end: boolean] {
      const {borderStartStartRadius, borderEndStartRadius, borderStartEndRadius, borderEndEndRadius} =
        getComputedStyle(controlOf(button));
      expect(borderStartStartRadius).to.equal(borderEndStartRadius);
      expect(borderStartEndRadius).to.equal(borderEndEndRadius);
      return [borderStartStartRadius !== '0px', borderStartEndRadius !== '0px'];
    }

    function expectRoundEnds(group: Element): void {
      for (const row of rowsOf(group))
        for (const [index, button] of row.entries())
          expect(roundness(button), button.textContent).to.deep.equal([
            index === 0,
            index === row.length - 1,
          ]);
    }

    for (const appearance of ['outlined', 'filled'] as const)
      for (const dir of ['ltr', 'rtl'])
        it(`has round ends in every row, and rows that begin at one place, ${appearance}, ${dir}`, async () => {
          const place = await fixture<HTMLElement>(html`
            <div dir=${dir} style="width: 327px">
              <predictive-button-group label="Pages">
                ${words.map(
                  (word) => html`<predictive-button appearance=${appearance}>${word}</predictive-button>`,
                )}
              </predictive-button-group>
            </div>
          `);
          await frames();
          const group = place.querySelector('predictive-button-group')!;
          const rows = rowsOf(group);
          expect(rows.length).to.be.at.least(2);
          const begin = (button: Element): number => {
            const {left, right} = button.getBoundingClientRect();
            return dir === 'ltr' ? left : right;
          };
          const {left, right} = group.getBoundingClientRect();
          for (const [first] of rows) expect(begin(first!)).to.be.closeTo(dir === 'ltr' ? left : right, 0.1);
          expectRoundEnds(group);
          // In one row again, and in more rows.
          for (const width of [760, 240]) {
            place.style.width = `${width}px`;
            await frames();
            expect(rowsOf(group).length === 1).to.equal(width === 760);
            expectRoundEnds(group);
          }
        });

    it('follows labels that change and buttons that are hidden, removed and moved', async () => {
      const place = await fixture<HTMLElement>(html`
        <div style="width: 327px">
          <predictive-button-group label="Pages">
            ${words.map((word) => html`<predictive-button>${word}</predictive-button>`)}
          </predictive-button-group>
        </div>
      `);
      const group = place.querySelector('predictive-button-group')!;
      const [first, second, third] = group.querySelectorAll('predictive-button');
      const check = async (): Promise<void> => {
        await frames();
        await frames();
        expectRoundEnds(group);
      };
      third!.textContent = 'A much longer label';
      await check();
      first!.hidden = true;
      await check();
      second!.remove();
      await check();
      place.append(group);
      first!.hidden = false;
      group.append(first!);
      await check();
    });
  });
});

describe('predictive-button-group with select="one"', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  /** A form with a choice of a period, and what the group has told. */
  async function choice({
    value,
    pressed = 'week',
    dir = 'ltr',
    orientation = 'horizontal',
  }: {value?: string; pressed?: string; dir?: string; orientation?: 'horizontal' | 'vertical'} = {}) {
    const form = await fixture<HTMLFormElement>(html`
      <form dir=${dir}>
        <input id="before" aria-label="Before" />
        <predictive-button-group
          select="one"
          name="period"
          label="Period"
          orientation=${orientation}
          value=${value ?? nothing}
        >
          ${['day', 'week', 'month', 'year'].map(
            (id) =>
              html`<predictive-toggle-button
                id=${id}
                value=${id}
                ?pressed=${id === pressed}
                ?disabled=${id === 'month'}
                >${id}</predictive-toggle-button
              >`,
          )}
        </predictive-button-group>
        <input id="after" aria-label="After" />
      </form>
    `);
    await frames();
    const group = form.querySelector('predictive-button-group')!;
    const told: string[] = [];
    for (const type of ['input', 'change'])
      form.addEventListener(type, ({target}) => told.push(`${type} ${(target as Element).localName}`));
    const pressedIds = (): string[] => [...group.querySelectorAll('[pressed]')].map(({id}) => id);
    const submitted = (): FormDataEntryValue[] => new FormData(form).getAll('period');
    return {form, group, told, pressedIds, submitted};
  }

  it('passes the accessibility audit as a radio group with radio buttons', async () => {
    const {group} = await choice();
    await expect(group).to.be.accessible();
    expect(group.shadowRoot!.querySelector('[role=radiogroup]')!.getAttribute('aria-label')).to.equal(
      'Period',
    );
    const states = [...group.children].map((child) => {
      const control = controlOf(child);
      return [control.role, control.getAttribute('aria-checked'), control.getAttribute('aria-pressed')];
    });
    expect(states).to.deep.equal([
      ['radio', 'false', null],
      ['radio', 'true', null],
      ['radio', 'false', null],
      ['radio', 'false', null],
    ]);
  });

  it('takes its value from the markup, from the pressed button or from value, and submits it', async () => {
    const byButton = await choice();
    expect([byButton.group.value, byButton.submitted()]).to.deep.equal(['week', ['week']]);
    const byValue = await choice({value: 'year'});
    expect([byValue.group.value, byValue.pressedIds(), byValue.submitted()]).to.deep.equal([
      'year',
      ['year'],
      ['year'],
    ]);
    const none = await choice({pressed: ''});
    expect([none.group.value, none.pressedIds(), none.submitted()]).to.deep.equal([null, [], []]);
  });

  it('chooses by a press, tells it once, and does not take it back by another press', async () => {
    const {form, group, told, pressedIds, submitted} = await choice();
    const position = middleOf(form.querySelector('#day')!);
    await sendMouse({type: 'click', position});
    await frames();
    expect([group.value, pressedIds(), submitted()]).to.deep.equal(['day', ['day'], ['day']]);
    await sendMouse({type: 'click', position});
    await sendMouse({type: 'click', position: middleOf(form.querySelector('#month')!)});
    await frames();
    expect([group.value, pressedIds()]).to.deep.equal(['day', ['day']]);
    expect(told).to.deep.equal(['input predictive-button-group', 'change predictive-button-group']);
  });

  it('submits its new value at once, for listeners and for scripts', async () => {
    const {form, group, submitted} = await choice();
    const seen: FormDataEntryValue[] = [];
    for (const type of ['input', 'change']) form.addEventListener(type, () => seen.push(...submitted()));
    await sendMouse({type: 'click', position: middleOf(group.querySelector('#day')!)});
    expect(seen).to.deep.equal(['day', 'day']);
    group.value = 'year';
    expect(submitted()).to.deep.equal(['year']);
    form.reset();
    expect(submitted()).to.deep.equal(['week']);
    group.select = 'none';
    expect(submitted()).to.be.empty;
  });

  it('leaves the choice to a listener that prevents the press', async () => {
    const {form, group, told} = await choice();
    form.addEventListener('click', (event) => event.preventDefault());
    await sendMouse({type: 'click', position: middleOf(form.querySelector('#day')!)});
    await frames();
    expect([group.value, told]).to.deep.equal(['week', []]);
  });

  it('is one stop for Tab, at the chosen button, or at the first that can be pressed', async () => {
    const {group} = await choice();
    document.getElementById('before')!.focus();
    expect(await walk('Tab', 'Tab', 'Shift+Tab', 'Shift+Tab')).to.deep.equal([
      'week',
      'after',
      'week',
      'before',
    ]);
    group.value = 'month';
    await frames();
    expect(await walk('Tab')).to.deep.equal(['day']);
    group.value = 'year';
    await frames();
    document.getElementById('before')!.focus();
    expect(await walk('Tab')).to.deep.equal(['year']);
  });

  it('chooses by each arrow key, around its ends, past disabled buttons; not by Home, End or with a modifier', async () => {
    for (const orientation of ['horizontal', 'vertical'] as const) {
      const {group, told} = await choice({orientation});
      document.getElementById('week')!.focus();
      const values: (string | null)[] = [];
      for (const key of [
        'ArrowRight',
        'ArrowDown',
        'ArrowLeft',
        'ArrowUp',
        'Home',
        'End',
        'Shift+ArrowRight',
      ]) {
        const [id] = await walk(key);
        await frames();
        expect(group.value, key).to.equal(id);
        values.push(group.value);
      }
      expect(values).to.deep.equal(['year', 'day', 'year', 'week', 'week', 'week', 'week']);
      expect(told.filter((each) => each.startsWith('change')).length).to.equal(4);
      fixtureCleanup();
    }
  });

  it('is walked the other way round from right to left', async () => {
    const {group} = await choice({dir: 'rtl'});
    document.getElementById('week')!.focus();
    await walk('ArrowRight');
    await frames();
    expect(group.value).to.equal('day');
    await walk('ArrowLeft');
    await frames();
    expect(group.value).to.equal('week');
  });

  it('does not choose what styles take off the screen', async () => {
    for (const away of ['display: none', 'visibility: hidden']) {
      const {group} = await choice({pressed: 'day'});
      group.querySelector<HTMLElement>('#week')!.style.cssText = away;
      await frames();
      group.querySelector<HTMLElement>('#day')!.focus();
      expect(await walk('ArrowRight'), away).to.deep.equal(['year']);
      expect(group.value, away).to.equal('year');
      fixtureCleanup();
    }
  });

  it('chooses by Space and Enter where the focus is', async () => {
    for (const key of ['Space', 'Enter']) {
      const {group} = await choice({pressed: ''});
      document.getElementById('before')!.focus();
      expect(await walk('Tab', key)).to.deep.equal(['day', 'day']);
      await frames();
      expect(group.value).to.equal('day');
      fixtureCleanup();
    }
  });

  it('follows value and pressed from scripts without telling, also both ways at once', async () => {
    const {form, group, told, pressedIds} = await choice();
    const [day, week] = form.querySelectorAll('predictive-toggle-button');
    group.value = 'year';
    await frames();
    expect(pressedIds()).to.deep.equal(['year']);
    day!.pressed = true;
    await frames();
    expect([group.value, pressedIds()]).to.deep.equal(['day', ['day']]);
    // As a framework sets them that renders each button's state.
    day!.pressed = false;
    week!.pressed = true;
    await frames();
    expect([group.value, pressedIds()]).to.deep.equal(['week', ['week']]);
    group.value = null;
    await frames();
    expect([group.value, pressedIds()]).to.deep.equal([null, []]);
    expect(told).to.deep.equal([]);
  });

  it('takes in buttons that come later, and uses their text where they have no value', async () => {
    const {group, pressedIds, submitted} = await choice({value: 'Quarter'});
    expect(pressedIds()).to.deep.equal([]);
    const quarter = document.createElement('predictive-toggle-button');
    quarter.id = 'quarter';
    quarter.textContent = ' Quarter ';
    group.append(quarter);
    await frames();
    expect([pressedIds(), submitted()]).to.deep.equal([['quarter'], ['Quarter']]);
    group.after(quarter);
    await frames();
    expect(controlOf(quarter).getAttribute('aria-pressed')).to.equal('true');
    expect(controlOf(quarter).role).to.be.null;
  });

  it('goes back to the first choice when its form is reset, and submits nothing in a disabled fieldset', async () => {
    const {form, group, pressedIds, submitted} = await choice();
    group.value = 'day';
    await frames();
    form.reset();
    await frames();
    expect([group.value, pressedIds()]).to.deep.equal(['week', ['week']]);
    const fieldset = document.createElement('fieldset');
    fieldset.disabled = true;
    form.append(fieldset);
    fieldset.append(group);
    await frames();
    expect(submitted()).to.deep.equal([]);
    group.formStateRestoreCallback('year');
    await frames();
    expect(pressedIds()).to.deep.equal(['year']);
  });

  it('has toggle buttons of their own again without select', async () => {
    const {group, pressedIds} = await choice();
    group.select = 'none';
    await frames();
    await sendMouse({type: 'click', position: middleOf(group.querySelector('#day')!)});
    await frames();
    expect(pressedIds()).to.deep.equal(['day', 'week']);
    expect(group.shadowRoot!.querySelector('[role=toolbar]')).not.to.be.null;
  });
});

describe('the sign of what is ready in a group', () => {
  it('stays within its own button, in each direction', async () => {
    for (const dir of ['ltr', 'rtl'])
      for (const orientation of ['horizontal', 'vertical'] as const) {
        const group = await groupOf({dir, orientation});
        const button = group.querySelector<PredictiveButton>('#a')!;
        button.showPreload('preloaded');
        const indicator = button.shadowRoot!.querySelector('i')!;
        const style = getComputedStyle(indicator, '::before');
        const of = (side: string): number =>
          parseFloat(style[side as 'top']) +
          parseFloat(style[`margin${side[0]!.toUpperCase()}${side.slice(1)}` as 'marginTop']);
        expect([style.width, style.height]).to.deep.equal(['14px', '14px']);
        // The ring's box is the button's own.
        expect(of('top'), orientation).to.be.at.least(0);
        expect(of(dir === 'ltr' ? 'right' : 'left'), dir).to.be.at.least(0);
      }
  });
});
