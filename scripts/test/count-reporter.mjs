// Counts the tests in the browser as web-test-runner saw them, for people and for scripts/test/run.mjs.
import {writeFileSync} from 'node:fs';
import {describeNotRun, listNotRun} from './not-run.mjs';

function countTests(suite) {
  const counts = {passed: 0, failed: 0, skipped: 0};
  for (const {passed, skipped} of suite?.tests ?? [])
    counts[skipped ? 'skipped' : passed ? 'passed' : 'failed']++;
  for (const inner of suite?.suites ?? []) {
    const {passed, failed, skipped} = countTests(inner);
    counts.passed += passed;
    counts.failed += failed;
    counts.skipped += skipped;
  }
  return counts;
}

/** Counts of all `sessions`. A file that failed outside its tests (or never ran them) is one failure. */
function countSessions(sessions) {
  const total = {passed: 0, failed: 0, skipped: 0};
  for (const session of sessions) {
    const counts = countTests(session.testResults);
    if (!session.passed && counts.failed === 0) counts.failed = 1;
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  return total;
}

/** Prints the counts and what was not run, and writes them to the file named by `TEST_COUNTS_FILE`, if it is set. */
export function countReporter() {
  const file = process.env.TEST_COUNTS_FILE;
  return {
    onTestRunFinished({sessions}) {
      const counts = countSessions(sessions);
      const {passed, failed, skipped} = counts;
      console.log(`${sessions.length} files: ${passed} passed, ${failed} failed, ${skipped} skipped`);
      const notRun = listNotRun(sessions).map(describeNotRun);
      for (const line of notRun) console.log(line);
      if (file) writeFileSync(file, JSON.stringify({...counts, notRun}));
    },
  };
}
