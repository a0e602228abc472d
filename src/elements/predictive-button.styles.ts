// Selects by tag, not by part: the shadow root contains one button or link, and one <i>, the indicator, which
// overlays the button so that showing it moves nothing. A plain string without interpolation, so lit's `css`
// would have nothing to check.
export const buttonStyles = `
  :host {
    --predictive-probability: 0;
    display: inline-block;
    position: relative;
    vertical-align: middle;
  }
  :host([hidden]) {
    display: none;
  }
  a,
  button {
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    height: 100%;
    min-height: 2.5em;
    padding: var(--predictive-button-padding, 0.5em 1em);
    border: 1px solid color-mix(in srgb, currentColor 35%, transparent);
    border-radius: var(--predictive-button-radius, 0.5em);
    background: var(--predictive-button-background, transparent);
    color: inherit;
    font: inherit;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  :is(a, button):hover {
    background: var(--predictive-button-hover-background, color-mix(in srgb, currentColor 8%, transparent));
  }
  :focus-visible {
    outline: 2px solid CanvasText;
    outline-offset: 5px;
    box-shadow: 0 0 0 5px Canvas;
  }
  :is(:disabled, [aria-disabled='true']) {
    cursor: default;
    opacity: 0.5;
  }
  i {
    position: absolute;
    inset: -3px;
    border: 3px solid;
    border-radius: calc(var(--predictive-button-radius, 0.5em) + 3px);
    background: color-mix(in srgb, currentColor 14%, transparent);
    color: var(--predictive-accent, light-dark(#0b63ce, #7db8ff));
    opacity: 0;
    pointer-events: none;
  }
  :host(:is([predicted], :state(likely))) i {
    opacity: 1;
  }
  :host(:state(likely):not([predicted])) i {
    border-style: dotted;
    background: none;
  }
  @media (prefers-reduced-motion: no-preference) {
    i {
      transition: opacity 0.12s;
    }
  }
  @media (forced-colors: active) {
    i {
      background: none;
      color: Highlight;
    }
  }
`;
