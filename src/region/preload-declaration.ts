import type {PreloadDeclaration} from '../core/preload.js';
import type {PredictiveTarget} from '../core/target.js';
import type {RegionHost} from './region-host.js';

/** The preload that a target declares, with the region's settings as defaults. */
export function declarationOf(
  {preload, eagerness, preloadOnly: only}: Pick<RegionHost, 'preload' | 'eagerness' | 'preloadOnly'>,
  target: PredictiveTarget,
): PreloadDeclaration {
  return {action: preload, eagerness, href: null, cost: 1, allow: [], ...target.preloadDeclaration, only};
}
