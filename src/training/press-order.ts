import type {Sample} from '../core/sample.js';

/** By how much the button before must foretell presses better than the most pressed one does, 0…1. */
const leastGain = 0.1;

/**
 * Whether the order of presses foretells them: where the hand came from then says where it goes, as long as the
 * order lasts. Each press is foretold by what followed the button before it most often so far.
 */
export function isOrderly(samples: readonly Sample[]): boolean {
  const keys = [...samples]
    .sort((a, b) => a.time - b.time)
    .flatMap(({pressed}) => (pressed === null ? [] : [pressed]));
  const successors = new Map<string, string[]>();
  let foretold = 0;
  let frequent = 0;
  keys.forEach((key, index) => {
    if (index === 0) return;
    const before = keys[index - 1]!;
    const known = successors.get(before) ?? [];
    successors.set(before, known);
    if (mostFrequent(known) === key) foretold++;
    if (mostFrequent(keys.slice(0, index)) === key) frequent++;
    known.push(key);
  });
  return foretold - frequent >= leastGain * (keys.length - 1) && keys.length > 1;
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
