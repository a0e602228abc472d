import * as colours from '../core/default-colours.js';

// A plain string, minified by the build: what a pressed button has in addition to any other. A filled one is filled only
// while it is pressed; an outlined one has a wider edge then, and a plain one an edge, as a tint alone is hardly seen.
export const toggleButtonStyles = `
  :host([pressed]:is(:not([variant]), [variant='neutral'])) {
    --_fill: var(--predictive-brand, ${colours.brand});
    --_on: var(--predictive-on-brand, ${colours.onBrand});
    --_text: var(--predictive-brand-text, ${colours.brandText});
    --_line: var(--_fill);
  }
  :host([pressed]:not([appearance='filled'])) button {
    --_ground: color-mix(in srgb, var(--_fill) 12%, var(--predictive-button-background, var(--predictive-surface, transparent)));
    border-color: var(--_line);
    color: color-mix(in srgb, var(--_text) 75%, light-dark(#000, #fff));
  }
  :host([pressed]:not([appearance='filled'], [appearance='plain'])) button {
    outline: 1px solid var(--_line);
    outline-offset: -2px;
  }
  :host([appearance='filled']:where(:not([pressed]))) button {
    --_ground: var(--predictive-button-background, var(--predictive-surface, transparent));
    --_shade: var(--_text);
    border-color: var(--_line);
    color: var(--_text);
  }
  @media (forced-colors: active) {
    :host([pressed][pressed]) button {
      forced-color-adjust: none;
      border-color: Highlight;
      outline-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
    :host([pressed][pressed]) button:focus-visible {
      outline: 2px solid CanvasText;
      outline-offset: 3px;
    }
  }
`;
