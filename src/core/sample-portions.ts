import type {Sample} from './sample.js';

/** Most points and boxes of a portion: checking, copying and storing as many takes about 5 ms. */
const mostPlaces = 10_000;

/** Divides samples into portions that a page handles one at a time, and stays responsive in between. */
export function inPortions(samples: readonly Sample[]): Sample[][] {
  const portions: Sample[][] = [];
  let places = Infinity;
  for (const sample of samples) {
    const own = sample.points.length + sample.targets.length;
    if (places + own > mostPlaces) {
      portions.push([]);
      places = 0;
    }
    portions.at(-1)!.push(sample);
    places += own;
  }
  return portions;
}
