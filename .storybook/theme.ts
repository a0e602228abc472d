import {create, type ThemeVars} from 'storybook/theming';
import * as colours from '../src/core/default-colours.js';

/** The two colours of a pair: on a light page, and on a dark one. */
const [light, dark] = [0, 1].map(
  (index) =>
    (pair: string): string =>
      pair.match(/#\w+/g)![index]!,
) as [(pair: string) => string, (pair: string) => string];

const shared = {
  brandTitle: 'predictive-buttons',
  brandUrl: './?path=/docs/introduction--docs',
  brandImage: './mark-and-name-light.svg',
  brandTarget: '_self',
  appBorderRadius: 10,
  inputBorderRadius: 8,
  fontBase: 'system-ui, "Segoe UI", sans-serif',
  fontCode: 'ui-monospace, Menlo, Consolas, monospace',
};

const lightTheme = create({
  ...shared,
  base: 'light',
  colorPrimary: light(colours.brand),
  colorSecondary: light(colours.brand),
  appBg: '#f3f2ee',
  appContentBg: '#ffffff',
  appPreviewBg: '#ffffff',
  appBorderColor: light(colours.border),
  textColor: light(colours.text),
  textMutedColor: light(colours.muted),
  barBg: '#fbfaf8',
  barTextColor: light(colours.muted),
  barSelectedColor: light(colours.brandText),
  barHoverColor: light(colours.brandText),
});

const darkTheme = create({
  ...shared,
  base: 'dark',
  brandImage: './mark-and-name-dark.svg',
  colorPrimary: dark(colours.brand),
  colorSecondary: '#7a72f0',
  appBg: '#131318',
  appContentBg: dark(colours.surface),
  appPreviewBg: dark(colours.surface),
  appBorderColor: dark(colours.border),
  textColor: dark(colours.text),
  textMutedColor: dark(colours.muted),
  barBg: '#131318',
  barTextColor: dark(colours.muted),
  barSelectedColor: dark(colours.brandText),
  barHoverColor: dark(colours.brandText),
});

/** The site's look, as the system prefers it. */
export const siteTheme: ThemeVars = matchMedia('(prefers-color-scheme: dark)').matches
  ? darkTheme
  : lightTheme;
