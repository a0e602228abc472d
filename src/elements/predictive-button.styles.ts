import {highlightRules} from '../core/highlight-styles.js';

const highlight = highlightRules({
  ring: 'i',
  predicted: ':host([predicted]) i',
  likely: ':host(:state(likely):not([predicted])) i',
  ready: ':host(:state(preloaded)) i',
  tint: ':host',
});

// Selects by tag, not by part: the shadow root contains one button or link, and one <i>, the indicator, which
// overlays the button so that showing it moves nothing. A plain string without interpolation, so lit's `css`
// would have nothing to check.
export const buttonStyles =
  highlight +
  `
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
    background: var(--predictive-tint), var(--predictive-button-background, transparent);
    color: inherit;
    font: inherit;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  :is(a, button):hover {
    background:
      var(--predictive-tint),
      var(--predictive-button-hover-background, color-mix(in srgb, currentColor 8%, transparent));
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
    inset: 0;
    border-radius: var(--predictive-button-radius, 0.5em);
    opacity: clamp(0, (var(--predictive-probability) - 0.295) * 999, 1);
    pointer-events: none;
  }
  :host(:is([predicted], :state(likely))) i {
    opacity: 1;
  }
  :focus-visible + i {
    box-shadow: none;
  }
  :host(:state(preloaded)) i::before,
  :host(:state(preloaded)) i::after {
    content: '';
    position: absolute;
    inset-block-start: -7px;
    inset-inline-end: -7px;
    width: 14px;
    height: 14px;
    border-radius: 50%;
    background: var(--predictive-sign);
  }
  :host(:state(preloaded)) i::after {
    inset-block-start: -3px;
    inset-inline-end: -3.5px;
    box-sizing: border-box;
    width: 7px;
    height: 5px;
    border: solid var(--predictive-on-success, light-dark(#fff, #06230f));
    border-width: 0 0 2px 2px;
    border-radius: 0;
    background: none;
    rotate: -45deg;
  }
  @media (prefers-reduced-motion: no-preference) {
    i {
      transition: opacity 0.12s;
    }
  }
`;
