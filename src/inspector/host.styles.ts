import {unsafeCSS} from '@lit/reactive-element';

// Nothing of what the page's text looks like reaches into the panel, but for light and dark.
export const hostStyles = unsafeCSS(`
  :host {
    all: initial;
    display: contents;
    color-scheme: inherit;
  }
`);
