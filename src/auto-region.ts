// What `predictive-buttons/auto` loads, in one file with all that a link's prediction and prefetch need: a region that
// wraps nothing.
import './preload/preload-steps.js';
import type {EarlyInput} from './region/early-input.js';
import './region.js';
import './region/native-targets.js';
import './region/preload-feature.js';
import './region/session.js';

/** Adds a region with these attributes to the page. It goes on from what has happened so far. */
export function addRegion(attributes: Readonly<Record<string, string>>, early: EarlyInput): void {
  const region = document.createElement('predictive-region');
  for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
  region.adoptInput(early);
  document.body.append(region);
}
