/**
 * Declarations for a button that is joined to others: its rings and the sign of what is ready are inside its own
 * outline, as outside they would cut its neighbours. They read like those of menu items. The buttons and the highlight
 * of native elements have these properties as options; what is inside inherits them.
 */
export const joinedRings = `
    --_in: inset;
    --_offset: calc(-1 * var(--predictive-ring-width, 2px));
    --_shine: 0%;
    --_sign: 8px;
    --_focus:
      inset 0 0 0 3px var(--predictive-focus-outer, CanvasText),
      inset 0 0 0 5px var(--predictive-focus-inner, Canvas);
`;

/** The same where rings are 1 px wider. */
export const wideJoinedRings = '--_offset: calc(-1px - var(--predictive-ring-width, 2px));';

/** For what is inside such a button, but not joined. */
export const ownRings = `
    --_in: initial;
    --_offset: initial;
    --_shine: initial;
    --_sign: initial;
`;
