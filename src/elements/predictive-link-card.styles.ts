import * as colours from '../core/default-colours.js';
import {highlightRules} from '../core/highlight-styles.js';

const highlight = highlightRules({
  ring: '[part=indicator]',
  predicted: ':host([predicted]) [part=indicator]',
  likely: ':host(:state(likely):not([predicted])) [part=indicator]',
  ready: ':host(:state(preloaded)) [part=indicator]',
  tint: ':host',
});

// A plain string, so that the build can minify it. The link is stretched over the card below what can be selected or
// pressed; overlays (ring, mark) have no part in the layout, so that showing them moves nothing. A root that a server
// has rendered needs nothing of what a page says until the element is defined. The host is a flex container: in quirks
// mode, a height in per cent would else be that of the window.
export const linkCardStyles =
  highlight +
  `
  :host {
    --predictive-probability: 0;
    --_surface: var(--predictive-surface, ${colours.surface});
    --_radius: var(--predictive-card-radius, calc(1.6 * var(--predictive-radius, 10px)));
    display: flex;
    position: relative;
    color: var(--predictive-text, ${colours.text});
    font-family: var(--predictive-font, inherit);
    overflow-wrap: anywhere;
  }
  :host(:not(:defined)) {
    display: flex !important;
    padding: 0 !important;
  }
  :host(:not(:defined)) ::slotted([slot='heading']) {
    font: inherit !important;
    letter-spacing: inherit !important;
  }
  :host(:not(:defined)) ::slotted([slot='footer']) {
    padding: 0 !important;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  [part='card'] {
    display: flex;
    flex: 1;
    flex-direction: column;
    box-sizing: border-box;
    min-width: 0;
    height: 100%;
    border: 1px solid var(--predictive-border, ${colours.border});
    border-radius: var(--_radius);
    background: var(--predictive-tint), var(--_surface);
    box-shadow: var(--predictive-shadow, none);
  }
  :host([href]) [part='card'] {
    cursor: pointer;
  }
  :host([href]:hover) [part='card'] {
    border-color: color-mix(in srgb, currentColor 45%, transparent);
  }
  :host([href]:active) [part='card'] {
    background: color-mix(in srgb, currentColor 4%, var(--_surface));
  }
  [part='media'] {
    display: grid;
    flex: none;
    overflow: hidden;
    border-radius: calc(var(--_radius) - 1px) calc(var(--_radius) - 1px) 0 0;
  }
  [part='media'] ::slotted(:is(img, picture, svg, video)) {
    display: block;
    width: 100%;
    height: auto;
  }
  [part='media'] ::slotted(:not(img, picture, svg)) {
    position: relative;
    z-index: 1;
  }
  [part='body'] {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: start;
    gap: 0.4em;
    padding: var(--predictive-card-padding, 1.25rem);
  }
  [part='link'] {
    color: inherit;
    font-size: 1.125em;
    font-weight: 600;
    line-height: 1.25;
    letter-spacing: -0.01em;
    text-decoration: none;
    outline: none;
  }
  [part='link']::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--_radius);
    outline-offset: 2px;
  }
  ::slotted([slot='heading']) {
    margin: 0;
    font: inherit;
    letter-spacing: inherit;
  }
  [part='link']:focus-visible::after {
    outline: 2px solid transparent;
    box-shadow:
      0 0 0 2px var(--predictive-focus-inner, Canvas),
      0 0 0 5px var(--predictive-focus-outer, CanvasText);
  }
  [part='content'],
  [part='footer'] {
    position: relative;
    z-index: 1;
    max-width: 100%;
  }
  [part='content'] {
    color: var(--predictive-muted, ${colours.muted});
    line-height: 1.5;
  }
  [part='content'] ::slotted(*) {
    margin-block: 0;
  }
  [part='footer'] {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--predictive-gap, 0.75em);
    margin-top: auto;
    padding-top: 0.6em;
  }
  :host(:state(menu)) [part='link']::after {
    z-index: 2;
  }
  i {
    position: absolute;
    pointer-events: none;
  }
  [part='indicator'] {
    inset: 0;
    border-radius: var(--_radius);
    opacity: clamp(0, (var(--predictive-probability) - 0.295) * 999, 1);
  }
  :host(:is([predicted], :state(likely))) [part='indicator'] {
    opacity: 1;
  }
  [part='ready'] {
    inset-block-start: -7px;
    inset-inline-end: -7px;
    width: 16px;
    height: 16px;
    border-radius: 50%;
    background: var(--predictive-success, ${colours.success});
    box-shadow: 0 0 0 2px var(--_surface);
    color: var(--predictive-on-success, ${colours.onSuccess});
    opacity: 0;
  }
  [part='ready']::after {
    content: '';
    position: absolute;
    left: 4px;
    top: 4.5px;
    width: 7px;
    height: 3.5px;
    border: solid;
    border-width: 0 0 1.75px 1.75px;
    rotate: -45deg;
  }
  :host(:state(preloaded)) [part='ready'] {
    opacity: 1;
  }
  @media (prefers-reduced-motion: no-preference) {
    i,
    [part='card'] {
      transition: var(--predictive-motion, 0.12s);
      transition-property: opacity, border-color, box-shadow;
    }
  }
  @media (forced-colors: active) {
    :host([href]) [part='link'] {
      color: LinkText;
    }
    [part='link']:focus-visible::after {
      outline-color: CanvasText;
    }
    [part='ready'] {
      border: 1px solid CanvasText;
      color: CanvasText;
    }
  }
`;
