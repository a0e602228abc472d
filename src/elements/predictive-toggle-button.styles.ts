// A plain string, minified by the build: what a pressed button has in addition to any other. A filled one is filled only
// while it is pressed; an outlined one has a wider edge then, and a plain one an edge, as a tint alone is hardly seen.
export const toggleButtonStyles = `
  :host([pressed]:is(:not([variant]), [variant='neutral'])) {
    --_fill: var(--predictive-brand, light-dark(#5146d8, #8f88ff));
    --_on: var(--predictive-on-brand, light-dark(#fff, #14122c));
    --_text: var(--predictive-brand-text, light-dark(#4338ca, #b3aeff));
    --_line: var(--_fill);
  }
  :host([pressed]:not([appearance='filled'])) button {
    --_ground: color-mix(in srgb, var(--_fill) 12%, var(--predictive-button-background, var(--predictive-surface, transparent)));
    --_mark: inset 0 0 0 1px var(--_line);
    border-color: var(--_line);
    box-shadow: var(--_mark);
    color: color-mix(in srgb, var(--_text) 75%, light-dark(#000, #fff));
  }
  :host([pressed][appearance='plain']) button {
    --_mark: 0 0 #0000;
  }
  :host([pressed]:not([appearance='filled'])) button:focus-visible {
    box-shadow:
      var(--_mark),
      0 0 0 2px var(--predictive-focus-inner, Canvas),
      0 0 0 5px var(--predictive-focus-outer, CanvasText);
  }
  :host([appearance='filled']:not([pressed])) button {
    --_ground: var(--predictive-button-background, var(--predictive-surface, transparent));
    border-color: var(--_line);
    color: var(--_text);
  }
  @media (forced-colors: active) {
    :host([pressed][pressed]) button {
      forced-color-adjust: none;
      border-color: Highlight;
      outline-color: CanvasText;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
