import type {RegionHost} from '../../src/region/region-host.js';
import type {Lasting} from '../../src/region/session.js';

/** A region's host with default settings, for tests of modules used by a region. */
export function hostOf(element: HTMLElement, settings: Partial<RegionHost> = {}): RegionHost {
  return Object.assign(element, {
    threshold: 0.5,
    model: 'auto',
    architecture: 'scorer',
    learn: 'off',
    labelOn: 'click',
    minAccuracy: 0.7,
    persist: 'none',
    name: null,
    targets: '',
    scope: '',
    ignore: '',
    highlight: 'ring',
    preload: 'none',
    eagerness: 'moderate',
    preloadOnly: null,
    preloadFilter: undefined,
    habits: 'off',
    hints: null,
    assist: null,
    backend: 'auto',
    workerUrl: null,
    disabled: false,
    ...settings,
  } as const);
}

/** The state of such a region that outlives a session. */
export function lasting(): Lasting {
  return {
    score: undefined,
    seededOrders: [],
    report: (error) => {
      throw error;
    },
  };
}
