// What `npm test` says at its end of what failed.
import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {failureAt, listFailures, type Counts, type Failure} from '../../scripts/test/counts.js';
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

const late: Failure = {where: 'x', message: 'late'};
const wrong: Failure = {where: 'y', message: 'wrong'};

describe('a failure', () => {
  it('is one line: where it is, and the first line of what is wrong', () => {
    assert.equal(
      listFailures({failures: [failureAt(['test/a.test.ts', 'a press', 'is counted'], 'expected 1\n+ 2')]}),
      '    test/a.test.ts › a press › is counted: expected 1\n',
    );
  });

  it('is listed, and of many the first ones', () => {
    assert.equal(listFailures({}), '');
    assert.equal(
      listFailures({failures: [late, wrong], failedOnce: [late]}),
      '    x: late\n    y: wrong\n    only in the first of two runs: x: late\n',
    );
    const lines = listFailures({failures: Array.from({length: 30}, () => late)}).split('\n');
    assert.equal(lines.length, 22);
    assert.deepEqual(lines.slice(-3), ['    x: late', '    and 10 more', '']);
  });
});

describe('a step that depends on time', () => {
  const first: Counts = {passed: 8, failed: 2, failedFiles: ['x', 'y'], failures: [late, wrong]};

  it('runs what failed once more, and says what failed in both runs, and what in one', async () => {
    const step = stepOf(first, {passed: 3, failed: 1, failures: [{...wrong, message: 'otherwise wrong'}]});
    const counts = await runTwiceIfTimed({...step, isTimed: true}, ignore);
    assert.deepEqual(step.asked, [undefined, ['x', 'y']]);
    const {passed, failed, failures, failedOnce} = counts;
    assert.deepEqual(
      {passed, failed, failures, failedOnce},
      {passed: 9, failed: 1, failures: [{...wrong, message: 'otherwise wrong'}], failedOnce: [late]},
    );
  });

  it('has passed if the second run does', async () => {
    const counts = await runTwiceIfTimed({...stepOf(first, {passed: 4, failed: 0}), isTimed: true}, ignore);
    assert.deepEqual([counts.passed, counts.failed, counts.failures], [10, 0, []]);
    assert.deepEqual(counts.failedOnce, [late, wrong]);
  });

  it('says of no test that it has passed if the second run died', async () => {
    const counts = await runTwiceIfTimed({...stepOf(first, {passed: 0, failed: 1}), isTimed: true}, ignore);
    assert.deepEqual([counts.failed, counts.failedOnce], [1, []]);
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
