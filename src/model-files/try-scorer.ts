import type {ScorerWeights} from '../core/model.js';
import {seededRandom} from '../core/random.js';
import {featureCount} from '../prediction/feature-names.js';
import {FeatureExtractor} from '../prediction/features.js';
import {Scorer} from '../prediction/scorer.js';
import {Trajectory} from '../prediction/trajectory.js';
import {canOverflow} from './can-overflow.js';

/** Rows of real features on which a scorer is tried: some 40 moments of movements. */
const triedRows = 256;

let rows: Float32Array | undefined;

/**
 * Why a scorer cannot predict: its scores are not finite on real input, or need not be; `undefined` if it
 * can. For workers: trying a large one takes longer than a page may stand still.
 */
export function problemOfScores(weights: ScorerWeights): string | undefined {
  rows ??= realRows();
  const logits = new Float32Array(triedRows);
  new Scorer(weights).logits(rows, triedRows, logits);
  if (!logits.every(Number.isFinite)) return 'gives scores that are not numbers';
  return canOverflow(weights) ? 'has weights so large that its scores need not be numbers' : undefined;
}

/** The rows of a hand that moves between the buttons of a page, rests and turns: the same at every call. */
function realRows(): Float32Array {
  const random = seededRandom(1);
  const found = new Float32Array(triedRows * featureCount);
  const extractor = new FeatureExtractor();
  for (let filled = 0; filled < triedRows;) {
    const count = 1 + Math.floor(random() * 8);
    const boxes = Array.from({length: count}, () => [
      1200 * random(),
      800 * random(),
      8 + 300 * random() ** 2,
      8 + 80 * random(),
    ]).flat();
    const trajectory = new Trajectory();
    const [fromX, fromY, toX, toY] = Array.from({length: 4}, () => 900 * random()) as [
      number,
      number,
      number,
      number,
    ];
    const events = 2 + Math.floor(random() * 60);
    let now = 0;
    for (let i = 0; i < events; i++) {
      const share = (i / events) ** 2 * (3 - (2 * i) / events);
      trajectory.push(fromX + share * (toX - fromX), fromY + share * (toY - fromY), now);
      now += 4 + 12 * random();
    }
    // Some moments come after a rest.
    const extracted = extractor.extract(trajectory, now + 2500 * random() ** 4, boxes, count);
    const length = Math.min(extracted.rows, triedRows - filled);
    found.set(extracted.features.subarray(0, length * featureCount), filled * featureCount);
    filled += length;
  }
  return found;
}
