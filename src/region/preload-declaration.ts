import type {PreloadDeclaration} from '../core/preload.js';
import type {PredictiveTarget} from '../core/target.js';
import type {RegionHost} from './region-host.js';

/** What a target declares of its preload, with what the region says where the target does not. */
export function declarationOf(
  {preload, eagerness}: Pick<RegionHost, 'preload' | 'eagerness'>,
  target: PredictiveTarget,
): PreloadDeclaration {
  return {action: preload, eagerness, href: null, cost: 1, allow: [], ...target.preloadDeclaration};
}
