import {unsafeCSS} from '@lit/reactive-element';

// The panel inherits no text styles of the page, except the colour scheme.
export const hostStyles = unsafeCSS(`
  :host {
    all: initial;
    display: contents;
    color-scheme: inherit;
  }
`);
