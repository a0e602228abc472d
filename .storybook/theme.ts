import {create, type ThemeVars} from 'storybook/theming';

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

const light = create({
  ...shared,
  base: 'light',
  colorPrimary: '#5146d8',
  colorSecondary: '#5146d8',
  appBg: '#f3f2ee',
  appContentBg: '#ffffff',
  appPreviewBg: '#ffffff',
  appBorderColor: '#dedbd3',
  textColor: '#1c1a24',
  textMutedColor: '#5f5b6b',
  barBg: '#fbfaf8',
  barTextColor: '#5f5b6b',
  barSelectedColor: '#4338ca',
  barHoverColor: '#4338ca',
});

const dark = create({
  ...shared,
  base: 'dark',
  brandImage: './mark-and-name-dark.svg',
  colorPrimary: '#8f88ff',
  colorSecondary: '#7a72f0',
  appBg: '#131318',
  appContentBg: '#1b1b22',
  appPreviewBg: '#1b1b22',
  appBorderColor: '#32323d',
  textColor: '#eeecf6',
  textMutedColor: '#a7a4b5',
  barBg: '#131318',
  barTextColor: '#a7a4b5',
  barSelectedColor: '#b3aeff',
  barHoverColor: '#b3aeff',
});

/** The site's look, as the system prefers it. */
export const siteTheme: ThemeVars = matchMedia('(prefers-color-scheme: dark)').matches ? dark : light;
