// What `npm test` says at its end of what failed.
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {describeFailure, listFailures, type Counts} from '../../scripts/test/counts.js';
import {runTwiceIfTimed} from '../../scripts/test/run-twice.js';

/** A step that ends with these counts, one after the other, and what it was asked to run. */
function stepOf(...all: Counts[]): {run: () => Promise<Counts>; asked: unknown[]} {
  const asked: unknown[] = [];
  return {
    asked,
    run: (...[, only]: unknown[]) => {
      asked.push(only);
      return Promise.resolve(all.shift()!);
    },
  };
}

const ignore = (): void => {};

describe('a failure', () => {
  it('is one line: where it is, and the first line of what is wrong', () => {
    assert.equal(
      describeFailure(['test/a.test.ts', 'a press', 'is counted'], 'expected 1\n+ 2'),
      'test/a.test.ts › a press › is counted: expected 1',
    );
  });

  it('is listed, and of many the first ones', () => {
    assert.equal(listFailures({}), '');
    assert.equal(
      listFailures({failures: ['a', 'b'], failedOnce: ['c']}),
      '    a\n    b\n    only in the first of two runs: c\n',
    );
    const lines = listFailures({failures: Array.from({length: 30}, (_, i) => `${i}`)}).split('\n');
    assert.deepEqual(lines.slice(-3), ['    19', '    and 10 more', '']);
  });
});

describe('a step that depends on time', () => {
  const first: Counts = {passed: 8, failed: 2, failedFiles: ['x', 'y'], failures: ['x: late', 'y: wrong']};

  it('runs what failed once more, and says what failed in both runs, and what in one', async () => {
    const step = stepOf(first, {passed: 3, failed: 1, failures: ['y: wrong']});
    const counts = await runTwiceIfTimed({...step, isTimed: true}, ignore);
    assert.deepEqual(step.asked, [undefined, ['x', 'y']]);
    const {passed, failed, failures, failedOnce} = counts;
    assert.deepEqual(
      {passed, failed, failures, failedOnce},
      {passed: 9, failed: 1, failures: ['y: wrong'], failedOnce: ['x: late']},
    );
  });

  it('has passed if the second run does', async () => {
    const counts = await runTwiceIfTimed({...stepOf(first, {passed: 4, failed: 0}), isTimed: true}, ignore);
    assert.deepEqual([counts.passed, counts.failed, counts.failures], [10, 0, []]);
    assert.deepEqual(counts.failedOnce, ['x: late', 'y: wrong']);
  });

  it('runs once if it does not depend on time, or passes', async () => {
    for (const [isTimed, counts] of [
      [false, first],
      [true, {passed: 1, failed: 0}],
    ] as const) {
      const step = stepOf(counts);
      assert.equal(await runTwiceIfTimed({...step, isTimed}, ignore), counts);
      assert.equal(step.asked.length, 1);
    }
  });
});
