// Counts the tests in the browser as web-test-runner saw them, for people and for scripts/test/run.ts.
import type {Reporter, TestSession, TestSuiteResult} from '@web/test-runner';
import {writeCounts} from './counts.js';
import {describeNotRun, listNotRun} from './not-run.js';

interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

function sum(all: readonly TestCounts[]): TestCounts {
  const total = {passed: 0, failed: 0, skipped: 0};
  for (const {passed, failed, skipped} of all) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

function countTests(suite: TestSuiteResult | undefined): TestCounts {
  const counts = {passed: 0, failed: 0, skipped: 0};
  for (const {passed, skipped} of suite?.tests ?? [])
    counts[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
  return sum([counts, ...(suite?.suites ?? []).map(countTests)]);
}

/** A file that failed outside its tests, or never ran them, is one failure. */
function countSession({testResults, passed}: TestSession): TestCounts {
  const counts = countTests(testResults);
  return !passed && counts.failed === 0 ? {...counts, failed: 1} : counts;
}

/** Prints the counts and the skipped tests, and writes them to a file. */
export function countReporter(): Reporter {
  return {
    onTestRunFinished({sessions}) {
      const all = [...sessions];
      const counts = sum(all.map(countSession));
      const {passed, failed, skipped} = counts;
      console.log(`${all.length} files: ${passed} passed, ${failed} failed, ${skipped} skipped`);
      const notRun = listNotRun(all).map(describeNotRun);
      for (const line of notRun) console.log(line);
      writeCounts({...counts, notRun});
    },
  };
}
