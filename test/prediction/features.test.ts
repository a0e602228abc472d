import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {seededRandom} from '../../src/core/random.js';
import {Trajectory} from '../../src/prediction/trajectory.js';
import {candidateCapacity} from '../../src/prediction/candidates.js';
import {featureCount, featureNames} from '../../src/prediction/feature-names.js';
import {FeatureExtractor, type FeatureRows} from '../../src/prediction/features.js';
import {featureAt} from '../../src/prediction/heuristic.js';
import {plainRows} from './plain-features.js';

type Box = [x: number, y: number, w: number, h: number];
type Point = [x: number, y: number, t: number];

const featureIndex = Object.fromEntries(featureNames.map((name, index) => [name, index])) as Record<
  (typeof featureNames)[number],
  number
>;

const boxes: Box[] = [
  [100, 400, 120, 80],
  [300, 400, 120, 80],
  [500, 380, 60, 40],
];

const path: Point[] = Array.from({length: 30}, (_, i) => [200 + i * 6 + (i % 3), 50 + i * 9, i * 8]);

function trajectoryOf(points: readonly Point[]): Trajectory {
  const trajectory = new Trajectory();
  for (const [x, y, t] of points) trajectory.push(x, y, t);
  return trajectory;
}

/** Rows by box index, and the "none" row last. */
function rowsOf({rows, candidates, features}: FeatureRows, count: number): Float32Array[] {
  const result: Float32Array[] = new Array(count + 1);
  for (let row = 0; row < rows; row++) {
    const place = row === rows - 1 ? count : candidates[row]!;
    result[place] = features.slice(row * featureCount, (row + 1) * featureCount);
  }
  return result;
}

function extract(points: readonly Point[], targets: readonly Box[], now = points.at(-1)![2]): Float32Array[] {
  const rows = new FeatureExtractor().extract(trajectoryOf(points), now, targets.flat(), targets.length);
  return rowsOf(rows, targets.length);
}

function expectSame(a: Float32Array[], b: Float32Array[]): void {
  a.forEach((row, i) => row.forEach((value, j) => expect(value).to.be.closeTo(b[i]![j]!, 2e-4)));
}

describe('FeatureExtractor', () => {
  it('gives the same rows wherever the scene is on the page', () => {
    const shifted = path.map(([x, y, t]): Point => [x + 731, y - 212, t + 1e6]);
    const moved = boxes.map(([x, y, w, h]): Box => [x + 731, y - 212, w, h]);
    expectSame(extract(path, boxes), extract(shifted, moved));
  });

  it('gives the same rows for the mirror image', () => {
    const mirrored = path.map(([x, y, t]): Point => [-x, y, t]);
    const flipped = boxes.map(([x, y, w, h]): Box => [-x - w, y, w, h]);
    expectSame(extract(path, boxes), extract(mirrored, flipped));
  });

  it('gives each target the same row in any order of targets', () => {
    const [a, b, c, none] = extract(path, boxes);
    expectSame([c!, a!, b!, none!], extract(path, [boxes[2]!, boxes[0]!, boxes[1]!]));
  });

  it('names each feature, and knows which ones the heuristic reads', () => {
    expect(featureNames.length).to.equal(featureCount);
    for (const [name, index] of Object.entries(featureAt)) expect(featureNames[index]).to.equal(name);
  });

  it('marks only the last row as "none" and gives it no place', () => {
    const rows = extract(path, boxes);
    expect(rows.map((row) => row[featureIndex.none])).to.deep.equal([0, 0, 0, 1]);
    expect(rows[3]![featureIndex.distance]).to.equal(0);
    expect(rows[3]![featureIndex.speed120]).to.equal(rows[0]![featureIndex.speed120]);
  });

  it('marks the pointer as inside up to the very edge of a box', () => {
    const inside = (x: number): number => extract([[x, 410, 0]], boxes)[0]![featureIndex.inside]!;
    expect(inside(220)).to.equal(1);
    expect(inside(220.01)).to.equal(0);
  });

  it('gives the target ahead a cosine near 1, and the others less', () => {
    const towards: Point[] = Array.from({length: 20}, (_, i) => [360, 20 + i * 15, i * 8]);
    const cosines = extract(towards, boxes).map((row) => row[featureIndex.cosine120]!);
    expect(cosines[1]).to.be.above(0.95);
    expect(cosines[1]).to.be.above(Math.max(cosines[0]!, cosines[2]!));
  });

  it('reduces speed and increases idle time while the pointer rests', () => {
    const [last] = path.slice(-1);
    const moving = extract(path, boxes)[0]!;
    const resting = extract(path, boxes, last![2] + 400)[0]!;
    expect(resting[featureIndex.speed120]).to.equal(0);
    expect(resting[featureIndex.idle]).to.be.above(moving[featureIndex.idle]!);
  });

  it('scores only the most plausible targets, and skips boxes without an area', () => {
    const many: Box[] = Array.from({length: 200}, (_, i) => [i * 10, 400, i % 2 === 0 ? 8 : 0, 8]);
    const {rows, candidates} = new FeatureExtractor().extract(
      trajectoryOf(path),
      300,
      many.flat(),
      many.length,
    );
    expect(rows).to.equal(candidateCapacity + 1);
    const chosen = Array.from(candidates.slice(0, rows - 1));
    expect(chosen.every((index) => index % 2 === 0)).to.be.true;
    expect(new Set(chosen).size).to.equal(candidateCapacity);
  });

  it('equals the plain definition of the features, to 1e-6, for any hand and page', () => {
    const random = seededRandom(5);
    const upTo = (end: number): number => Math.floor(random() * end);
    const extractor = new FeatureExtractor();
    for (let scene = 0; scene < 400; scene++) {
      // Often on whole pixels and in rows, so that distances tie.
      const boxes = Array.from({length: upTo(40)}, (): Box =>
        scene % 2 === 0
          ? [upTo(8) * 100, upTo(6) * 100, 80, 60]
          : [random() * 800, random() * 600, 1 + random() * 300, 1 + random() * 90],
      );
      let [x, y, t] = [upTo(800), upTo(600), 1e4 * random()];
      const points = Array.from({length: 1 + upTo(90)}, (): Point => {
        const step = scene % 3 === 0 ? 4 : 60;
        [x, y] = [x + upTo(step) - upTo(step), y + upTo(step) - upTo(step)];
        t += random() < 0.03 ? 300 * random() : 8;
        return [x, y, t];
      });
      const trajectory = trajectoryOf(points);
      const now = t + upTo(3) * 200 * random();
      const {rows, candidates, features} = extractor.extract(trajectory, now, boxes.flat(), boxes.length);
      const chosen = Array.from(candidates.subarray(0, rows - 1), (index) => boxes[index]!);
      expect(chosen.length).to.equal(Math.min(candidateCapacity, boxes.length));
      plainRows(trajectory, now, chosen, {targets: boxes.length}).forEach((expected, row) =>
        featureNames.forEach((name, index) =>
          expect(features[row * featureCount + index], `${name} of row ${row}, scene ${scene}`).to.be.closeTo(
            expected[name] ?? 0,
            1e-6,
          ),
        ),
      );
    }
  });

  it('is finite for every path and box', () => {
    const coordinate = fc.integer({min: -3000, max: 3000});
    const point = fc.tuple(coordinate, coordinate, fc.integer({min: 0, max: 2000}));
    const box = fc.tuple(
      coordinate,
      coordinate,
      fc.integer({min: 0, max: 900}),
      fc.integer({min: 0, max: 900}),
    );
    fc.assert(
      fc.property(
        fc.array(point, {minLength: 1, maxLength: 60}),
        fc.array(box, {maxLength: 30}),
        (points, targets) => {
          const sorted = points.sort((a, b) => a[2] - b[2]);
          const {rows, features} = new FeatureExtractor().extract(
            trajectoryOf(sorted),
            sorted.at(-1)![2] + 5,
            targets.flat(),
            targets.length,
          );
          expect(features.subarray(0, rows * featureCount).every(Number.isFinite)).to.be.true;
        },
      ),
      {seed: 2, numRuns: 300},
    );
  });
});
