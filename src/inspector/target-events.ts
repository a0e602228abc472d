import {closest, pathFrom} from '../core/dom.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';

/**
 * Listens to an event of a region's targets until the signal aborts. With `scope`, targets are outside the region, so
 * their events do not pass it.
 */
export function onTargetEvent<Type extends keyof HTMLElementEventMap>(
  region: PredictiveRegion,
  type: Type,
  {listener, signal}: {listener: (event: HTMLElementEventMap[Type]) => void; signal: AbortSignal},
): void {
  // Capture, since the page may stop any event.
  const options = {capture: true, signal};
  document.addEventListener(
    type,
    (event) => {
      if (isIn(region, event.composedPath()[0])) listener(event);
    },
    options,
  );
}

function isIn(region: PredictiveRegion, target: EventTarget | undefined): boolean {
  if (!(target instanceof Element)) return false;
  return region.scope === ''
    ? pathFrom(target).includes(region)
    : closest(target, region.scope) !== undefined;
}
