import type {PredictiveRegion} from '../elements/predictive-region.js';

/** The region of that `id` in the tree that `inspector` is in; without one, the first there is. */
export function findRegion(inspector: HTMLElement, id: string | null): PredictiveRegion | null {
  const root = inspector.getRootNode();
  const scope = root instanceof ShadowRoot ? root : document;
  return scope.querySelector(id === null ? 'predictive-region' : `predictive-region#${CSS.escape(id)}`);
}
