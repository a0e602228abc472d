import {expect, fixture, html} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import {colourOf, focusRingOf, groundAround, groundOf, over, textOf} from '../support/contrast.js';
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
} from '../support/themes.js';

describe('the contrast of a button', () => {
  afterEach(async () => {
    await resetMouse();
    await showScheme('light');
  });

  for (const theme of themes)
    for (const scheme of schemes)
      it(`is enough in every variant, appearance and state: theme ${theme}, ${scheme}`, async () => {
        await showScheme(scheme);
        const leave = await adoptTheme(theme);
        const root = await fixture<HTMLElement>(html`
          <main style=${pageStyle}>
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
          const control = controlOf(button);
          for (const state of pressableStates) {
            await enter(button, state);
            // Text of buttons that cannot be pressed needs no contrast; of loading ones, the spinner does.
            const [text, ground, page] = [textOf(control), groundOf(control), groundAround(control)];
            const line = over(colourOf(getComputedStyle(control).borderTopColor), page);
            const name = `${theme}, ${scheme}: ${variant}, ${appearance}, ${state}`;
            expect(contrast(text, ground), `${name}: text`).to.be.at.least(leastText[theme]);
            const edge = appearance === 'filled' ? ground : line;
            if (appearance !== 'plain')
              expect(contrast(edge, page), `${name}: edge`).to.be.at.least(leastLine[theme]);
            if (state !== 'focused') continue;
            // Two tones: one of them is seen on any ground, as they have 21 to 1 or nearly so between them.
            const [inner, outer] = focusRingOf(control);
            expect(contrast(inner, outer), `${name}: focus ring`).to.be.at.least(9);
            expect(contrast(outer, page), `${name}: focus ring on the page`).to.be.at.least(3);
            button.blur();
          }
        }
        leave();
      });
});
