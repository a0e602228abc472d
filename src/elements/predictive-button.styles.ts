import {css} from 'lit';

export const buttonStyles = css`
  :host {
    --predictive-probability: 0;
    display: inline-block;
    position: relative;
    vertical-align: middle;
    border-radius: var(--predictive-button-radius, 0.5em);
    font: inherit;
    -webkit-tap-highlight-color: transparent;
  }

  :host([hidden]) {
    display: none;
  }

  [part='button'] {
    box-sizing: border-box;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    inline-size: 100%;
    block-size: 100%;
    min-block-size: 2.5em;
    margin: 0;
    padding: var(--predictive-button-padding, 0.5em 1em);
    border: 1px solid var(--predictive-button-border, color-mix(in srgb, currentColor 35%, transparent));
    border-radius: inherit;
    background: var(--predictive-button-background, transparent);
    color: var(--predictive-button-color, inherit);
    font: inherit;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    user-select: none;
    touch-action: manipulation;
  }

  [part='button']:hover {
    background: var(--predictive-button-hover-background, color-mix(in srgb, currentColor 8%, transparent));
  }

  [part='button']:active {
    background: var(--predictive-button-active-background, color-mix(in srgb, currentColor 16%, transparent));
  }

  [part='button']:focus-visible {
    outline: 2px solid var(--predictive-button-focus, currentColor);
    outline-offset: 2px;
  }

  [part='button']:disabled,
  [part='button'][aria-disabled='true'] {
    cursor: default;
    opacity: 0.5;
  }

  /* Lies over the button without a place of its own, so that lighting up moves nothing. */
  [part='indicator'] {
    position: absolute;
    inset: -3px;
    border: 3px solid var(--predictive-accent, light-dark(#0b63ce, #7db8ff));
    border-radius: calc(var(--predictive-button-radius, 0.5em) + 3px);
    background: color-mix(in srgb, var(--predictive-accent, light-dark(#0b63ce, #7db8ff)) 14%, transparent);
    opacity: 0;
    pointer-events: none;
    transition: opacity 120ms ease-out;
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
