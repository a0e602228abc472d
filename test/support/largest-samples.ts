import {maxSamplePoints, sampleCapacity, type Sample} from '../../src/core/sample.js';
import {madeUpSamples} from '../learning/samples.js';

/** As many samples as a learner keeps, each as long as one can be. */
export function largestSamples(): Sample[] {
  const [one] = madeUpSamples({count: 1});
  const points = Array.from({length: maxSamplePoints}, (_, i): Sample['points'][number] => [
    100 + i,
    300,
    i * 8,
  ]);
  return Array.from({length: sampleCapacity}, (_, i) => ({
    ...one!,
    id: `long-${i}`,
    time: 1_700_000_000_000 + i,
    points,
  }));
}
