import {expect, fixture, html} from '@open-wc/testing';
import {emulateMedia, resetMouse, sendKeys, sendMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton} from '../../src/index.js';
import {colourOf, over, type Colour} from '../support/contrast.js';
import {contrast} from '../support/luminance.js';

const themes = ['none', 'default', 'soft', 'contrast'] as const;
const schemes = ['light', 'dark'] as const;
const variants = ['neutral', 'brand', 'success', 'warning', 'danger'] as const;
const appearances = ['filled', 'outlined', 'plain'] as const;
const states = ['at rest', 'hovered', 'pressed', 'focused'] as const;

/** Text of buttons that cannot be pressed needs no contrast; of loading ones, the spinner does. */
const leastText = {none: 4.5, default: 4.5, soft: 4.5, contrast: 7};
const leastLine = {none: 3, default: 3, soft: 3, contrast: 4.5};

async function adopt(theme: (typeof themes)[number]): Promise<HTMLLinkElement | undefined> {
  if (theme === 'none') return undefined;
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(`../../themes/${theme}.css`, import.meta.url).href;
  const loaded = new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = reject;
  });
  document.head.append(link);
  await loaded;
  return link;
}

const control = (button: PredictiveButton): HTMLElement => button.shadowRoot!.querySelector('[part=button]')!;

async function enter(button: PredictiveButton, state: (typeof states)[number]): Promise<void> {
  const box = button.getBoundingClientRect();
  const middle: [number, number] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
  if (state === 'at rest') await resetMouse();
  else if (state === 'hovered') await sendMouse({type: 'move', position: middle});
  else if (state === 'pressed') await sendMouse({type: 'down'});
  else {
    await sendMouse({type: 'up'});
    await resetMouse();
    button.focus();
    // The keyboard makes the focus visible.
    await sendKeys({press: 'Shift'});
  }
}

/** What somebody sees of the button on the page's ground. */
function seen(button: PredictiveButton): {text: Colour; ground: Colour; line: Colour; page: Colour} {
  const page = colourOf(getComputedStyle(button.closest('main')!).backgroundColor);
  const style = getComputedStyle(control(button));
  const ground = over(colourOf(style.backgroundColor), page);
  return {
    text: over(colourOf(style.color), ground),
    ground,
    line: over(colourOf(style.borderTopColor), page),
    page,
  };
}

describe('the contrast of a button', () => {
  afterEach(async () => {
    await resetMouse();
    await emulateMedia({colorScheme: 'light'});
  });

  for (const theme of themes)
    for (const scheme of schemes)
      it(`is enough in every variant, appearance and state: theme ${theme}, ${scheme}`, async () => {
        await emulateMedia({colorScheme: scheme});
        const link = await adopt(theme);
        const root = await fixture<HTMLElement>(html`
          <main
            style="color-scheme: light dark; background: light-dark(#fbfaf8, #131318); color: light-dark(#1c1a24, #eeecf6); --predictive-motion: 0s"
          >
            ${appearances.map((appearance) =>
              variants.map(
                (variant) =>
                  html`<predictive-button variant=${variant} appearance=${appearance}
                    >${variant}</predictive-button
                  >`,
              ),
            )}
          </main>
        `);
        for (const button of root.querySelectorAll('predictive-button')) {
          await button.updateComplete;
          const {variant, appearance} = button;
          for (const state of states) {
            await enter(button, state);
            const {text, ground, line, page} = seen(button);
            const name = `${theme}, ${scheme}: ${variant}, ${appearance}, ${state}`;
            expect(contrast(text, ground), `${name}: text`).to.be.at.least(leastText[theme]);
            const edge = appearance === 'filled' ? ground : line;
            if (appearance !== 'plain')
              expect(contrast(edge, page), `${name}: edge`).to.be.at.least(leastLine[theme]);
            if (state !== 'focused') continue;
            // Two tones: one of them is seen on any ground, as they have 21 to 1 or nearly so between them.
            const [inner, outer] = getComputedStyle(control(button))
              .boxShadow.split(/,(?![^(]*\))/)
              .map((shadow) => colourOf(/^\s*([a-z]+\([^)]*\))/.exec(shadow)![1]!)) as [Colour, Colour];
            expect(contrast(inner, outer), `${name}: focus ring`).to.be.at.least(9);
            expect(contrast(outer, page), `${name}: focus ring on the page`).to.be.at.least(3);
            button.blur();
          }
        }
        link?.remove();
      });
});
