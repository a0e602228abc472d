import type {RegionHost} from './region-host.js';

/** What a region covers: the contents of the elements that its `scope` selects, or else its own. */
export function rootsOf(host: RegionHost): Element[] {
  return host.scope === '' ? [host] : [...host.ownerDocument.querySelectorAll(host.scope)];
}
