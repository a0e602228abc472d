import {joinedRings, wideJoinedRings} from './joined.styles.js';

// A plain string, minified by the build. Neighbours share a border; inherited properties take away the corners between
// them. Where a group wraps, `RowEnds` says which corners are round. Each button is 1 px before its place, so that
// every row begins at the same one.
export const buttonGroupStyles = `
  :host {
    display: inline-flex;
    max-width: 100%;
    vertical-align: middle;
    isolation: isolate;
  }
  :host([hidden]) {
    display: none;
  }
  [part='group'] {
    display: flex;
    flex-wrap: wrap;
    row-gap: 4px;
    min-width: 0;
    padding-inline-start: 1px;
  }
  ::slotted(*) {
    ${joinedRings}
    --_start-start: 0px;
    --_start-end: 0px;
    --_end-start: 0px;
    --_end-end: 0px;
    flex: none;
    max-width: 100%;
    margin-inline-start: -1px;
  }
  ::slotted([appearance='filled']:not(predictive-toggle-button, :last-child)) {
    margin-inline-end: 2px;
  }
  ::slotted(:first-child) {
    --_start-start: initial;
    --_end-start: initial;
  }
  ::slotted(:last-child) {
    --_start-end: initial;
    --_end-end: initial;
  }
  :host([orientation='vertical']) [part='group'] {
    flex-flow: column;
    row-gap: 0;
    padding: 0;
  }
  :host([orientation='vertical']) ::slotted(*) {
    --_start-start: 0px;
    --_start-end: 0px;
    --_end-start: 0px;
    --_end-end: 0px;
    margin: -1px 0 0;
  }
  :host([orientation='vertical']) ::slotted([appearance='filled']:not(predictive-toggle-button, :first-child)) {
    margin-top: 1px;
  }
  :host([orientation='vertical']) ::slotted(:first-child) {
    --_start-start: initial;
    --_start-end: initial;
    margin: 0;
  }
  :host([orientation='vertical']) ::slotted(:last-child) {
    --_end-start: initial;
    --_end-end: initial;
  }
  ::slotted([pressed]) {
    z-index: 1;
  }
  ::slotted(:is(:hover, :focus-within)) {
    z-index: 2;
  }
  ::slotted(:is([predicted], [data-predicted])) {
    z-index: 3;
  }
  @media (prefers-contrast: more), (forced-colors: active) {
    ::slotted(*) {
      ${wideJoinedRings}
    }
  }
`;
