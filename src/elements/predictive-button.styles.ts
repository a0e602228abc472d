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

// A plain string: lit's `css` would have nothing to check. Overlays (ring, spinner) have no part in the layout, so
// that showing them moves nothing. The host is a flex container: in quirks mode, a height in per cent would else be that
// of the window.
export const buttonStyles =
  highlight +
  `
  :host {
    --predictive-probability: 0;
    --_fill: var(--predictive-neutral, ${colours.neutral});
    --_on: var(--predictive-on-neutral, ${colours.onNeutral});
    --_text: var(--predictive-neutral-text, currentColor);
    --_line: color-mix(in srgb, var(--_text) 60%, transparent);
    --_height: max(24px, calc(var(--_size, 1) * var(--predictive-height, 40px)));
    --_radius: var(--predictive-button-radius, var(--predictive-radius, calc(var(--_height) / 4)));
    display: inline-flex;
    position: relative;
    max-width: 100%;
    vertical-align: middle;
  }
  :host([hidden]) {
    display: none;
  }
  :host([variant='brand']) {
    --_fill: var(--predictive-brand, ${colours.brand});
    --_on: var(--predictive-on-brand, ${colours.onBrand});
    --_text: ${variantTexts.brand};
  }
  :host([variant='success']) {
    --_fill: var(--predictive-success, ${colours.success});
    --_on: var(--predictive-on-success, ${colours.onSuccess});
    --_text: ${variantTexts.success};
  }
  :host([variant='warning']) {
    --_fill: var(--predictive-warning, ${colours.warning});
    --_on: var(--predictive-on-warning, ${colours.onWarning});
    --_text: ${variantTexts.warning};
  }
  :host([variant='danger']) {
    --_fill: var(--predictive-danger, ${colours.danger});
    --_on: var(--predictive-on-danger, ${colours.onDanger});
    --_text: ${variantTexts.danger};
  }
  :host([variant]:not([variant='neutral'])) {
    --_line: var(--_fill);
  }
  :host([size='small']) {
    --_size: 0.8;
    --_scale: 0.875;
  }
  :host([size='large']) {
    --_size: 1.2;
    --_scale: 1.06;
  }
  :host([pill]) {
    --_radius: 100vmax;
  }
  a,
  button,
  i {
    border-start-start-radius: var(--_start-start, var(--_radius));
    border-start-end-radius: var(--_start-end, var(--_radius));
    border-end-start-radius: var(--_end-start, var(--_radius));
    border-end-end-radius: var(--_end-end, var(--_radius));
  }
  a,
  button {
    --_ground: var(--predictive-button-background, var(--predictive-surface, transparent));
    --_shade: var(--_text);
    box-sizing: border-box;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: var(--predictive-gap, 0.5em);
    width: 100%;
    height: 100%;
    min-width: 24px;
    min-height: var(--_height);
    padding: var(--predictive-button-padding, 0.25em var(--predictive-padding, calc(0.45 * var(--_height) - 1px)));
    border: 1px solid var(--_line);
    background: var(--predictive-tint), var(--_ground);
    color: var(--_text);
    font: inherit;
    font-family: var(--predictive-font, inherit);
    font-size: calc(var(--_scale, 1) * var(--predictive-font-size, 1em));
    font-weight: var(--predictive-font-weight, 500);
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
  }
  /* A shade on the tint would take contrast from the label. */
  :host([predicted]) :is(a, button):not(:active) {
    --_shade: var(--_ground);
  }
  :host([appearance='plain']) :is(a, button) {
    --_ground: var(--predictive-button-background, transparent);
    border-color: transparent;
  }
  :host([appearance='filled']) :is(a, button) {
    --_ground: var(--predictive-button-background, var(--_fill));
    --_shade: light-dark(#000, #fff);
    border-color: transparent;
    color: var(--_on);
  }
  :host(:state(icon-only)) :is(a, button) {
    min-width: var(--_height);
    gap: 0;
    padding: var(--predictive-button-padding, 0);
  }
  /* The icon, and the spinner in its place, are in the middle of the button, whatever slot the icon is in. */
  :host(:state(icon-only)) [part='label'] {
    display: contents;
    --_at: auto;
  }
  :is(a, button):hover {
    background:
      var(--predictive-tint),
      var(--predictive-button-hover-background, color-mix(in srgb, var(--_shade) 8%, var(--_ground)));
  }
  :is(a, button):active {
    background: color-mix(in srgb, var(--_shade) 12%, var(--_ground));
  }
  :is(a, button):focus-visible {
    outline: 2px solid transparent;
    outline-offset: var(--_offset, 3px);
    box-shadow: var(--_focus, 0 0 0 2px var(--predictive-focus-inner, Canvas), 0 0 0 5px var(--predictive-focus-outer, CanvasText));
  }
  :is(:disabled, [aria-disabled='true']) {
    --_shade: transparent;
    cursor: default;
    opacity: 0.5;
  }
  /* Words break where the place is narrower than them, and only there: they are what a row cannot shrink further. */
  [part='label'] {
    min-width: 0;
    overflow-wrap: break-word;
  }
  ::slotted(svg:not([width])) {
    flex: none;
    width: 1.25em;
    height: 1.25em;
  }
  [part='caret'] {
    flex: none;
    width: 0.4em;
    height: 0.4em;
    margin: -0.2em 0.1em 0;
    border: solid;
    border-width: 0 0.125em 0.125em 0;
    rotate: 45deg;
  }
  [aria-busy] {
    opacity: 1;
    cursor: progress;
  }
  :host([loading]) [part='label'] {
    position: relative;
    inset-inline-start: 0.75em;
  }
  :host([loading]) [part='caret'],
  :host([loading]) ::slotted([slot]),
  :host(:state(icon-only)[loading]) ::slotted(*),
  [role='status'] {
    opacity: 0;
  }
  [role='status'] {
    overflow: hidden;
  }
  [part='spinner'] {
    position: absolute;
    inset-inline-start: var(--_at, -1.5em);
    box-sizing: border-box;
    width: 1.25em;
    height: 1.25em;
    border-block: 0.125em solid;
    border-radius: 50%;
    animation: spin 4s linear infinite;
  }
  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }
  i,
  [role='status'] {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }
  i {
    opacity: calc((var(--predictive-probability) - 0.295) * 999);
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
    margin: var(--_sign);
    border-radius: 50%;
    background: var(--predictive-sign);
  }
  :host(:state(preloaded)) i::after {
    inset-block-start: -3px;
    inset-inline-end: -3.5px;
    width: 5px;
    height: 3px;
    border: solid var(--predictive-on-success, ${colours.onSuccess});
    border-width: 0 0 2px 2px;
    border-radius: 0;
    background: none;
    rotate: -45deg;
  }
  @media (prefers-reduced-motion: no-preference) {
    [part='spinner'] {
      animation-duration: 0.8s;
    }
    i {
      transition: opacity var(--predictive-motion, 0.12s);
    }
    :is(a, button):hover {
      transition: background-color var(--predictive-motion, 0.12s);
    }
  }
`;
