import {mediaQuery} from '../core/media-query.js';
import type {InspectorElement} from './inspector-element.js';

export type Place = InspectorElement['dock'];

/** From this width on a page keeps enough space beside a panel, CSS px. */
const sidesFromPx = 1000;

/** From this width on a floating panel leaves something of the page visible, CSS px. */
const floatsFromPx = 600;

/** Width of a panel beside the page, and height of one below it: a third of a laptop's window. */
export const sizes: Readonly<Record<Place, string>> = {
  right: '420px',
  left: '420px',
  bottom: 'min(44dvh, 380px)',
  float: '0px',
};

export const placeNames: Readonly<Record<Place, string>> = {
  right: 'Right',
  bottom: 'Bottom',
  left: 'Left',
  float: 'Floating',
};

const hasSides = mediaQuery(`(min-width: ${sidesFromPx}px)`);
const floats = mediaQuery(`(min-width: ${floatsFromPx}px)`);

/** The places that this window has space for. */
export function placesNow(): Place[] {
  return [
    'bottom',
    ...(hasSides?.matches ? (['left', 'right'] as const) : []),
    ...(floats?.matches ? (['float'] as const) : []),
  ];
}

/** Where a panel with this `dock` is: below the page if the window is too narrow for its own place. */
export function placeOf(dock: Place): Place {
  return placesNow().includes(dock) ? dock : 'bottom';
}

/** Calls back when `placesNow()` has changed, until the signal aborts. */
export function watchPlaces(callback: () => void, signal: AbortSignal): void {
  for (const width of [hasSides, floats]) width?.addEventListener('change', callback, {signal});
}
