import {expect, fixture, html, nextFrame} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import {nothing, type TemplateResult} from 'lit';
import '../../src/button-group.js';
import '../../src/link-card.js';
import '../../src/menu-button.js';
import type {PredictiveMenuButton} from '../../src/menu-button.js';
import '../../src/nav.js';
import '../../src/split-button.js';
import '../../src/toggle-button.js';
import {highlightRules} from '../../src/core/highlight-styles.js';
import {
  colourOf,
  focusRingOf,
  groundAround,
  groundOf,
  insetOf,
  over,
  textOf,
  type Colour,
} from '../support/contrast.js';
import {controlOf} from '../support/family.js';
import {contrast} from '../support/luminance.js';
import {enter, pressableStates} from '../support/pressable-states.js';
import {
  adoptTheme,
  appearances,
  leastLine,
  leastText,
  pageStyle,
  schemes,
  showScheme,
  themes,
  variants,
  type Theme,
} from '../support/themes.js';

/** Somewhere to press, and what is looked at there. */
interface Place {
  name: string;
  /** What the pointer and the focus go to; the control in it has the styles. */
  element: HTMLElement;
  control: HTMLElement;
  /** Texts in the control, if not its own. */
  texts?: HTMLElement[];
  /** What the edge of the control is: a line, its ground, or nothing that says anything. */
  edge?: 'line' | 'ground' | 'none';
  /** What has the focus ring, where it is not around the control's box. */
  ring?: string;
  /** Shows the control as predicted with a probability of 1, or as not. */
  predicts: (predicted: boolean) => void;
}

/** Native targets of a region are highlighted by these rules in the document. */
const nativeHighlight = `${highlightRules({
  ring: '.predicted',
  predicted: '.predicted',
  likely: '.likely',
  ready: '.ready',
  tint: '.predicted',
})} .predicted { background-image: var(--predictive-tint) !important }`;

function predictKit(element: HTMLElement): Place['predicts'] {
  return (predicted) => {
    element.style.setProperty('--predictive-probability', predicted ? '1' : '0');
    element.toggleAttribute('predicted', predicted);
  };
}

function predictNative(element: HTMLElement): Place['predicts'] {
  return (predicted) => {
    element.style.setProperty('--predictive-probability', predicted ? '1' : '0');
    element.classList.toggle('predicted', predicted);
  };
}

const looks = appearances.flatMap((appearance) => variants.map((variant) => ({appearance, variant})));

/** What shows where a button ends, by its appearance. */
const edges = {filled: 'ground', outlined: 'line', plain: 'none'} as const;

const menu = html`<predictive-menu><predictive-menu-item>One</predictive-menu-item></predictive-menu>`;

function partOf(element: Element, name: string): HTMLElement {
  return element.shadowRoot!.querySelector<HTMLElement>(`[part=${name}]`)!;
}

describe('the contrast of the family', () => {
  let leave = (): void => {};
  let style: HTMLStyleElement;

  before(() => {
    style = document.head.appendChild(document.createElement('style'));
    style.textContent = nativeHighlight;
  });
  after(() => style.remove());
  // A press would toggle, follow or open something; a link would be dragged.
  const prevent = (event: Event): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  beforeEach(() => {
    for (const type of ['click', 'dragstart']) window.addEventListener(type, prevent, true);
  });
  afterEach(async () => {
    for (const type of ['click', 'dragstart']) window.removeEventListener(type, prevent, true);
    leave();
    await resetMouse();
    await showScheme('light');
  });

  /** A page with this content. */
  async function page(content: TemplateResult | TemplateResult[]): Promise<HTMLElement> {
    const root = await fixture<HTMLElement>(html`<main style=${pageStyle}>${content}</main>`);
    await nextFrame();
    await nextFrame();
    return root;
  }

  /** Looks at places in every state, predicted and not. */
  async function lookAt(places: Place[], theme: Theme): Promise<void> {
    const tooLittle: string[] = [];
    for (const {name, element, control, texts = [control], edge = 'none', ring, predicts} of places) {
      const ask = (what: string, found: number, least: number): void => {
        if (!(found >= least)) tooLittle.push(`${name}, ${what}: ${found.toFixed(2)} of ${least}`);
      };
      const check = (state: string): void => {
        for (const each of texts)
          ask(
            `${state}: ${each.getAttribute('part') ?? ''} text`,
            contrast(textOf(each), groundOf(each)),
            leastText[theme],
          );
        const around = groundAround(control);
        const line = over(colourOf(getComputedStyle(control).borderTopColor), around);
        const seen = {ground: groundOf(control), line, none: undefined}[edge];
        if (seen !== undefined) ask(`${state}: edge`, contrast(seen, around), leastLine[theme]);
      };
      for (const state of pressableStates) {
        await enter(element, state);
        check(state);
        predicts(true);
        check(`${state}, predicted`);
        predicts(false);
      }
      // Two tones: one of them is seen on any ground.
      const [inner, outer] = focusRingOf(control, ring);
      ask('focus ring', contrast(inner, outer), 9);
      const around = groundAround(control);
      ask('focus ring on its ground', Math.max(contrast(inner, around), contrast(outer, around)), 3);
      element.blur();
    }
    expect(tooLittle.join('\n')).to.equal('');
  }

  for (const theme of themes)
    for (const scheme of schemes)
      describe(`is enough: theme ${theme}, ${scheme}`, () => {
        beforeEach(async () => {
          await showScheme(scheme);
          leave = await adoptTheme(theme);
        });

        for (const pressed of [false, true])
          it(`toggle button, ${pressed ? '' : 'not '}pressed`, async () => {
            const root = await page(
              looks.map(
                ({variant, appearance}) => html`
                  <predictive-toggle-button variant=${variant} appearance=${appearance} ?pressed=${pressed}
                    >${variant}</predictive-toggle-button
                  >
                `,
              ),
            );
            const toggles = [...root.querySelectorAll('predictive-toggle-button')];
            await lookAt(
              toggles.map((element) => ({
                name: `${element.variant}, ${element.appearance}`,
                element,
                control: controlOf(element),
                edge: pressed
                  ? ({filled: 'ground', outlined: 'line', plain: 'line'} as const)[element.appearance]
                  : ({filled: 'line', outlined: 'line', plain: 'none'} as const)[element.appearance],
                predicts: predictKit(element),
              })),
              theme,
            );
          });

        it('a pressed toggle button, beside one that is not', async () => {
          const root = await page(
            looks.flatMap(({variant, appearance}) =>
              [false, true].map(
                (pressed) => html`
                  <predictive-toggle-button variant=${variant} appearance=${appearance} ?pressed=${pressed}
                    >${variant}</predictive-toggle-button
                  >
                `,
              ),
            ),
          );
          const toggles = [...root.querySelectorAll('predictive-toggle-button')];
          // In the middle of the control, along its edge, or just inside that.
          const edgeOf = (control: HTMLElement): Colour =>
            over(colourOf(getComputedStyle(control).borderTopColor), groundOf(control));
          const lineInside = (control: HTMLElement): Colour => over(insetOf(control), groundOf(control));
          for (const off of toggles.filter(({pressed}) => !pressed)) {
            const on = off.nextElementSibling as HTMLElement;
            const differences = [groundOf, edgeOf, lineInside].map((seen) =>
              contrast(seen(controlOf(off)), seen(controlOf(on))),
            );
            expect(Math.max(...differences), `${off.variant}, ${off.appearance}`).to.be.at.least(
              leastLine[theme],
            );
          }
        });

        it('split button', async () => {
          const root = await page(
            looks.map(
              ({variant, appearance}) => html`
                <predictive-split-button variant=${variant} appearance=${appearance}
                  >${variant}${menu}</predictive-split-button
                >
              `,
            ),
          );
          const splits = [...root.querySelectorAll('predictive-split-button')];
          await lookAt(
            splits.flatMap(({variant, appearance, main, trigger}) =>
              [main!, trigger!].map((element) => ({
                name: `${variant}, ${appearance}, ${element.getAttribute('part')!}`,
                element,
                control: controlOf(element),
                edge: edges[appearance],
                predicts: predictKit(element),
              })),
            ),
            theme,
          );
        });

        it('menu button', async () => {
          const root = await page(
            looks.map(
              ({variant, appearance}) => html`
                <predictive-menu-button variant=${variant} appearance=${appearance}
                  >${variant}${menu}</predictive-menu-button
                >
              `,
            ),
          );
          const buttons = [...root.querySelectorAll('predictive-menu-button')];
          await lookAt(
            buttons.map(({variant, appearance, trigger}) => {
              const control = controlOf(trigger!);
              return {
                name: `${variant}, ${appearance}`,
                element: trigger!,
                control,
                texts: [control, partOf(trigger!, 'caret')],
                edge: edges[appearance],
                predicts: predictKit(trigger!),
              };
            }),
            theme,
          );
        });

        it('menu items', async () => {
          const root = await page(html`
            <predictive-menu-button
              >Actions
              <predictive-menu>
                ${variants.map(
                  (variant) => html`
                    <predictive-menu-item variant=${variant}
                      >${variant}<kbd slot="end">⌘ D</kbd></predictive-menu-item
                    >
                    <predictive-menu-item type="checkbox" checked variant=${variant}
                      >${variant}</predictive-menu-item
                    >
                  `,
                )}
              </predictive-menu>
            </predictive-menu-button>
          `);
          root.querySelector('predictive-menu-button')!.show();
          await nextFrame();
          const items = [...root.querySelectorAll('predictive-menu-item')];
          await lookAt(
            items.map((element) => {
              const control = partOf(element, 'item');
              return {
                name: `${element.variant}, ${element.type}`,
                element,
                control,
                texts: [control, ...element.querySelectorAll<HTMLElement>('[slot=end]')],
                predicts: predictKit(element),
              };
            }),
            theme,
          );
          for (const item of items.filter(({checked}) => checked)) {
            const check = partOf(item, 'check');
            const mark = colourOf(getComputedStyle(check).borderBottomColor);
            expect(contrast(mark, groundOf(check)), item.variant).to.be.at.least(leastLine[theme]);
          }
        });

        it('link card', async () => {
          const root = await page(html`
            <predictive-link-card href="#card"
              ><b slot="heading">Report</b>Revenue of the year<span slot="footer"
                >12 pages</span
              ></predictive-link-card
            >
          `);
          const element = root.querySelector('predictive-link-card')!;
          const texts = ['link', 'content', 'footer'].map((name) => partOf(element, name));
          await lookAt(
            [
              {
                name: 'card',
                element,
                control: partOf(element, 'link'),
                texts,
                ring: '::after',
                predicts: predictKit(element),
              },
            ],
            theme,
          );
          const ready = partOf(element, 'ready');
          const sign = colourOf(getComputedStyle(ready).backgroundColor);
          expect(contrast(sign, groundOf(partOf(element, 'card'))), 'ready').to.be.at.least(leastLine[theme]);
          expect(contrast(textOf(ready), sign), 'check').to.be.at.least(leastLine[theme]);
        });

        it('navigation', async () => {
          const names = ['Home', 'Orders', 'Customers', 'Reports', 'Settings'];
          const root = await page(
            ['Home', 'Settings'].map(
              (current) => html`
                <div style="width: 300px">
                  <predictive-nav>
                    ${names.map(
                      (name) =>
                        html`<a href="#${name}" aria-current=${name === current ? 'page' : nothing}
                          >${name}</a
                        >`,
                    )}
                  </predictive-nav>
                </div>
              `,
            ),
          );
          for (const nav of root.querySelectorAll('predictive-nav')) {
            const more = partOf(nav, 'more');
            const places = [...nav.querySelectorAll('a'), more].map((element) => ({
              name: `${element.textContent.trim()} ${element.ariaCurrent ?? ''}`,
              element,
              control: element,
              predicts: predictNative(element),
            }));
            const isInMenu = ({element}: Place): boolean => element.assignedSlot?.name === 'more';
            expect(places.some(isInMenu)).to.be.true;
            await lookAt(
              places.filter((place) => !isInMenu(place)),
              theme,
            );
            partOf(nav, 'menu').showPopover();
            await nextFrame();
            await lookAt(places.filter(isInMenu), theme);
            partOf(nav, 'menu').hidePopover();
            const current = places.find(({element}) => element.ariaCurrent === 'page')!;
            for (const marked of isInMenu(current) ? [current.element, more] : [current.element])
              expect(getComputedStyle(marked).textDecorationLine, current.name).to.equal('underline');
          }
        });

        it('button group', async () => {
          const root = await page(html`
            <predictive-button-group label="Period">
              <predictive-toggle-button pressed>Day</predictive-toggle-button>
              <predictive-toggle-button>Week</predictive-toggle-button>
              <predictive-menu-button>More${menu}</predictive-menu-button>
            </predictive-button-group>
            <predictive-button-group label="Answer">
              <predictive-button appearance="filled" variant="brand">Yes</predictive-button>
              <predictive-button appearance="filled" variant="brand">No</predictive-button>
            </predictive-button-group>
          `);
          const members = [...root.querySelectorAll<HTMLElement>('predictive-button-group > *')];
          await lookAt(
            members.map((member) => {
              const element = (member as PredictiveMenuButton).trigger ?? member;
              return {
                name: member.textContent,
                element,
                control: controlOf(element),
                edge: member.getAttribute('appearance') === 'filled' ? 'ground' : 'line',
                predicts: predictKit(element),
              };
            }),
            theme,
          );
        });
      });
});
