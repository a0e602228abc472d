import {gaussian, seededRandom} from '../../src/core/random.js';
import type {Sample, SampleTarget} from '../../src/core/sample.js';

/** Three buttons in a row. */
export const threeButtons: SampleTarget[] = ['save', 'send', 'cancel'].map((key, i) => ({
  key,
  x: 100 + 200 * i,
  y: 100,
  w: 120,
  h: 40,
}));

const eventMs = 8;

/**
 * Synthetic movements of about half a second from below towards one of three buttons, in turn, that end with
 * its press; every fifth leads to no button, without a press.
 */
export function madeUpSamples({count, seed = 1}: {count: number; seed?: number}): Sample[] {
  const random = seededRandom(seed);
  return Array.from({length: count}, (_, index): Sample => {
    const target = index % 5 === 4 ? undefined : threeButtons[(index - Math.floor(index / 5)) % 3];
    const from = {x: 360 + 60 * gaussian(random), y: 500 + 30 * gaussian(random)};
    const to =
      target === undefined
        ? {x: 900 + 40 * gaussian(random), y: 450 + 40 * gaussian(random)}
        : {x: target.x + target.w * (0.3 + 0.4 * random()), y: target.y + target.h * (0.3 + 0.4 * random())};
    const steps = 60 + Math.floor(random() * 15);
    const points = Array.from({length: steps + 1}, (_, i): [number, number, number] => {
      const share = i / steps;
      const progress = share ** 3 * (10 - 15 * share + 6 * share ** 2);
      return [
        Math.round(from.x + progress * (to.x - from.x) + gaussian(random)),
        Math.round(from.y + progress * (to.y - from.y) + gaussian(random)),
        i * eventMs,
      ];
    });
    return {
      id: `made-up-${seed}-${index}`,
      time: 1_700_000_000_000 + index * 60_000,
      pressed: target?.key ?? null,
      pressedAt: steps * eventMs,
      points,
      targets: threeButtons,
      weight: 1,
    };
  });
}
