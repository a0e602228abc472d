import * as colours from '../core/default-colours.js';

// A plain string, so that the build can minify it. Rules of the page for its links win over those for slotted ones.
export const navStyles = `
  :host {
    --_accent: var(--predictive-accent, var(--predictive-brand, ${colours.brand}));
    --_text: var(--predictive-text, ${colours.text});
    --_muted: var(--predictive-muted, ${colours.muted});
    --_current: var(--predictive-brand-text, ${colours.brandText});
    --_height: max(24px, var(--predictive-height, 40px));
    --_radius: var(--predictive-radius, 10px);
    display: block;
    min-width: 0;
    font-family: var(--predictive-font, inherit);
    font-size: var(--predictive-font-size, 1em);
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  [part='list'] {
    display: flex;
    gap: var(--predictive-gap, 4px);
    min-height: var(--_height);
    overflow: clip;
    overflow-clip-margin: 10px;
    white-space: nowrap;
  }
  .ruler {
    height: 0;
    overflow: hidden;
  }
  .em {
    width: 10em;
    max-width: 100%;
  }
  ::slotted(*) {
    flex: none;
  }
  ::slotted([hidden]) {
    display: none !important;
  }
  ::slotted(a),
  [part='more'] {
    box-sizing: border-box;
    display: inline-flex;
    flex: none;
    align-items: center;
    min-height: var(--_height);
    padding: 0.25em 0.8em;
    border-radius: var(--_radius);
    color: var(--_muted);
    font-weight: var(--predictive-font-weight, 500);
    line-height: 1.25;
    text-decoration: none;
  }
  ::slotted(a:hover),
  [part='more']:hover {
    background: color-mix(in srgb, var(--_text) 6%, transparent);
    color: var(--_text);
  }
  ::slotted(a[aria-current]),
  :host(:state(current-in-more)) [part='more'] {
    background: color-mix(in oklab, var(--_accent) 12%, transparent);
    color: var(--_current);
    text-decoration: underline 2px;
    text-underline-offset: 0.45em;
  }
  ::slotted(a:focus-visible),
  [part='more']:focus-visible {
    outline: 2px solid transparent;
    outline-offset: 3px;
    box-shadow:
      0 0 0 2px var(--predictive-focus-inner, Canvas),
      0 0 0 5px var(--predictive-focus-outer, CanvasText);
  }
  [part='more'] {
    gap: 0.5em;
    margin: 0;
    border: 0;
    background: none;
    font-family: inherit;
    font-size: inherit;
    cursor: pointer;
    anchor-name: --more;
  }
  [part='caret'] {
    width: 0.4em;
    height: 0.4em;
    margin-top: -0.2em;
    border: solid;
    border-width: 0 0.125em 0.125em 0;
    rotate: 45deg;
  }
  [part='menu'] {
    position: fixed;
    inset: auto;
    margin: 4px 0;
    box-sizing: border-box;
    min-width: 12em;
    max-width: calc(100vw - 16px);
    max-height: calc(100vh - 16px);
    padding: 6px;
    overflow: auto;
    border: 1px solid var(--predictive-border, ${colours.border});
    border-radius: calc(var(--_radius) + 2px);
    background: var(--predictive-surface, ${colours.surface});
    color: var(--_text);
    box-shadow: var(--predictive-shadow, 0 18px 44px -20px light-dark(rgb(20 10 60 / 45%), #000));
    position-anchor: --more;
    position-area: self-block-end span-self-inline-start;
    position-try-fallbacks: flip-block, flip-inline, flip-block flip-inline;
  }
  .placed {
    margin: 0;
    position-area: none;
    position-try: none;
  }
  [part='menu']:popover-open {
    display: flex;
    flex-direction: column;
    gap: 2px;
  }
  @media (forced-colors: active) {
    ::slotted(a:focus-visible),
    [part='more']:focus-visible {
      outline-color: CanvasText;
    }
  }
`;
