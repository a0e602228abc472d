import {horizonsMs} from '../src/core/prediction.js';
import type {Moment} from '../src/training/moments.js';
import {likeliestOf, withinOf, type Curve} from './come-true.js';

/** Lower limits of the bins whose means are the points of a curve. */
const bins = [0, 0.02, 0.06, 0.14, 0.26, 0.4, 0.52, 0.64, 0.74, 0.86];

/** Statements that a point needs. */
const fewest = 200;

interface Bin {
  count: number;
  weight: number;
  said: number;
  true: number;
}

/** Counts what was said, and what came true. Every group of moments counts alike, however long it is. */
class Reliability {
  readonly #bins = bins.map((): Bin => ({count: 0, weight: 0, said: 0, true: 0}));

  add(said: number, cameTrue: boolean, weight: number): void {
    const bin = this.#bins[bins.findLastIndex((from) => said >= from)]!;
    bin.count++;
    bin.weight += weight;
    bin.said += weight * said;
    if (cameTrue) bin.true += weight;
  }

  /** Neighbours that would make the curve fall are one point (isotonic regression). */
  curve(): Curve {
    const pooled: Bin[] = [];
    for (const bin of this.#bins) {
      if (bin.count < fewest) continue;
      let last = {...bin};
      while (pooled.length > 0 && rateOf(pooled.at(-1)!) >= rateOf(last))
        last = together(pooled.pop()!, last);
      pooled.push(last);
    }
    return pooled
      .filter((bin) => bin.true > 0 && bin.true < bin.weight)
      .map((bin) => [round(bin.said / bin.weight), round(rateOf(bin))]);
  }
}

const rateOf = ({true: cameTrue, weight}: Bin): number => cameTrue / weight;

function together(a: Bin, b: Bin): Bin {
  return {
    count: a.count + b.count,
    weight: a.weight + b.weight,
    said: a.said + b.said,
    true: a.true + b.true,
  };
}

const round = (share: number): number => Number(share.toFixed(3));

/** Measures how often it comes true what `say` says of the likeliest target, `[rows × horizons]`, by `horizonsMs`. */
export function measureComesTrue(
  groups: readonly (readonly Moment[])[],
  say: (moment: Moment) => Float32Array,
): Curve[] {
  const likeliest = horizonsMs.map(() => new Reliability());
  for (const group of groups)
    for (const moment of group) {
      const said = say(moment);
      const first = likeliestOf(said);
      if (first === undefined) continue;
      horizonsMs.forEach((ms, horizon) => {
        const cameTrue = moment.label === first && (moment.leadMs ?? Infinity) <= ms;
        likeliest[horizon]!.add(withinOf(said, first, horizon + 1), cameTrue, 1 / group.length);
      });
    }
  return likeliest.map((each) => each.curve());
}

/** The part of a measured curve from `level` on, where it leaves what is said; it stays above that level. */
export function curveAbove(level: number, curve: Curve): Curve {
  const above = curve.filter(([said]) => said > level);
  return [[level, level], ...above.map(([said, cameTrue]) => [said, Math.max(level, cameTrue)] as const)];
}
