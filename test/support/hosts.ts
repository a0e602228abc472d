import type {RegionHost} from '../../src/region/region-host.js';
import {Scorecard} from '../../src/scorecard/scorecard.js';

/** An element that says what a region says by default, for tests of what serves a region. */
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
    highlight: 'ring',
    preload: 'none',
    eagerness: 'moderate',
    preloadFilter: undefined,
    habits: 'off',
    hints: null,
    backend: 'auto',
    workerUrl: null,
    disabled: false,
    score: new Scorecard(),
    seededOrders: [],
    report: (error: unknown): void => {
      throw error;
    },
    ...settings,
  } as const);
}
