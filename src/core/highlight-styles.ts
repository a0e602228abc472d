import * as colours from './default-colours.js';

/** The default has at least 3 to 1 on white and on nearly black, in either scheme: a page may mix light and dark. */
const accent = `var(--predictive-accent,${colours.accent})`;
const success = `var(--predictive-success,${colours.success})`;
const probability = 'var(--predictive-probability,0)';
const fullWidth = 'var(--predictive-ring-width,2px)';
const gap = 'var(--predictive-ring-gap,2px)';
/** From the target's edge to the ring's outer edge. */
const reach = `${gap} + var(--predictive-ring)`;
/** Inside a joined row of buttons, which sets these three: `inset`, a negative offset, and no glow over the label. */
const side = 'var(--_in,)';
const offset = `var(--_offset,${gap})`;
const glow = 'var(--_shine,38%)';
/** Nothing up to 0.3; from 0.8 on 12 %, which leaves text of 5.4 to 1 its 4.5 to 1. */
const tint = `color-mix(in srgb,${accent} calc(24%*clamp(0,${probability} - .3,.5)),#0000)`;

/** What the highlight is drawn on, and when; each is a selector. */
export interface HighlightSelectors {
  /** Elements with a ring. */
  ring: string;
  /** Those of them that are predicted, those that habit expects, and those whose work is ready. */
  predicted: string;
  likely: string;
  ready: string;
  /** Elements that have the tint in `--predictive-tint`, an image for their background. */
  tint: string;
}

/**
 * The highlight of the kit's elements and of native ones. The ring is an outline, which follows the element's radius
 * and moves nothing. A full one has an edge of the page's usual ground (`Canvas`) on both sides, which keeps its
 * contrast on a ground that is neither light nor dark. A thin second ring says that the work is ready.
 */
export function highlightRules({ring, predicted, likely, ready, tint: tinted}: HighlightSelectors): string {
  return (
    `${ring}{--predictive-ring:calc(${fullWidth}*clamp(.5,${probability} + .2,.95));` +
    `--predictive-edge:#0000;--predictive-sign:#0000;` +
    `outline:var(--predictive-ring) solid ${accent};outline-offset:${offset};` +
    `box-shadow:${side} 0 0 0 calc(${reach} + 1px) var(--predictive-edge),` +
    `${side} 0 0 0 calc(${reach} + 2px) var(--predictive-sign),` +
    `0 0 calc(20px*${probability}) calc(${reach} + 4px*${probability} - 2px) ` +
    `color-mix(in srgb,${accent} calc(${glow}*${probability}),#0000)}` +
    `${predicted},${likely}{--predictive-ring:${fullWidth};--predictive-edge:Canvas}` +
    `${likely}{outline-style:dotted}` +
    `${ready}{--predictive-sign:${success};--predictive-edge:Canvas}` +
    `${tinted}{--predictive-tint:linear-gradient(${tint},${tint})}` +
    `@media (prefers-contrast:more){` +
    `${ring}{outline-color:color-mix(in srgb,${accent} 60%,CanvasText)}` +
    `${predicted}{--predictive-ring:calc(${fullWidth} + 1px)}` +
    `${tinted}{--predictive-tint:none}}` +
    // Browsers draw no shadows then, and often a solid focus ring in the same colour.
    `@media (forced-colors:active){` +
    `${ring}{outline-color:Highlight;outline-style:dashed}` +
    `${likely}{outline-style:dotted}` +
    `${ready}{outline-style:double;outline-width:calc(${fullWidth} + 1px)}` +
    `${tinted}{--predictive-tint:none}}`
  );
}
