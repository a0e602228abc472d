import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import '../../src/menu-button.js';
import type {PredictiveMenuButton} from '../../src/menu-button.js';
import {colourOf} from '../support/contrast.js';
import {contrast} from '../support/luminance.js';
import {controlOf, focused, focusedId, middleOf} from '../support/family.js';
import {handPath, seededRandom} from '../support/approaches.js';
import {movePointer, needs} from '../support/commands.js';
import {engineLoaded, frames} from '../support/regions.js';

const items = html`
  <predictive-menu slot="menu">
    <predictive-menu-item id="duplicate">Duplicate<span slot="end">⌘ D</span></predictive-menu-item>
    <predictive-menu-item id="download" href="#download">Download</predictive-menu-item>
    <predictive-menu-item id="archive" disabled>Archive</predictive-menu-item>
    <hr />
    <predictive-menu-item id="delete" variant="danger">Delete</predictive-menu-item>
  </predictive-menu>
`;

const settings = html`
  <predictive-menu slot="menu" label="View">
    <predictive-menu-item id="grid" type="checkbox" checked>Grid</predictive-menu-item>
    <predictive-menu-item id="small" type="radio" name="size" value="s" checked>Small</predictive-menu-item>
    <predictive-menu-item id="large" type="radio" name="size" value="l">Large</predictive-menu-item>
    <predictive-menu-item id="list" type="radio" name="layout" checked>List</predictive-menu-item>
  </predictive-menu>
`;

async function menuButtonOf({content = items, style = '', dir = 'ltr'} = {}): Promise<PredictiveMenuButton> {
  const root = await fixture(html`
    <div dir=${dir}>
      <input id="before" aria-label="Before" />
      <predictive-menu-button id="actions" style=${style}>Actions ${content}</predictive-menu-button>
      <input id="after" aria-label="After" />
    </div>
  `);
  await frames();
  return root.querySelector('predictive-menu-button')!;
}

function surfaceOf(button: PredictiveMenuButton): HTMLElement {
  return button.querySelector('predictive-menu')!.shadowRoot!.querySelector<HTMLElement>('[part=menu]')!;
}

/** Whether the menu is on screen, as the browser sees it. */
function isShown(button: PredictiveMenuButton): boolean {
  const {width, height} = surfaceOf(button).getBoundingClientRect();
  expect(button.open).to.equal(width > 0 && height > 0);
  expect(controlOf(button, 'trigger').getAttribute('aria-expanded')).to.equal(String(button.open));
  return button.open;
}

async function press(...keys: string[]): Promise<(string | undefined)[]> {
  const ids: (string | undefined)[] = [];
  for (const key of keys) {
    await sendKeys({press: key});
    await frames(1);
    ids.push(focusedId());
  }
  return ids;
}

describe('predictive-menu-button', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('passes the accessibility audit closed and open, with items of each kind', async () => {
    for (const content of [items, settings]) {
      const button = await menuButtonOf({content});
      await expect(button).to.be.accessible();
      button.trigger!.focus();
      await press('Enter');
      expect(isShown(button)).to.be.true;
      await expect(button).to.be.accessible();
      fixtureCleanup();
    }
  });

  it('says what it is to assistive technology: a button with a menu, and the menu by its name', async () => {
    const button = await menuButtonOf();
    const control = controlOf(button, 'trigger');
    expect(control.getAttribute('aria-haspopup')).to.equal('menu');
    expect(control.getAttribute('aria-expanded')).to.equal('false');
    await press('Tab');
    control.focus();
    await press('Enter');
    expect(surfaceOf(button).getAttribute('role')).to.equal('menu');
    expect(surfaceOf(button).getAttribute('aria-label')).to.equal('Actions');
    expect(control.ariaControlsElements).to.deep.equal([button.querySelector('predictive-menu')]);
    expect(
      [...button.querySelectorAll('predictive-menu-item')].map((item) => {
        const {role, ariaDisabled, localName} = controlOf(item, 'item');
        return [role, ariaDisabled, localName];
      }),
    ).to.deep.equal([
      ['menuitem', null, 'button'],
      ['menuitem', null, 'a'],
      ['menuitem', 'true', 'button'],
      ['menuitem', null, 'button'],
    ]);
  });

  for (const [key, first] of [
    ['Enter', 'duplicate'],
    ['Space', 'duplicate'],
    ['ArrowDown', 'duplicate'],
    ['ArrowUp', 'delete'],
  ] as const)
    it(`opens by ${key}, and the focus is on the item “${first}”`, async () => {
      const button = await menuButtonOf();
      button.trigger!.focus();
      expect(await press(key)).to.deep.equal([first]);
      expect(isShown(button)).to.be.true;
    });

  it('is walked by the arrow keys around its ends, by Home and by End, through disabled items, too', async () => {
    const button = await menuButtonOf();
    button.trigger!.focus();
    expect(
      await press('Enter', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End'),
    ).to.deep.equal([
      'duplicate',
      'download',
      'archive',
      'delete',
      'duplicate',
      'delete',
      'duplicate',
      'delete',
    ]);
  });

  it('leaves out items that styles or inert take off the screen, also the first and the last', async () => {
    for (const [style, inert] of [
      ['display: none', false],
      ['visibility: hidden', false],
      ['', true],
    ] as const) {
      const button = await menuButtonOf({
        content: html`
          <predictive-menu slot="menu">
            ${['a', 'b', 'c', 'd', 'e'].map(
              (id, index) =>
                html`<predictive-menu-item
                  id=${id}
                  style=${index % 2 === 0 ? style : ''}
                  ?inert=${index % 2 === 0 && inert}
                  >${id}</predictive-menu-item
                >`,
            )}
          </predictive-menu>
        `,
      });
      button.trigger!.focus();
      const ids = await press('Enter', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End', 'e');
      expect(ids, style).to.deep.equal(['b', 'd', 'b', 'd', 'b', 'd', 'd']);
      fixtureCleanup();
    }
  });

  it('gives the focus to an item that comes while it is open, if a key has opened it', async () => {
    for (const key of ['ArrowDown', 'ArrowUp']) {
      const button = await menuButtonOf({content: html`<predictive-menu slot="menu"></predictive-menu>`});
      button.trigger!.focus();
      await press(key);
      expect(isShown(button)).to.be.true;
      expect(focused()).to.equal(surfaceOf(button));
      const menu = button.querySelector('predictive-menu')!;
      menu.innerHTML = ['a', 'b']
        .map((id) => `<predictive-menu-item id=${id}>${id}</predictive-menu-item>`)
        .join('');
      await frames(1);
      expect(focusedId()).to.equal(key === 'ArrowDown' ? 'a' : 'b');
      expect(await press('Home', 'ArrowDown')).to.deep.equal(['a', 'b']);
      fixtureCleanup();
    }
    const button = await menuButtonOf({content: html`<predictive-menu slot="menu"></predictive-menu>`});
    await sendMouse({type: 'click', position: middleOf(button)});
    button.querySelector('predictive-menu')!.innerHTML =
      '<predictive-menu-item id="a">a</predictive-menu-item>';
    await frames(1);
    expect(focused()).to.equal(surfaceOf(button));
    expect(await press('ArrowDown')).to.deep.equal(['a']);
  });

  it('goes to the item that begins with what is typed, and to the next with the same letter', async () => {
    const button = await menuButtonOf();
    button.trigger!.focus();
    expect(await press('Enter', 'd', 'd', 'd')).to.deep.equal([
      'duplicate',
      'download',
      'delete',
      'duplicate',
    ]);
    await press('Escape', 'Enter');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await sendKeys({type: 'del'});
    expect(focusedId()).to.equal('delete');
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(await press('x')).to.deep.equal(['delete']);
  });

  it('closes by Escape, and the focus is on the button again; what is around it hears nothing', async () => {
    const button = await menuButtonOf();
    const keys: string[] = [];
    button.parentElement!.addEventListener('keydown', ({key}) => keys.push(key));
    button.trigger!.focus();
    await press('ArrowDown', 'Escape');
    expect(isShown(button)).to.be.false;
    expect(focused() === controlOf(button, 'trigger')).to.be.true;
    expect(keys).to.deep.equal(['ArrowDown']);
  });

  it('in a dialog, is all that Escape closes', async () => {
    const dialog = await fixture<HTMLDialogElement>(html`
      <dialog><predictive-menu-button>Actions ${items}</predictive-menu-button></dialog>
    `);
    dialog.showModal();
    await frames();
    const button = dialog.querySelector('predictive-menu-button')!;
    button.trigger!.focus();
    await press('Enter', 'Escape');
    expect(isShown(button)).to.be.false;
    expect(dialog.open).to.be.true;
    await press('Escape');
    expect(dialog.open).to.be.false;
  });

  it('closes by Tab, and the focus goes on from the button, forth and back', async () => {
    const button = await menuButtonOf();
    button.trigger!.focus();
    expect(await press('Enter', 'Tab')).to.deep.equal(['duplicate', 'after']);
    expect(isShown(button)).to.be.false;
    button.trigger!.focus();
    await press('Enter');
    await sendKeys({down: 'Shift'});
    await sendKeys({press: 'Tab'});
    await sendKeys({up: 'Shift'});
    expect(focusedId()).to.equal('before');
    expect(isShown(button)).to.be.false;
  });

  it('closes when the focus goes elsewhere by a script, and leaves it there', async () => {
    const button = await menuButtonOf();
    for (const key of ['Enter', 'ArrowUp']) {
      button.trigger!.focus();
      await press(key);
      expect(isShown(button)).to.be.true;
      document.querySelector<HTMLElement>('#after')!.focus();
      await frames();
      expect(isShown(button)).to.be.false;
      expect(focusedId()).to.equal('after');
    }
  });

  it('opens and closes by the pointer, without a focused item, and goes on by keys', async () => {
    const button = await menuButtonOf();
    const place = middleOf(button);
    await sendMouse({type: 'click', position: place});
    expect(isShown(button)).to.be.true;
    expect(await press('ArrowDown')).to.deep.equal(['duplicate']);
    await sendMouse({type: 'click', position: place});
    await frames();
    expect(isShown(button)).to.be.false;
    await sendMouse({type: 'click', position: place});
    expect(isShown(button)).to.be.true;
    await sendMouse({type: 'click', position: [780, 580]});
    await frames();
    expect(isShown(button)).to.be.false;
  });

  it('closes when an item is pressed, by Enter, Space or the pointer, and tells the page which', async () => {
    const button = await menuButtonOf();
    const pressed: string[] = [];
    const menu = button.querySelector('predictive-menu')!;
    menu.addEventListener('click', ({target}) => pressed.push((target as Element).id));
    for (const key of ['Enter', 'Space']) {
      button.trigger!.focus();
      await press('Enter', key);
      expect(isShown(button), key).to.be.false;
      expect(focused() === controlOf(button, 'trigger')).to.be.true;
    }
    await press('Enter');
    await sendMouse({type: 'click', position: middleOf(menu.querySelector('#delete')!)});
    expect(isShown(button)).to.be.false;
    expect(pressed).to.deep.equal(['duplicate', 'duplicate', 'delete']);
  });

  it('stays open when the press of an item is prevented, or the item is disabled', async () => {
    const button = await menuButtonOf();
    let presses = 0;
    button.querySelector('#archive')!.addEventListener('click', () => presses++);
    button.querySelector('#delete')!.addEventListener('click', (event) => event.preventDefault());
    button.trigger!.focus();
    await press('ArrowUp', 'Enter', 'ArrowUp', 'Enter', 'Space');
    await sendMouse({type: 'click', position: middleOf(button.querySelector('#archive')!)});
    expect(presses).to.equal(0);
    expect(isShown(button)).to.be.true;
  });

  it('follows an item that is a link, by Enter and by Space', async () => {
    const button = await menuButtonOf();
    for (const key of ['Enter', 'Space']) {
      button.trigger!.focus();
      await press('Enter', 'ArrowDown', key);
      expect(location.hash, key).to.equal('#download');
      expect(isShown(button)).to.be.false;
      history.replaceState(null, '', location.pathname + location.search);
    }
  });

  it('switches settings: Space leaves the menu open, Enter and the pointer close it', async () => {
    const button = await menuButtonOf({content: settings});
    const changes: string[] = [];
    button.addEventListener('change', ({target}) => changes.push((target as Element).id));
    const on = (): string[] => [...button.querySelectorAll('[checked]')].map(({id}) => id);
    button.trigger!.focus();
    await press('Enter', 'Space');
    expect(on()).to.deep.equal(['small', 'list']);
    expect(controlOf(button.querySelector('#grid')!, 'item').ariaChecked).to.equal('false');
    expect(isShown(button)).to.be.true;
    await press('ArrowDown', 'ArrowDown', 'Space', 'Space');
    expect(on()).to.deep.equal(['large', 'list']);
    expect(isShown(button)).to.be.true;
    await press('Home', 'Enter');
    expect(on()).to.deep.equal(['grid', 'large', 'list']);
    expect(isShown(button)).to.be.false;
    await press('Enter');
    await sendMouse({type: 'click', position: middleOf(button.querySelector('#small')!)});
    expect(on()).to.deep.equal(['grid', 'small', 'list']);
    expect(isShown(button)).to.be.false;
    expect(changes).to.deep.equal(['grid', 'large', 'grid', 'small']);
    const roles = [...button.querySelectorAll('predictive-menu-item')].map(
      (item) => controlOf(item, 'item').role,
    );
    expect(new Set(roles)).to.deep.equal(new Set(['menuitemcheckbox', 'menuitemradio']));
  });

  it('does not open while it is disabled, by itself, by a fieldset or by loading', async () => {
    const button = await menuButtonOf();
    const open = async (): Promise<boolean> => {
      await frames();
      button.click();
      button.show();
      controlOf(button, 'trigger').focus();
      await press('ArrowDown');
      const isOpen = isShown(button);
      button.hide();
      return isOpen;
    };
    for (const disabled of [true, 'focusable'] as const) {
      button.disabled = disabled;
      expect(await open()).to.be.false;
    }
    button.disabled = false;
    button.loading = true;
    expect(await open()).to.be.false;
    button.loading = false;
    const fieldset = document.createElement('fieldset');
    button.after(fieldset);
    fieldset.append(button);
    fieldset.disabled = true;
    expect(await open()).to.be.false;
    fieldset.disabled = false;
    expect(await open()).to.be.true;
  });

  it('tells when it opens and closes, and opens by a script', async () => {
    const button = await menuButtonOf();
    const states: boolean[] = [];
    button.addEventListener('toggle', () => states.push(button.open));
    button.show();
    button.show();
    button.hide();
    button.hide();
    expect(states).to.deep.equal([true, false]);
  });

  it('closes when it is removed, and works again where it is put', async () => {
    const button = await menuButtonOf();
    button.show();
    const place = button.parentElement!;
    button.remove();
    expect(button.open).to.be.false;
    place.prepend(button);
    await frames();
    button.trigger!.focus();
    expect(await press('Enter')).to.deep.equal(['duplicate']);
    expect(isShown(button)).to.be.true;
  });

  it('takes a menu without a slot, and is square with an icon alone', async () => {
    const button = await fixture<PredictiveMenuButton>(html`
      <predictive-menu-button aria-label="More"
        ><svg viewBox="0 0 1 1"></svg
        ><predictive-menu><predictive-menu-item>One</predictive-menu-item></predictive-menu>
      </predictive-menu-button>
    `);
    await frames();
    expect(button.trigger!.matches(':state(icon-only)')).to.be.true;
    expect(controlOf(button, 'trigger').ariaLabel).to.equal('More');
    button.click();
    await frames();
    expect(isShown(button)).to.be.true;
    expect(surfaceOf(button).ariaLabel).to.equal('More');
  });

  it('passes on the page’s ARIA to its button, but for what it says itself, and takes away what the page removes', async () => {
    const root = await fixture(html`
      <div>
        <p id="name">Invoice</p>
        <predictive-menu-button
          title="What can be done"
          aria-description="Five things"
          aria-keyshortcuts="Alt+A"
          aria-labelledby="name"
          aria-describedby="later"
          aria-haspopup="dialog"
          aria-expanded="true"
          aria-controls="name"
          >Actions ${items}</predictive-menu-button
        >
      </div>
    `);
    await frames();
    const button = root.querySelector('predictive-menu-button')!;
    const control = controlOf(button, 'trigger');
    const said = (): unknown[] => [
      control.title,
      control.ariaDescription,
      control.ariaKeyShortcuts,
      control.ariaLabelledByElements?.map(({id}) => id),
    ];
    expect(said()).to.deep.equal(['What can be done', 'Five things', 'Alt+A', ['name']]);
    expect([control.ariaHasPopup, control.ariaExpanded]).to.deep.equal(['menu', 'false']);
    const menu = button.querySelector('predictive-menu');
    expect(control.ariaControlsElements).to.deep.equal([menu]);
    // What describes it may come later.
    const later = document.createElement('p');
    later.id = 'later';
    root.append(later);
    button.show();
    expect(surfaceOf(button).ariaLabel).to.equal('Invoice');
    button.hide();
    button.trigger!.focus();
    await frames();
    expect(control.ariaDescribedByElements).to.deep.equal([later]);
    for (const name of button.getAttributeNames()) button.removeAttribute(name);
    await frames();
    expect(said()).to.deep.equal(['', null, null, undefined]);
    expect([control.ariaHasPopup, control.ariaExpanded]).to.deep.equal(['menu', 'false']);
    expect(control.ariaControlsElements).to.deep.equal([menu]);
  });

  it('is named and pressed by a label, once, and not while it is disabled', async () => {
    const root = await fixture(html`
      <div>
        <label for="labelled">Invoice</label>
        <predictive-menu-button id="labelled">Actions ${items}</predictive-menu-button>
      </div>
    `);
    await frames();
    const [label, button] = [root.querySelector('label')!, root.querySelector('predictive-menu-button')!];
    expect(controlOf(button, 'trigger').ariaLabelledByElements).to.deep.equal([label]);
    let clicks = 0;
    button.addEventListener('click', () => clicks++);
    await sendMouse({type: 'click', position: middleOf(label)});
    await waitUntil(() => isShown(button));
    expect(clicks).to.equal(1);
    button.hide();
    button.disabled = true;
    await frames();
    await sendMouse({type: 'click', position: middleOf(label)});
    await frames();
    expect(isShown(button)).to.be.false;
  });

  for (const anchoring of ['the browser', 'the kit'])
    describe(`placed by ${anchoring}`, () => {
      /** The boxes of the open menu and its button. */
      async function boxes(style: string, dir = 'ltr'): Promise<{menu: DOMRect; button: DOMRect}> {
        const button = await menuButtonOf({style: `position: fixed; ${style}`, dir});
        const surface = surfaceOf(button);
        if (anchoring === 'the kit') {
          // As in a browser that does not know the option.
          surface.showPopover = () => HTMLElement.prototype.showPopover.call(surface);
        }
        button.show();
        await frames();
        expect(surface.classList.contains('anchored')).to.equal(anchoring === 'the browser');
        return {menu: surface.getBoundingClientRect(), button: button.getBoundingClientRect()};
      }

      it('is below the button, at its start edge', async () => {
        const {menu, button} = await boxes('left: 200px; top: 100px');
        expect(menu.top).to.be.closeTo(button.bottom + 4, 1);
        expect(menu.left).to.be.closeTo(button.left, 1);
      });

      it('is at the right edge from right to left', async () => {
        if (anchoring === 'the browser') await needs('anchors-in-both-directions');
        const {menu, button} = await boxes('left: 400px; top: 100px', 'rtl');
        expect(menu.right).to.be.closeTo(button.right, 1);
      });

      it('is above where there is no space below, and never outside the window', async () => {
        const {menu, button} = await boxes('right: 4px; bottom: 10px');
        expect(menu.bottom).to.be.closeTo(button.top - 4, 1);
        expect(menu.right).to.be.at.most(800);
        expect(menu.left).to.be.at.least(0);
      });
    });

  for (const [page, dir] of [
    ['ltr', 'rtl'],
    ['rtl', 'ltr'],
  ] as const)
    it(`opens beside its button and in the window, written ${dir} in a page written ${page}`, async () => {
      document.documentElement.dir = page;
      try {
        for (const left of [10, 400]) {
          const button = await menuButtonOf({style: `position: fixed; left: ${left}px; top: 100px`, dir});
          // Twice: nothing is left of the first time.
          for (let i = 0; i < 2; i++) {
            button.show();
            await frames();
            const [menu, box] = [surfaceOf(button), button].map((each) => each.getBoundingClientRect());
            expect(menu!.top, `${left}: below`).to.be.closeTo(box!.bottom + 4, 1);
            if (dir === 'ltr') expect(menu!.left, `${left}: left`).to.be.closeTo(box!.left, 1);
            else if (left === 400) expect(menu!.right, `${left}: right`).to.be.closeTo(box!.right, 1);
            expect(menu!.left, `${left}: in the window`).to.be.at.least(0);
            button.hide();
            await frames();
          }
          fixtureCleanup();
        }
      } finally {
        document.documentElement.removeAttribute('dir');
      }
    });

  it('moves with its button when the page scrolls', async () => {
    const scroller = await fixture(html`
      <div style="height: 300px; overflow: auto">
        <div style="height: 900px; padding-top: 100px">
          <predictive-menu-button>Actions ${items}</predictive-menu-button>
        </div>
      </div>
    `);
    await frames();
    const button = scroller.querySelector('predictive-menu-button')!;
    const surface = surfaceOf(button);
    surface.showPopover = () => HTMLElement.prototype.showPopover.call(surface);
    button.show();
    const {top} = surface.getBoundingClientRect();
    scroller.scrollTop = 50;
    await waitUntil(() => Math.abs(surface.getBoundingClientRect().top - (top - 50)) < 1);
  });

  it('works without popovers, too', async () => {
    const button = await menuButtonOf();
    const surface = surfaceOf(button);
    // As in a browser without them: neither the property nor the methods, and the attribute means nothing.
    surface.removeAttribute('popover');
    for (const name of ['showPopover', 'hidePopover'])
      Object.defineProperty(surface, name, {value: undefined, configurable: true});
    await sendMouse({type: 'click', position: middleOf(button)});
    expect(isShown(button)).to.be.true;
    await sendMouse({type: 'click', position: middleOf(button)});
    await frames();
    expect(isShown(button)).to.be.false;
    button.trigger!.focus();
    expect(await press('Enter', 'Escape')).to.deep.equal(['duplicate', 'actions']);
    expect(isShown(button)).to.be.false;
  });

  it('fits a window of 320 × 200 px, as at 400 %, and scrolls inside', async () => {
    const frame = await fixture<HTMLIFrameElement>(html`
      <iframe style="width: 320px; height: 200px; border: 0" srcdoc="<!doctype html>"></iframe>
    `);
    await waitUntil(() => frame.contentDocument?.URL === 'about:srcdoc' && frame.contentDocument.body);
    const inside = frame.contentDocument!;
    const button = await menuButtonOf();
    inside.body.append(button);
    await frames();
    button.show();
    await frames();
    const {left, top, right, bottom} = surfaceOf(button).getBoundingClientRect();
    expect(left).to.be.at.least(0);
    expect(top).to.be.at.least(0);
    expect(right).to.be.at.most(320);
    expect(bottom).to.be.at.most(200);
    expect(getComputedStyle(surfaceOf(button)).overflowY).to.equal('auto');
    expect(inside.documentElement.scrollWidth).to.equal(320);
    // The styles go with it into the other document.
    expect(getComputedStyle(controlOf(button.querySelector('#delete')!, 'item')).textAlign).to.equal('start');
  });

  describe('in a region', () => {
    async function inRegion(): Promise<PredictiveMenuButton> {
      const region = await fixture(html`
        <predictive-region>
          <predictive-menu-button
            id="actions"
            preload="prefetch"
            style="position: fixed; left: 300px; top: 100px; width: 120px; height: 50px"
            >Actions ${items}</predictive-menu-button
          >
          <predictive-button style="position: fixed; left: 500px; top: 100px; width: 120px; height: 50px"
            >Other</predictive-button
          >
        </predictive-region>
      `);
      await engineLoaded();
      return region.querySelector('predictive-menu-button')!;
    }

    /** Moves to a place from below. */
    async function moveTo([x, y]: [x: number, y: number]): Promise<void> {
      await movePointer({points: handPath({from: [x, 590], to: [x, y], random: seededRandom(1)})});
      await frames();
    }

    it('is predicted, fires preload and stays closed', async () => {
      const button = await inRegion();
      const preloads: string[] = [];
      button.addEventListener('preload', (event) => {
        preloads.push(`${(event.target as Element).id} ${event.trigger}`);
        event.waitUntil(Promise.resolve());
      });
      await moveTo(middleOf(button));
      await waitUntil(() => button.trigger!.predicted, 'the button is predicted', {timeout: 5000});
      await waitUntil(() => preloads.length > 0, 'its work is prepared', {timeout: 5000});
      expect(preloads[0]).to.match(/^actions /);
      expect(button.open).to.be.false;
      expect(button.trigger!.targetKey).to.equal('actions');
    });

    it('has targets in its menu while it is open, and none while it is closed', async () => {
      const button = await inRegion();
      const region = button.closest('predictive-region')!;
      const keys: (string | null)[] = [];
      region.addEventListener('predictive-change', ({key}) => keys.push(key));
      const joined: [string, AbortSignal][] = [];
      region.addEventListener(
        'predictive-target-connect',
        // The kit's own event, which no map declares.
        (event) => {
          const {signal} = event as Event & {signal: AbortSignal};
          joined.push([(event.target as Element).id, signal]);
        },
        true,
      );
      button.show();
      await frames();
      expect(joined.map(([id]) => id)).to.deep.equal(['duplicate', 'download', 'archive', 'delete']);
      const item = button.querySelector<HTMLElement>('#delete')!;
      await moveTo(middleOf(item));
      await waitUntil(() => item.hasAttribute('predicted'), 'the item is predicted', {timeout: 5000});
      expect(keys).to.include('delete');
      button.hide();
      await frames();
      expect(item.hasAttribute('predicted')).to.be.false;
      expect(joined.every(([, {aborted}]) => aborted)).to.be.true;
    });

    it('prefetches the link of a predicted item', async () => {
      const button = await inRegion();
      const link = button.querySelector('predictive-menu-item[href]')!;
      let fired = 0;
      link.addEventListener('preload', (event) => {
        fired++;
        event.preventDefault();
      });
      button.show();
      await moveTo(middleOf(link));
      await waitUntil(() => fired > 0, 'it is prepared', {timeout: 5000});
    });
  });

  it('is predicted itself while its button is, at once, and again after a framework has removed that', async () => {
    const button = await menuButtonOf();
    button.trigger!.showPredicted(true);
    expect(button.matches('[predicted]:state(predicted)')).to.be.true;
    expect(document.querySelector('[predicted]')).to.equal(button);
    button.removeAttribute('predicted');
    await frames();
    expect(button.hasAttribute('predicted')).to.be.true;
    button.trigger!.showPredicted(false);
    await frames();
    expect(button.matches('[predicted], :state(predicted)')).to.be.false;
  });

  it('looks pressed while its menu is open', async () => {
    for (const appearance of ['outlined', 'filled', 'plain'] as const) {
      // At once: what is read is no moment of a transition.
      const button = await menuButtonOf({style: '--predictive-motion: 0s'});
      button.appearance = appearance;
      await frames();
      const ground = (): string => getComputedStyle(controlOf(button, 'trigger')).backgroundColor;
      const closed = ground();
      button.show();
      await frames();
      expect(button.matches(':state(open)')).to.be.true;
      expect(ground(), appearance).not.to.equal(closed);
      button.hide();
      await frames();
      expect(button.matches(':state(open)')).to.be.false;
      expect(ground(), appearance).to.equal(closed);
      fixtureCleanup();
    }
  });

  it('has a menu that stands out from a dark page', async () => {
    const button = await menuButtonOf({style: 'color-scheme: dark'});
    button.show();
    await frames();
    // Its shadow cannot be seen there, and a lighter surface would take contrast from the items.
    const {borderTopColor} = getComputedStyle(surfaceOf(button));
    expect(contrast(colourOf(borderTopColor), [0x13, 0x13, 0x18])).to.be.above(2);
  });
});
