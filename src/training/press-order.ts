import type {Sample} from '../core/sample.js';

/** How much more often the previous button must predict the next press than the most frequent button does, 0…1. */
const leastGain = 0.1;

/**
 * Whether presses follow an order, so that the previous press predicts the next one. Then a movement's origin gives
 * its end away, but only as long as the order lasts. The prediction for each press is the button that has most often
 * followed the previous one so far.
 */
export function pressesFollowOrder(samples: readonly Sample[]): boolean {
  const keys = [...samples]
    .sort((a, b) => a.time - b.time)
    .flatMap(({pressed}) => (pressed === null ? [] : [pressed]));
  const successors = new Map<string, string[]>();
  let byOrder = 0;
  let byFrequency = 0;
  keys.forEach((key, index) => {
    if (index === 0) return;
    const before = keys[index - 1]!;
    const known = successors.get(before) ?? [];
    successors.set(before, known);
    if (mostFrequent(known) === key) byOrder++;
    if (mostFrequent(keys.slice(0, index)) === key) byFrequency++;
    known.push(key);
  });
  return byOrder - byFrequency >= leastGain * (keys.length - 1) && keys.length > 1;
}

function mostFrequent(keys: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  let best: string | undefined;
  for (const key of keys) {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (best === undefined || count > counts.get(best)!) best = key;
  }
  return best;
}
