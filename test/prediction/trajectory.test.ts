import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {
  forgetMs,
  minSpacingMs,
  pauseMs,
  Trajectory,
  trajectoryCapacity,
} from '../../src/prediction/trajectory.js';

describe('Trajectory', () => {
  it('keeps points in order, oldest first', () => {
    const trajectory = new Trajectory();
    trajectory.push(1, 2, 10);
    trajectory.push(3, 4, 20);
    expect(trajectory.points()).to.deep.equal([
      [1, 2, 10],
      [3, 4, 20],
    ]);
  });

  it('replaces a point by the next while they are closer in time than the spacing', () => {
    const trajectory = new Trajectory();
    trajectory.push(0, 0, 0);
    trajectory.push(1, 0, minSpacingMs - 1);
    trajectory.push(2, 0, minSpacingMs + 1);
    expect(trajectory.points()).to.deep.equal([
      [0, 0, 0],
      [2, 0, minSpacingMs + 1],
    ]);
  });

  it('gives the same path at 1000 Hz as at 125 Hz, to within one spacing', () => {
    const coarse = new Trajectory();
    const fine = new Trajectory();
    for (let t = 0; t <= 400; t++) {
      if (t % 8 === 0) coarse.push(t / 2, 0, t);
      fine.push(t / 2, 0, t);
    }
    const at = new Float64Array(2);
    for (const t of [100, 200.5, 333]) {
      coarse.positionAt(t, at);
      const x = at[0]!;
      fine.positionAt(t, at);
      expect(at[0]).to.be.closeTo(x, 1e-9);
    }
  });

  it('keeps the newest points when it is full', () => {
    const trajectory = new Trajectory();
    for (let i = 0; i < trajectoryCapacity + 5; i++) trajectory.push(i, 0, i * 10);
    expect(trajectory.length).to.equal(trajectoryCapacity);
    expect(trajectory.x(0)).to.equal(5);
    for (let i = trajectoryCapacity + 5; i < 5 * trajectoryCapacity; i++) trajectory.push(i, 2 * i, i * 10);
    expect(trajectory.points()).to.deep.equal(
      Array.from({length: trajectoryCapacity}, (_, i) => 4 * trajectoryCapacity + i).map((i) => [
        i,
        2 * i,
        10 * i,
      ]),
    );
  });

  it('starts a movement after a gap longer than a pause, and not at exactly the pause', () => {
    const trajectory = new Trajectory();
    trajectory.push(0, 0, 0);
    trajectory.push(1, 0, pauseMs);
    expect(trajectory.movementStart).to.equal(0);
    trajectory.push(2, 0, 2 * pauseMs + 1);
    expect(trajectory.movementStart).to.equal(2);
  });

  it('rests across a pause instead of drifting', () => {
    const trajectory = new Trajectory();
    trajectory.push(0, 0, 0);
    trajectory.push(100, 0, 1000);
    const at = new Float64Array(2);
    trajectory.positionAt(999, at);
    expect(at[0]).to.equal(0);
    trajectory.positionAt(1000, at);
    expect(at[0]).to.equal(100);
  });

  it('F41 restarts after a gap longer than any rest, and not at exactly the longest', () => {
    const trajectory = new Trajectory();
    trajectory.push(0, 0, 0);
    trajectory.push(1, 0, forgetMs);
    expect(trajectory.length).to.equal(2);
    trajectory.push(2, 0, 2 * forgetMs + 1);
    expect(trajectory.points()).to.deep.equal([[2, 0, 2 * forgetMs + 1]]);
    expect(trajectory.movementStart).to.equal(0);
  });

  it('restarts when the clock runs backwards', () => {
    const trajectory = new Trajectory();
    trajectory.push(0, 0, 100);
    trajectory.push(5, 5, 50);
    expect(trajectory.points()).to.deep.equal([[5, 5, 50]]);
  });

  it('F41 drops points that are not finite or impossibly far away', () => {
    const number = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity, 1e9, 0));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, number, number), {maxLength: 300}), (points) => {
        const trajectory = new Trajectory();
        for (const [x, y, t] of points) trajectory.push(x, y, t);
        const kept = trajectory.points();
        expect(kept.every(([x, y, t]) => Math.abs(x) <= 1e6 && Math.abs(y) <= 1e6 && Number.isFinite(t))).to
          .be.true;
        expect(kept.every(([, , t], i) => i === 0 || t > kept[i - 1]![2])).to.be.true;
      }),
      {seed: 1, numRuns: 200},
    );
  });
});
