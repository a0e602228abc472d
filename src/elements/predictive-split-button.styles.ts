import {joinedRings, wideJoinedRings} from './joined.styles.js';

// A plain string, minified by the build. The two buttons share a border; the trigger is as high as the label.
export const splitButtonStyles = `
  :host {
    display: inline-flex;
    position: relative;
    vertical-align: middle;
  }
  :host([hidden]) {
    display: none;
  }
  predictive-button {
    ${joinedRings}
  }
  @media (prefers-contrast: more), (forced-colors: active) {
    predictive-button {
      ${wideJoinedRings}
    }
  }
  [part='main'] {
    --_start-end: 0px;
    --_end-end: 0px;
    flex: 1;
    min-width: 0;
  }
  [part='trigger'] {
    --_start-start: 0px;
    --_end-start: 0px;
    --predictive-gap: 0;
    --predictive-padding: calc(0.25 * var(--predictive-height, 40px));
    flex: none;
    margin-inline-start: -1px;
  }
  :host([appearance='filled']) [part='trigger'] {
    margin-inline-start: 1px;
  }
  predictive-button:is(:hover, :focus-within) {
    z-index: 1;
  }
  predictive-button[predicted] {
    z-index: 2;
  }
  predictive-button[aria-expanded='true']::part(button) {
    background:
      var(--predictive-tint),
      color-mix(in srgb, var(--_shade) 12%, var(--_ground));
  }
  ::slotted(:not(:defined)) {
    display: none;
  }
`;
