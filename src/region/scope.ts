import type {RegionHost} from './region-host.js';

/** The elements that a region covers: those that its `scope` selects, or else the region itself. */
export function rootsOf(host: RegionHost): Element[] {
  return host.scope === '' ? [host] : [...host.ownerDocument.querySelectorAll(host.scope)];
}
