import {css} from '@lit/reactive-element';

// By tag, not by part: the shadow root holds one button or link, and one <i>, the indicator.
export const buttonStyles = css`
  :host {
    --predictive-probability: 0;
    --radius: var(--predictive-button-radius, 0.5em);
    --accent: var(--predictive-accent, light-dark(#0b63ce, #7db8ff));
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
    border-radius: var(--radius);
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
    outline: 2px solid;
    outline-offset: 2px;
  }
  :is(:disabled, [aria-disabled]) {
    cursor: default;
    opacity: 0.5;
  }
  /* Lies over the button without a place of its own, so that lighting up moves nothing. */
  i {
    position: absolute;
    inset: -3px;
    border: 3px solid var(--accent);
    border-radius: calc(var(--radius) + 3px);
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    opacity: 0;
    pointer-events: none;
  }
  :host([predicted]) i {
    opacity: 1;
  }
  @media (prefers-reduced-motion: no-preference) {
    i {
      transition: opacity 0.12s;
    }
  }
  @media (forced-colors: active) {
    i {
      border-color: Highlight;
      background: none;
    }
  }
`;
