import type {Architecture, Backend} from '../core/model.js';
import type {Eagerness, PreloadAction, PreloadFilter} from '../core/preload.js';
import type {Persist} from '../storage/records.js';

/** A region's element as its session and features see it: attributes as properties. */
export interface RegionHost extends HTMLElement {
  readonly threshold: number | 'auto';
  readonly model: string | null;
  readonly architecture: Architecture;
  readonly learn: 'auto' | 'manual' | 'off';
  readonly labelOn: 'click' | 'hover';
  readonly minAccuracy: number;
  readonly persist: Persist;
  readonly name: string | null;
  readonly targets: string;
  readonly scope: string;
  readonly ignore: string;
  readonly highlight: 'ring' | 'none';
  readonly preload: PreloadAction | 'none';
  readonly eagerness: Eagerness;
  readonly preloadOnly: string | null;
  readonly preloadFilter: PreloadFilter | undefined;
  readonly habits: 'on' | 'off';
  readonly hints: string | null;
  readonly assist: string | null;
  readonly backend: Backend | 'auto';
  readonly workerUrl: string | null;
  readonly disabled: boolean;
}
