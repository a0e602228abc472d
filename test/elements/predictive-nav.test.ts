import {aTimeout, expect, fixture, html, nextFrame, waitUntil} from '@open-wc/testing';
import {resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import {nothing} from 'lit';
import '../../src/index.js';
import '../../src/nav.js';
import type {PredictiveRegion} from '../../src/index.js';
import type {PredictiveNav} from '../../src/nav.js';
import {movePointer, needs, straightPath} from '../support/commands.js';
import {engineLoaded, frames, predictedIn, record, uncaughtErrors} from '../support/regions.js';

const names = ['Home', 'Orders', 'Customers', 'Reports', 'Settings'];

const links = names.map(
  (name) => html`<a id=${name.toLowerCase()} href="#${name.toLowerCase()}">${name}</a>`,
);

/** A navigation of five links, this wide, CSS px, once it is laid out. */
async function navOf(width = 780, template = html`${links}`): Promise<PredictiveNav> {
  const box = await fixture<HTMLElement>(html`
    <div style="width: ${width}px; font: 16px/1.5 sans-serif">
      <predictive-nav label="Main">${template}</predictive-nav>
    </div>
  `);
  const nav = box.querySelector('predictive-nav')!;
  await settled();
  return nav;
}

/** Two frames: observers of sizes are called in the first one. */
async function settled(): Promise<void> {
  await nextFrame();
  await nextFrame();
}

function part(nav: PredictiveNav, name: string): HTMLElement {
  return nav.shadowRoot!.querySelector<HTMLElement>(`[part=${name}]`)!;
}

function ids(nav: PredictiveNav, slot: 'row' | 'menu'): string[] {
  const [row, menu] = nav.shadowRoot!.querySelectorAll('slot');
  return (slot === 'row' ? row : menu)!.assignedElements().map(({id}) => id);
}

function isOpen(nav: PredictiveNav): boolean {
  return part(nav, 'menu').matches(':popover-open');
}

function middleOf(element: Element): [x: number, y: number] {
  const {x, y, width, height} = element.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
}

function currentOf(nav: PredictiveNav): string[] {
  return [...nav.querySelectorAll('[aria-current]')].map(
    (link) => `${link.id} ${link.getAttribute('aria-current')}`,
  );
}

describe('predictive-nav', () => {
  beforeEach(() => history.replaceState(null, '', '#'));
  afterEach(async () => {
    await resetMouse();
    history.replaceState(null, '', ' ');
  });

  it('passes the accessibility audit, wide, narrow and open', async () => {
    await expect(await navOf()).to.be.accessible();
    const nav = await navOf(260);
    await expect(nav).to.be.accessible();
    part(nav, 'more').click();
    await expect(nav).to.be.accessible();
  });

  it('is a landmark with a name', async () => {
    const nav = await navOf();
    expect(part(nav, 'nav').localName).to.equal('nav');
    expect(part(nav, 'nav').getAttribute('aria-label')).to.equal('Main');
  });

  it('writes nothing on its links but aria-current', async () => {
    const nav = await navOf(260);
    const written = [...nav.children].flatMap(({attributes}) => [...attributes].map(({name}) => name));
    expect(new Set(written)).to.deep.equal(new Set(['id', 'href']));
  });

  describe('overflow', () => {
    it('shows all links where they fit, and no button', async () => {
      const nav = await navOf();
      expect(ids(nav, 'row').length).to.equal(5);
      expect(part(nav, 'more').hidden).to.be.true;
      expect(nav.matches(':state(overflowing)')).to.be.false;
    });

    it('puts what does not fit into the menu, within its width', async () => {
      const nav = await navOf(360);
      expect([...ids(nav, 'row'), ...ids(nav, 'menu')]).to.deep.equal(
        names.map((name) => name.toLowerCase()),
      );
      expect(ids(nav, 'row').length).to.be.within(1, 4);
      const right = part(nav, 'more').getBoundingClientRect().right;
      expect(right).to.be.at.most(nav.getBoundingClientRect().right + 0.5);
      // One more would not have fitted.
      const [next] = ids(nav, 'menu');
      part(nav, 'more').click();
      const {width} = nav.querySelector(`#${next}`)!.getBoundingClientRect();
      expect(width).to.be.greaterThan(0);
    });

    it('follows its width both ways, before the page is painted', async () => {
      const nav = await navOf();
      const {errors, stop} = uncaughtErrors();
      const box = nav.parentElement!;
      for (const [width, least, most] of [
        [120, 0, 1],
        [360, 1, 4],
        [780, 5, 5],
        [360, 1, 4],
      ] as const) {
        box.style.width = `${width}px`;
        // Observers of sizes are called after the callbacks of the frame, and before its paint.
        await nextFrame();
        const channel = new MessageChannel();
        await new Promise((resolve) => {
          channel.port1.onmessage = resolve;
          channel.port2.postMessage(null);
        });
        expect(ids(nav, 'row').length, `${width} px`).to.be.within(least, most);
        expect(nav.scrollWidth, `${width} px`).to.be.at.most(width);
      }
      await settled();
      stop();
      expect(errors).to.be.empty;
    });

    it('grows again in a row of other things, where it is as wide as its links', async () => {
      const {errors, stop} = uncaughtErrors();
      const header = await fixture<HTMLElement>(html`
        <header style="display: flex; width: 300px; font: 16px/1.5 sans-serif">
          <b style="flex: none">Shop</b>
          <predictive-nav label="Main">${links}</predictive-nav>
        </header>
      `);
      const nav = header.querySelector('predictive-nav')!;
      await settled();
      expect(ids(nav, 'row').length).to.be.below(5);
      expect(header.scrollWidth).to.equal(300);
      header.style.width = '780px';
      await settled();
      expect(ids(nav, 'row').length).to.equal(5);
      stop();
      expect(errors).to.be.empty;
    });

    it('reads no layout while its width changes', async () => {
      const nav = await navOf(780);
      let reads = 0;
      // Shadows the method of all elements on each one.
      for (const element of [nav, ...nav.children, ...nav.shadowRoot!.querySelectorAll('*')])
        element.getBoundingClientRect = () => {
          reads++;
          return new DOMRect();
        };
      for (const width of [700, 500, 300, 200, 400, 780]) {
        nav.parentElement!.style.width = `${width}px`;
        await settled();
      }
      expect(ids(nav, 'row').length).to.equal(5);
      expect(reads).to.equal(0);
    });

    it('follows its content: links that come, go, grow or are hidden', async () => {
      const nav = await navOf(440);
      const before = ids(nav, 'row').length;
      expect(before).to.be.within(2, 4);
      nav.children[0]!.textContent = 'Home of everything that we sell';
      await settled();
      expect(ids(nav, 'row').length).to.be.below(before);
      nav.children[0]!.toggleAttribute('hidden', true);
      await settled();
      expect(ids(nav, 'row').length).to.be.at.least(before);
      while (nav.children.length > 2) nav.lastElementChild!.remove();
      await settled();
      expect(part(nav, 'more').hidden).to.be.true;
      nav.insertAdjacentHTML(
        'beforeend',
        '<a id="new" href="#new">All that is new, in a link with so long a text that it does not fit</a>',
      );
      await settled();
      expect(ids(nav, 'menu')).to.deep.equal(['new']);
    });

    it('follows the size of its font', async () => {
      const nav = await navOf(520);
      const before = ids(nav, 'row').length;
      nav.parentElement!.style.fontSize = '32px';
      await settled();
      await settled();
      expect(ids(nav, 'row').length).to.be.below(before);
    });

    it('lays itself out when it is first shown later', async () => {
      const nav = await navOf(300);
      const box = nav.parentElement!;
      nav.remove();
      box.style.display = 'none';
      box.append(nav);
      await settled();
      box.style.display = '';
      await settled();
      await settled();
      expect(ids(nav, 'menu').length).to.be.greaterThan(0);
      expect(nav.scrollWidth).to.be.at.most(300);
    });

    it('works from right to left, and at 400 % zoom', async () => {
      const nav = await navOf(320);
      nav.dir = 'rtl';
      nav.parentElement!.style.fontSize = '64px';
      await settled();
      await settled();
      part(nav, 'more').click();
      await settled();
      const menu = part(nav, 'menu').getBoundingClientRect();
      expect(menu.left).to.be.at.least(0);
      expect(menu.right).to.be.at.most(innerWidth);
      expect(ids(nav, 'menu').length).to.be.greaterThan(3);
    });
  });

  describe('menu', () => {
    async function narrow(): Promise<PredictiveNav> {
      return navOf(200);
    }

    it('opens and closes by a press, and says so', async () => {
      const nav = await narrow();
      const more = part(nav, 'more');
      expect(more.getAttribute('aria-expanded')).to.equal('false');
      await sendMouse({type: 'click', position: middleOf(more)});
      await waitUntil(() => more.getAttribute('aria-expanded') === 'true');
      expect(isOpen(nav)).to.be.true;
      const below = part(nav, 'menu').getBoundingClientRect().top - more.getBoundingClientRect().bottom;
      expect(below).to.be.within(0, 12);
      await sendMouse({type: 'click', position: middleOf(more)});
      await waitUntil(() => more.getAttribute('aria-expanded') === 'false');
    });

    it('opens by Enter and Space, is entered by Tab, and closes when the focus goes on', async () => {
      const nav = await narrow();
      const after = document.createElement('button');
      nav.parentElement!.append(after);
      part(nav, 'more').focus();
      await sendKeys({press: 'Enter'});
      expect(isOpen(nav)).to.be.true;
      await sendKeys({press: 'Space'});
      expect(isOpen(nav)).to.be.false;
      await sendKeys({press: 'Space'});
      const inMenu = ids(nav, 'menu');
      for (const id of inMenu) {
        await sendKeys({press: 'Tab'});
        expect(document.activeElement!.id).to.equal(id);
        expect(isOpen(nav)).to.be.true;
      }
      await sendKeys({press: 'Tab'});
      expect(document.activeElement === after).to.be.true;
      expect(isOpen(nav)).to.be.false;
    });

    it('opens by ArrowDown, and arrows, Home and End move in it', async () => {
      const nav = await narrow();
      const inMenu = ids(nav, 'menu');
      part(nav, 'more').focus();
      const moved: string[] = [];
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'ArrowUp', 'ArrowDown', 'End', 'Home']) {
        await sendKeys({press: key});
        moved.push(document.activeElement!.id);
      }
      const [first, second] = inMenu;
      const last = inMenu.at(-1);
      expect(moved).to.deep.equal([first, second, first, last, first, last, first]);
    });

    it('closes by Escape, which gives the focus back', async () => {
      const nav = await narrow();
      part(nav, 'more').focus();
      await sendKeys({press: 'ArrowDown'});
      await sendKeys({press: 'Escape'});
      expect(isOpen(nav)).to.be.false;
      expect(nav.shadowRoot!.activeElement === part(nav, 'more')).to.be.true;
    });

    it('closes by a press elsewhere, and when a link in it is followed', async () => {
      const nav = await narrow();
      part(nav, 'more').click();
      await sendMouse({type: 'click', position: [700, 500]});
      await waitUntil(() => !isOpen(nav));
      part(nav, 'more').click();
      await settled();
      const id = ids(nav, 'menu')[1]!;
      await sendMouse({type: 'click', position: middleOf(nav.querySelector(`#${id}`)!)});
      await waitUntil(() => location.hash === `#${id}`);
      expect(isOpen(nav)).to.be.false;
    });

    it('leaves other elements in it usable: a menu opens, a field has the keys, and neither closes it', async () => {
      const nav = await fixture<PredictiveNav>(html`
        <predictive-nav label="Main" style="width: 200px; margin-top: 60px">
          <a id="home" href="#home">The home page</a>
          <a id="orders" href="#orders">List of orders</a>
          <a href="#hidden" style="visibility: hidden">Hidden</a>
          <predictive-menu-button id="account"
            >Account<predictive-menu slot="menu"
              ><predictive-menu-item id="profile">Profile</predictive-menu-item></predictive-menu
            ></predictive-menu-button
          >
          <div><input id="search" type="search" value="abc" style="width: 100px" aria-label="Search" /></div>
        </predictive-nav>
      `);
      await customElements.whenDefined('predictive-menu-button');
      await frames();
      const menu = nav.shadowRoot!.querySelector<HTMLElement>('[part=menu]')!;
      const isOpen = (): boolean => menu.matches(':popover-open');
      const account = nav.querySelector('predictive-menu-button')!;
      const press = async (...keys: string[]): Promise<(string | undefined)[]> => {
        const ids: (string | undefined)[] = [];
        for (const key of keys) {
          await sendKeys({press: key});
          ids.push(document.activeElement?.id);
        }
        return ids;
      };
      nav.shadowRoot!.querySelector<HTMLElement>('[part=more]')!.click();
      await frames();
      await sendMouse({type: 'click', position: middleOf(account)});
      expect([isOpen(), account.open], 'both').to.deep.equal([true, true]);
      await sendMouse({type: 'click', position: middleOf(nav.querySelector('#profile')!)});
      await waitUntil(() => !account.open);
      expect([isOpen(), document.activeElement === account], 'the outer one').to.deep.equal([true, true]);
      await sendMouse({type: 'click', position: middleOf(nav.querySelector('#search')!)});
      expect(await press('Home', 'ArrowRight', 'ArrowDown', 'End')).to.deep.equal(Array(4).fill('search'));
      expect(isOpen(), 'with the field').to.be.true;
      nav.querySelector<HTMLElement>('#orders')!.focus();
      expect(await press('ArrowDown', 'Home', 'End'), 'past what is hidden').to.deep.equal([
        'account',
        'home',
        'search',
      ]);
    });

    it('takes the focus to its button when the focused link no longer fits, and leaves it on one that does', async () => {
      const nav = await navOf();
      nav.querySelector<HTMLElement>('#settings')!.focus();
      nav.parentElement!.style.width = '300px';
      await settled();
      expect(nav.shadowRoot!.activeElement === part(nav, 'more')).to.be.true;
      nav.querySelector<HTMLElement>('#home')!.focus();
      nav.parentElement!.style.width = '780px';
      await settled();
      expect(document.activeElement!.id).to.equal('home');
    });

    it('closes when all links fit again', async () => {
      const nav = await narrow();
      part(nav, 'more').click();
      nav.parentElement!.style.width = '780px';
      await settled();
      expect(isOpen(nav)).to.be.false;
      expect(ids(nav, 'row').length).to.equal(5);
    });

    for (const placing of ['the browser', 'the kit'])
      describe(`placed by ${placing}`, () => {
        const {supports} = CSS;

        beforeEach(() => {
          // As in a browser without anchors.
          if (placing === 'the kit')
            CSS.supports = (...condition: string[]) =>
              !/anchor|position-area/.test(condition.join()) && supports.call(CSS, condition.join(':'));
        });
        afterEach(() => (CSS.supports = supports));

        /** A narrow navigation whose menu is open, here in the window. */
        async function openedNav(style: string, dir = 'ltr'): Promise<PredictiveNav> {
          const box = await fixture<HTMLElement>(html`
            <div dir=${dir} style="position: fixed; width: 260px; font: 16px/1.5 sans-serif; ${style}">
              <predictive-nav label="Main">${links}</predictive-nav>
            </div>
          `);
          const nav = box.querySelector('predictive-nav')!;
          await settled();
          await sendMouse({type: 'click', position: middleOf(part(nav, 'more'))});
          await settled();
          expect(isOpen(nav)).to.be.true;
          expect(part(nav, 'menu').classList.contains('placed')).to.equal(placing === 'the kit');
          return nav;
        }

        function boxes(nav: PredictiveNav): {menu: DOMRect; button: DOMRect} {
          return {
            menu: part(nav, 'menu').getBoundingClientRect(),
            button: part(nav, 'more').getBoundingClientRect(),
          };
        }

        it('is below its button, at its end edge', async () => {
          const {menu, button} = boxes(await openedNav('left: 200px; top: 100px'));
          expect(menu.top).to.be.closeTo(button.bottom + 4, 1);
          expect(menu.right).to.be.closeTo(button.right, 1);
        });

        it('is at the left edge from right to left', async () => {
          if (placing === 'the browser') await needs('anchors-in-both-directions');
          const {menu, button} = boxes(await openedNav('left: 200px; top: 100px', 'rtl'));
          expect(menu.left).to.be.closeTo(button.left, 1);
        });

        it('is above where there is no space below, and never outside the window', async () => {
          const {menu, button} = boxes(await openedNav('left: -120px; bottom: 10px'));
          expect(menu.bottom).to.be.closeTo(button.top - 4, 1);
          expect(menu.left).to.be.at.least(0);
          expect(menu.right).to.be.at.most(innerWidth);
        });

        it('follows its button when the page scrolls or the window changes', async () => {
          const nav = await openedNav('left: 200px; top: 100px');
          nav.parentElement!.style.top = '160px';
          window.dispatchEvent(new Event('scroll'));
          await settled();
          const {menu, button} = boxes(nav);
          expect(menu.top).to.be.closeTo(button.bottom + 4, 1);
        });

        it('leaves no position behind when it closes, and is placed anew', async () => {
          const nav = await openedNav('left: 200px; top: 100px');
          await sendKeys({press: 'Escape'});
          await settled();
          expect(isOpen(nav)).to.be.false;
          expect(part(nav, 'menu').style.cssText).to.equal('');
          nav.parentElement!.style.top = '200px';
          await sendMouse({type: 'click', position: middleOf(part(nav, 'more'))});
          await settled();
          const {menu, button} = boxes(nav);
          expect(menu.top).to.be.closeTo(button.bottom + 4, 1);
        });
      });

    for (const [page, dir] of [
      ['ltr', 'rtl'],
      ['rtl', 'ltr'],
    ] as const)
      it(`opens beside its button and in the window, written ${dir} in a page written ${page}`, async () => {
        document.documentElement.dir = page;
        try {
          const box = await fixture<HTMLElement>(html`
            <div
              dir=${dir}
              style="position: fixed; left: 250px; top: 100px; width: 260px; font: 16px sans-serif"
            >
              <predictive-nav label="Main">${links}</predictive-nav>
            </div>
          `);
          const nav = box.querySelector('predictive-nav')!;
          await settled();
          // Twice: nothing is left of the first time.
          for (let i = 0; i < 2; i++) {
            part(nav, 'more').click();
            await waitUntil(() => isOpen(nav));
            await settled();
            const [menu, button] = ['menu', 'more'].map((name) => part(nav, name).getBoundingClientRect());
            const edge = dir === 'ltr' ? 'right' : 'left';
            expect(menu!.top).to.be.closeTo(button!.bottom + 4, 1);
            expect(menu![edge]).to.be.closeTo(button![edge], 1);
            part(nav, 'more').click();
            await waitUntil(() => !isOpen(nav));
            await settled();
          }
        } finally {
          document.documentElement.removeAttribute('dir');
        }
      });

    it('names its button as the page says', async () => {
      const nav = await narrow();
      nav.moreLabel = 'Mehr';
      await nav.updateComplete;
      expect(part(nav, 'more').textContent.trim()).to.equal('Mehr');
    });
  });

  describe('present page', () => {
    it('is found by itself, and followed', async () => {
      history.replaceState(null, '', '#orders');
      const nav = await navOf();
      expect(currentOf(nav)).to.deep.equal(['orders page']);
      await sendMouse({type: 'click', position: middleOf(nav.querySelector('#reports')!)});
      await waitUntil(() => currentOf(nav)[0] === 'reports page');
      history.pushState(null, '', '#home');
      // Without the Navigation API, no event tells of it; routers show another page, too.
      if (!('navigation' in window)) document.title = 'Home';
      await waitUntil(() => currentOf(nav)[0] === 'home page');
      history.back();
      await waitUntil(() => currentOf(nav)[0] === 'reports page');
    });

    it('is followed without the Navigation API: with the content of the page, a movement, a key', async () => {
      Object.defineProperty(window, 'navigation', {value: undefined, configurable: true});
      history.replaceState(null, '', '#orders');
      const nav = await navOf();
      Reflect.deleteProperty(window, 'navigation');
      const signs = {
        home: () => document.body.append(document.createComment('another page')),
        reports: () =>
          movePointer({
            points: [
              [400, 500],
              [410, 510],
            ],
          }),
        settings: () => sendKeys({press: 'ArrowDown'}),
      };
      for (const [id, show] of Object.entries(signs)) {
        history.pushState(null, '', `#${id}`);
        await show();
        await waitUntil(() => currentOf(nav)[0] === `${id} page`, id);
      }
      document.body.lastChild!.remove();
    });

    it('is left to the page where it marks one', async () => {
      history.replaceState(null, '', '#orders');
      const nav = await navOf(
        780,
        html`<a id="orders" href="#orders">Orders</a><a id="a" href="#a" aria-current="step">A</a>`,
      );
      expect(currentOf(nav)).to.deep.equal(['a step']);
    });

    it('shows on the button when its link is in the menu', async () => {
      history.replaceState(null, '', '#settings');
      const nav = await navOf(300);
      expect(ids(nav, 'menu')).to.include('settings');
      expect(nav.matches(':state(current-in-more)')).to.be.true;
      nav.parentElement!.style.width = '780px';
      await settled();
      expect(nav.matches(':state(current-in-more)')).to.be.false;
    });
  });

  describe('in a region', () => {
    async function scene(
      attributes: {targets?: string; width?: number; preload?: string} = {},
    ): Promise<{region: PredictiveRegion; nav: PredictiveNav}> {
      const {targets, width = 780} = attributes;
      const region = await fixture<PredictiveRegion>(html`
        <predictive-region targets=${targets ?? nothing}>
          <div style="position: fixed; left: 10px; top: 400px; width: ${width}px; font: 16px/1.5 sans-serif">
            <predictive-nav label="Main">${links}</predictive-nav>
          </div>
        </predictive-region>
      `);
      await engineLoaded();
      const nav = region.querySelector('predictive-nav')!;
      return {region, nav};
    }

    async function approachLink(link: Element): Promise<void> {
      const [x, y] = middleOf(link);
      await movePointer({points: straightPath({from: [x, 40], to: [x, y - 5], durationMs: 300})});
    }

    for (const targets of [undefined, 'a[href]'])
      it(`predicts its links, each once, with the selector ${targets}`, async () => {
        const {region, nav} = await scene(targets === undefined ? {} : {targets});
        const keys: string[][] = [];
        region.observe((observation) => keys.push(observation.targets.map(({key}) => key)));
        await approachLink(nav.querySelector('#customers')!);
        await waitUntil(() => predictedIn(region).includes('customers'));
        expect(keys.at(-1)!.toSorted()).to.deep.equal(names.map((name) => name.toLowerCase()).toSorted());
      });

    it('gives its preload to its links, which may declare another', async () => {
      const {nav} = await scene();
      nav.preload = 'preconnect';
      nav.querySelector('#customers')!.setAttribute('data-eagerness', 'eager');
      const preloads = record(nav, 'preload');
      await approachLink(nav.querySelector('#customers')!);
      await waitUntil(() => preloads.length > 0);
      expect((preloads[0]!.target as Element).id).to.equal('customers');
    });

    it('predicts its button, and the links in its open menu', async () => {
      const {region, nav} = await scene({width: 300});
      const more = part(nav, 'more');
      await approachLink(more);
      await waitUntil(() => more.hasAttribute('data-predicted'));
      await sendMouse({type: 'click', position: middleOf(more)});
      await waitUntil(() => isOpen(nav));
      await settled();
      const link = nav.querySelector('#settings')!;
      const [x, y] = middleOf(link);
      await movePointer({points: straightPath({from: [x + 200, y + 40], to: [x, y], durationMs: 300})});
      await waitUntil(() => predictedIn(region).includes('settings'));
    });

    it('takes its links away with it', async () => {
      const {region, nav} = await scene();
      const parent = nav.parentElement!;
      const keys: string[][] = [];
      region.observe((observation) => keys.push(observation.targets.map(({key}) => key)));
      nav.remove();
      await movePointer({points: straightPath({from: [300, 40], to: [300, 200], durationMs: 100})});
      parent.append(nav);
      await settled();
      await approachLink(nav.querySelector('#customers')!);
      await waitUntil(() => predictedIn(region).includes('customers'));
      expect(keys.at(-1)!.length).to.equal(5);
      await aTimeout(0);
    });
  });
});
