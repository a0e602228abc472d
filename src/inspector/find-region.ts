import type {PredictiveRegion} from '../elements/predictive-region.js';

/** The region with that `id` in the inspector's tree; without an id, the first region. */
export function findRegion(inspector: HTMLElement, id: string | null): PredictiveRegion | null {
  const root = inspector.getRootNode();
  const scope = root instanceof ShadowRoot ? root : document;
  return scope.querySelector(id === null ? 'predictive-region' : `predictive-region#${CSS.escape(id)}`);
}
