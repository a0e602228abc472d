// The kits that docs/comparison.md compares, and how to write a button with each.
import {join} from 'node:path';
import {projectRoot} from '../../project-root.js';

export interface Kit {
  name: string;
  /** Packages with exact versions, as npm installs them. The first is the kit's own. */
  packages: readonly string[];
  /** A module with one button. */
  button: string;
  /** A module with one button and the kit's default theme, light. */
  themed: string;
  /** The style sheet of the default theme, where it is one. */
  stylesheet?: string;
  tag: string;
  /** The element that is a link, where it is another one. */
  linkTag?: string;
  /** The slot before the label; the one after it where there is no such. */
  startSlot: string;
  /** Markup around the page's buttons. */
  around?: readonly [open: string, close: string];
  sizes: readonly string[];
  loading?: string;
  /** The attribute, with its value where it needs one: `name=value`. */
  focusableDisabled?: string;
}

const lit = 'lit@3.3.3';
const litServer = '@lit-labs/ssr@4.1.0';

export const kits: readonly Kit[] = [
  {
    name: 'Shoelace',
    packages: ['@shoelace-style/shoelace@2.20.1', lit, litServer],
    button: `import '@shoelace-style/shoelace/dist/components/button/button.js';`,
    themed: `import '@shoelace-style/shoelace/dist/components/button/button.js';`,
    stylesheet: '@shoelace-style/shoelace/dist/themes/light.css',
    tag: 'sl-button',
    startSlot: 'prefix',
    sizes: ['small', 'medium', 'large'],
    loading: 'loading',
  },
  {
    name: 'Web Awesome',
    packages: ['@awesome.me/webawesome@3.14.0', lit, litServer],
    button: `import '@awesome.me/webawesome/dist/components/button/button.js';`,
    themed: `import '@awesome.me/webawesome/dist/components/button/button.js';`,
    stylesheet: '@awesome.me/webawesome/dist/styles/themes/default.css',
    tag: 'wa-button',
    startSlot: 'start',
    sizes: ['xs', 's', 'm', 'l', 'xl'],
    loading: 'loading',
  },
  {
    name: 'Material Web',
    packages: ['@material/web@2.5.0', lit, litServer],
    button: `import '@material/web/button/filled-button.js';`,
    themed: `import '@material/web/button/filled-button.js';`,
    tag: 'md-filled-button',
    startSlot: 'icon',
    sizes: [],
    focusableDisabled: 'soft-disabled',
  },
  {
    name: 'Fluent UI',
    packages: [
      '@fluentui/web-components@3.1.3',
      '@microsoft/fast-element@3',
      '@fluentui/tokens@1.0.0-alpha.24',
    ],
    button: `import '@fluentui/web-components/button/define.js';`,
    themed: `import '@fluentui/web-components/button/define.js';
      import '@fluentui/web-components/anchor-button/define.js';
      import {setTheme} from '@fluentui/web-components/theme/set-theme.js';
      import {webLightTheme} from '@fluentui/tokens';
      setTheme(webLightTheme);`,
    tag: 'fluent-button',
    linkTag: 'fluent-anchor-button',
    startSlot: 'start',
    sizes: ['small', 'medium', 'large'],
    focusableDisabled: 'disabled-focusable',
  },
  {
    name: 'Spectrum',
    packages: ['@spectrum-web-components/bundle@1.12.2', lit, litServer],
    button: `import '@spectrum-web-components/button/sp-button.js';`,
    themed: `import '@spectrum-web-components/button/sp-button.js';
      import '@spectrum-web-components/theme/sp-theme.js';
      import '@spectrum-web-components/theme/theme-light.js';
      import '@spectrum-web-components/theme/scale-medium.js';`,
    tag: 'sp-button',
    startSlot: 'icon',
    around: ['<sp-theme system="spectrum" color="light" scale="medium">', '</sp-theme>'],
    sizes: ['s', 'm', 'l', 'xl'],
    loading: 'pending',
  },
  {
    name: 'Carbon',
    packages: ['@carbon/web-components@2.63.0', lit, litServer],
    button: `import '@carbon/web-components/es/components/button/button.js';`,
    themed: `import '@carbon/web-components/es/components/button/button.js';`,
    tag: 'cds-button',
    startSlot: 'icon',
    sizes: ['xs', 'sm', 'md', 'lg', 'xl', '2xl'],
  },
];

const entry = JSON.stringify(join(projectRoot, 'src/index.ts'));

/** This kit, from its sources. */
export const ours: Kit = {
  name: 'predictive-buttons',
  packages: [],
  button: `import ${entry};`,
  themed: `import ${entry};`,
  tag: 'predictive-button',
  startSlot: 'start',
  sizes: ['small', 'medium', 'large'],
  loading: 'loading',
  stylesheet: join(projectRoot, 'themes/default.css'),
  focusableDisabled: 'disabled=focusable',
};

/** The browser's own elements, to which every answer of the probe should be yes. */
export const native: Kit = {
  name: 'native',
  packages: [],
  button: '',
  themed: '',
  tag: 'button',
  linkTag: 'a',
  startSlot: '',
  sizes: [],
};
