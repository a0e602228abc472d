/** Increased when the meaning of a feature changes: models of another version do not fit. */
export const featureVersion = 3;

/** The features of one row in order: the target's, then the movement's, which are the same in each row. */
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
] as const;

/** Number of features in a row, and how many of them are the target's. */
export const featureCount = 24;
export const targetFeatureCount = 14;
