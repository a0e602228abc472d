import type {PredictiveRegion} from '../elements/predictive-region.js';

/** Selects what may be a target of a region, as its attributes say. */
export function targetSelector({targets}: PredictiveRegion): string {
  return targets === '' ? 'predictive-button' : `predictive-button, ${targets}`;
}

/** The targets of a region that are in the window, before the region has told of any. */
export function targetsInWindow(region: PredictiveRegion): HTMLElement[] {
  const roots = region.scope === '' ? [region] : [...document.querySelectorAll(region.scope)];
  return roots
    .flatMap((root) => [...root.querySelectorAll<HTMLElement>(targetSelector(region))])
    .filter((element) => isInWindow(element.getBoundingClientRect()));
}

function isInWindow({top, left, bottom, right, width}: DOMRect): boolean {
  return width > 0 && top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth;
}
