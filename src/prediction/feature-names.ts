/** Raised when the meaning of a feature changes: models of another version do not fit. */
export const featureVersion = 1;

/** The features of one row in order: those of the target, then those of the movement, the same in each row. */
export const featureNames = [
  'none',
  'distance',
  'inside',
  'centreDistance',
  'cosine50',
  'cosine120',
  'cosine300',
  'angularMiss',
  'rayMiss',
  'closing50',
  'closing120',
  'timeToContact',
  'distanceIn120',
  'distanceIn240',
  'size',
  'narrowSide',
  'distanceRank',
  'distanceLead',
  'extrapolatedRank',
  'extrapolatedLead',
  'covered',
  'startDistance',
  'lineDeviation',
  'dwell',
  'speed50',
  'speed120',
  'speed300',
  'speedOfPeak',
  'peakSpeed',
  'sincePeak',
  'path',
  'straightness',
  'duration',
  'idle',
  'acceleration',
  'candidates',
  'insideAny',
  'nearestDistance',
  'nearestExtrapolated',
] as const;

/** How many features a row has, and how many of those are the target's. */
export const featureCount = 39;
export const targetFeatureCount = 24;
