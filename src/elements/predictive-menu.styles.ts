import * as colours from '../core/default-colours.js';
import {ownRings} from './joined.styles.js';

// A plain string, minified by the build. Without popovers, `hidden` alone shows and hides the surface.
export const menuStyles = `
  :host {
    display: contents;
  }
  [part='menu'] {
    ${ownRings}
    position: fixed;
    inset: auto;
    z-index: 1000;
    box-sizing: border-box;
    min-width: 11em;
    max-width: min(24em, calc(100vw - 16px));
    max-height: min(30em, calc(100vh - 16px));
    margin: 0;
    padding: 6px;
    overflow: auto;
    overscroll-behavior: contain;
    /* A shadow cannot be seen on a dark page: there the line is clearer. */
    border: 1px solid
      light-dark(
        var(--predictive-border, ${colours.border}),
        color-mix(in srgb, var(--predictive-text, ${colours.text}) 30%, var(--predictive-border, ${colours.border}))
      );
    border-radius: calc(var(--predictive-radius, 10px) + 2px);
    outline: none;
    background: var(--predictive-surface, ${colours.surface});
    box-shadow: var(--predictive-shadow, 0 18px 44px -20px rgb(20 10 60 / 0.45));
    color: var(--predictive-text, ${colours.text});
    font-family: var(--predictive-font, inherit);
    font-size: var(--predictive-font-size, 1em);
    text-align: start;
    white-space: normal;
  }
  [part='menu'][hidden] {
    display: none;
  }
  .anchored {
    position-area: self-block-end span-self-inline-end;
    position-try-fallbacks:
      flip-block,
      flip-inline,
      flip-block flip-inline,
      --shorter,
      --shorter flip-block,
      --shorter flip-inline,
      --over;
    margin-block: 4px;
  }
  @position-try --shorter {
    max-height: max(8em, calc(100% - 12px));
  }
  @position-try --over {
    position-area: none;
    inset: 8px;
    margin: auto;
  }
  ::slotted(hr) {
    margin: 6px;
    border: 0;
    border-top: 1px solid var(--predictive-border, ${colours.border});
  }
`;
