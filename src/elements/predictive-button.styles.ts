import {css} from '@lit/reactive-element';

export const buttonStyles = css`
  :host {
    --predictive-probability: 0;
    --accent: var(--predictive-accent, light-dark(#0b63ce, #7db8ff));
    display: inline-block;
    position: relative;
    vertical-align: middle;
    border-radius: var(--predictive-button-radius, 0.5em);
  }
  :host([hidden]) {
    display: none;
  }
  [part='button'] {
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    width: 100%;
    height: 100%;
    min-height: 2.5em;
    padding: var(--predictive-button-padding, 0.5em 1em);
    border: 1px solid color-mix(in srgb, currentColor 35%, transparent);
    border-radius: inherit;
    background: var(--predictive-button-background, transparent);
    color: inherit;
    font: inherit;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
  }
  [part='button']:hover {
    background: var(--predictive-button-hover-background, color-mix(in srgb, currentColor 8%, transparent));
  }
  [part='button']:focus-visible {
    outline: 2px solid;
    outline-offset: 2px;
  }
  :is(:disabled, [aria-disabled]) {
    cursor: default;
    opacity: 0.5;
  }
  /* Lies over the button without a place of its own, so that lighting up moves nothing. */
  [part='indicator'] {
    position: absolute;
    inset: -3px;
    border: 3px solid var(--accent);
    border-radius: calc(var(--predictive-button-radius, 0.5em) + 3px);
    background: color-mix(in srgb, var(--accent) 14%, transparent);
    opacity: 0;
    pointer-events: none;
    transition: opacity 0.12s;
  }
  :host([predicted]) [part='indicator'] {
    opacity: 1;
  }
  @media (prefers-reduced-motion: reduce) {
    [part='indicator'] {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    [part='indicator'] {
      border-color: Highlight;
      background: none;
    }
  }
`;
