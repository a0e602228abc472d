import * as colours from '../core/default-colours.js';
import {highlightRules} from '../core/highlight-styles.js';
import {variantTexts} from './variant-texts.js';

const highlight = highlightRules({
  ring: 'i',
  predicted: ':host([predicted]) i',
  likely: ':host(:state(likely):not([predicted])) i',
  ready: ':host(:state(preloaded)) i',
  tint: ':host',
});

// A plain string, minified by the build. The indicator has no part in the layout, so that showing it moves nothing.
export const menuItemStyles =
  highlight +
  `
  :host {
    --predictive-probability: 0;
    --_text: currentColor;
    --_shade: currentColor;
    --_radius: calc(var(--predictive-radius, 10px) - 2px);
    display: block;
    position: relative;
  }
  :host([hidden]) {
    display: none;
  }
  :host([variant='brand']) {
    --_text: ${variantTexts.brand};
  }
  :host([variant='success']) {
    --_text: ${variantTexts.success};
  }
  :host([variant='warning']) {
    --_text: ${variantTexts.warning};
  }
  :host([variant='danger']) {
    --_text: ${variantTexts.danger};
  }
  a,
  button {
    box-sizing: border-box;
    display: flex;
    align-items: center;
    gap: 0.75em;
    width: 100%;
    min-height: max(24px, calc(0.9 * var(--predictive-height, 40px)));
    padding: 0.25em 12px;
    border: 0;
    border-radius: var(--_radius);
    background: var(--predictive-tint);
    color: var(--_text);
    font: inherit;
    line-height: 1.25;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
  }
  :is(a, button):hover {
    background: var(--predictive-tint), color-mix(in srgb, var(--_shade) 8%, transparent);
  }
  /* A shade on the tint would take contrast from the label. */
  :host([predicted]) :is(a, button):not(:active) {
    --_shade: transparent;
  }
  :is(a, button):active {
    background: color-mix(in srgb, var(--_shade) 12%, transparent);
  }
  :is(a, button):focus {
    outline: 2px solid transparent;
    outline-offset: -2px;
  }
  :is(a, button):focus-visible {
    box-shadow:
      inset 0 0 0 2px var(--predictive-focus-outer, CanvasText),
      inset 0 0 0 4px var(--predictive-focus-inner, Canvas);
  }
  [aria-disabled='true'] {
    --_shade: transparent;
    cursor: default;
    opacity: 0.5;
  }
  [part='label'] {
    flex: 1;
    min-width: 0;
    overflow-wrap: anywhere;
  }
  [part='end'] {
    display: block;
    flex: none;
    color: var(--predictive-muted, ${colours.muted});
    font-size: 0.8125em;
  }
  ::slotted(svg:not([width])) {
    flex: none;
    width: 1.25em;
    height: 1.25em;
  }
  [part='check'] {
    box-sizing: border-box;
    flex: none;
    width: 1em;
    height: 0.5em;
    margin-top: -0.25em;
    border: solid;
    border-width: 0 0 2px 2px;
    rotate: -45deg;
    scale: 0.8;
  }
  /* Forced colours would draw a transparent border. */
  [aria-checked='false'] > [part='check'] {
    visibility: hidden;
  }
  i {
    /* Inside, as the menu cuts off what is outside. */
    --predictive-ring-gap: calc(-1 * var(--predictive-ring-width, 2px));
    position: absolute;
    inset: 0;
    border-radius: var(--_radius);
    opacity: clamp(0, (var(--predictive-probability) - 0.295) * 999, 1);
    pointer-events: none;
  }
  :host(:is([predicted], :state(likely))) i {
    opacity: 1;
  }
  @media (prefers-reduced-motion: no-preference) {
    i,
    a,
    button {
      transition: var(--predictive-motion, 0.12s);
      transition-property: opacity, background-color;
    }
  }
  @media (forced-colors: active) {
    :is(a, button):focus-visible {
      outline-color: Highlight;
    }
    [aria-disabled='true'] {
      color: GrayText;
      opacity: 1;
    }
  }
`;
