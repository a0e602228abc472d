import type {LearnerSettings} from '../learning/learner.js';
import type {RegionHost} from './region-host.js';

/** What a region's attributes say of training. */
export function settingsOf({architecture, minAccuracy, backend, workerUrl}: RegionHost): LearnerSettings {
  return {architecture, minAccuracy, backend, ...(workerUrl !== null && {workerUrl})};
}
