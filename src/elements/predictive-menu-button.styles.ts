// A plain string, minified by the build. The host is a flex container: in quirks mode, a height in per cent would else be
// that of the window.
export const menuButtonStyles = `
  :host {
    display: inline-flex;
    vertical-align: middle;
  }
  :host([hidden]) {
    display: none;
  }
  predictive-button {
    width: 100%;
    height: 100%;
  }
  predictive-button:state(icon-only)::part(button) {
    padding-inline: 0.5em;
  }
  predictive-button[predicted] {
    z-index: 1;
  }
  predictive-button[aria-expanded='true']::part(button) {
    background:
      var(--predictive-tint),
      color-mix(in srgb, var(--_shade) 12%, var(--_ground));
  }
  ::slotted(:not(:defined)) {
    display: none;
  }
`;
