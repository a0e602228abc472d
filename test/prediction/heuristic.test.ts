import {expect} from '@open-wc/testing';
import {Trajectory} from '../../src/prediction/trajectory.js';
import {Heuristic} from '../../src/prediction/heuristic.js';
import {Predictor} from '../../src/prediction/predictor.js';

const boxes = [100, 400, 120, 80, 300, 400, 120, 80, 500, 400, 120, 80];

function probabilities(
  points: [number, number, number][],
  {restMs = 0} = {},
): {targets: number[]; none: number} {
  const trajectory = new Trajectory();
  for (const [x, y, t] of points) trajectory.push(x, y, t);
  const now = points.at(-1)![2] + restMs;
  const prediction = new Predictor().predict(new Heuristic(), trajectory, now, boxes, 3);
  const targets = [0, 0, 0];
  for (let i = 0; i < prediction.count; i++) targets[prediction.indices[i]!] = prediction.probabilities[i]!;
  return {targets, none: prediction.none};
}

describe('Heuristic', () => {
  it('gives probabilities that add up to 1, "none" included', () => {
    const {targets, none} = probabilities([
      [200, 100, 0],
      [210, 140, 16],
    ]);
    expect(targets.reduce((sum, p) => sum + p, none)).to.be.closeTo(1, 1e-6);
  });

  it('prefers the target ahead from the first movement on', () => {
    const {targets} = probabilities([
      [360, 100, 0],
      [390, 130, 16],
    ]);
    expect(targets[2]).to.be.above(targets[1]! * 1.5);
    expect(targets[2]).to.be.above(targets[0]!);
  });

  it('is sure of a target in which the pointer rests', () => {
    const {targets} = probabilities(
      [
        [350, 300, 0],
        [355, 440, 100],
      ],
      {restMs: 300},
    );
    expect(targets[1]).to.be.above(0.8);
  });

  it('makes "none" likelier the longer the pointer rests outside', () => {
    const points: [number, number, number][] = [
      [360, 100, 0],
      [360, 250, 120],
    ];
    expect(probabilities(points, {restMs: 1500}).none).to.be.above(
      probabilities(points, {restMs: 100}).none + 0.2,
    );
  });
});
