// A plain string, minified by the build: what a pressed button has in addition to any other. A filled one is filled only
// while it is pressed.
export const toggleButtonStyles = `
  :host([pressed]:is(:not([variant]), [variant='neutral'])) {
    --_fill: var(--predictive-brand, light-dark(#5146d8, #8f88ff));
    --_on: var(--predictive-on-brand, light-dark(#fff, #14122c));
    --_text: var(--predictive-brand-text, light-dark(#4338ca, #b3aeff));
    --_line: var(--_fill);
  }
  :host([pressed]:not([appearance='filled'])) button {
    --_ground: color-mix(in srgb, var(--_fill) 12%, var(--predictive-button-background, var(--predictive-surface, transparent)));
  }
  :host([pressed][appearance='plain']) button {
    border-color: transparent;
  }
  :host([appearance='filled']:not([pressed])) button {
    --_ground: var(--predictive-button-background, var(--predictive-surface, transparent));
    --_shade: var(--_text);
    border-color: var(--_line);
    color: var(--_text);
  }
  @media (forced-colors: active) {
    :host([pressed]) button {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
