// Loaded by `predictive-buttons/auto`: one file with everything that predicts and prefetches links, in a region that
// wraps nothing.
import './preload/preload-steps.js';
import type {EarlyInput} from './region/early-input.js';
import './region.js';
import './region/native-targets.js';
import './region/preload-feature.js';
import './region/session.js';

/** Adds a region with these attributes to the page. It continues with the input so far. */
export function addRegion(attributes: Readonly<Record<string, string>>, early: EarlyInput): void {
  const region = document.createElement('predictive-region');
  for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
  region.adoptInput(early);
  // Not in the body, which client routers replace.
  document.documentElement.append(region);
}
