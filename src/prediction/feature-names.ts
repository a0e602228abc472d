/**
 * Increased when the meaning of a feature changes, which models of other versions do not fit, and when features are
 * added at the end, which older models do without.
 */
export const featureVersion = 4;

/**
 * The features of one row in order: the target's, then the movement's, then means over the targets that have rows; the
 * last two are the same in each row.
 */
export const featureNames = [
  'none',
  'distance',
  'inside',
  'cosine50',
  'cosine120',
  'angularMiss',
  'closing120',
  'timeToContact',
  'distanceIn120',
  'size',
  'distanceLead',
  'extrapolatedLead',
  'covered',
  'dwell',
  'speed50',
  'speed120',
  'speedOfPeak',
  'peakSpeed',
  'sincePeak',
  'path',
  'idle',
  'insideAny',
  'nearestDistance',
  'targets',
  'meanDistance',
  'meanCosine120',
  'meanAngularMiss',
  'meanClosing120',
  'meanDistanceIn120',
  'meanSize',
] as const;

/** Number of features in a row, and how many of them are the target's. */
export const featureCount = 30;
export const targetFeatureCount = 14;

/** Index of the first mean, and the target's features whose means follow in this order. */
export const meansFrom = 24;
export const averagedFeatures = [1, 4, 5, 6, 8, 9] as const;

/** Number of features of each version whose models still predict; the last one is the present version. */
export const featureCounts: ReadonlyMap<number, number> = new Map([
  [3, 24],
  [4, 30],
]);
