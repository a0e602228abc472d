// Counts the tests in the browser as web-test-runner saw them, for people and for scripts/test/run.ts.
import {relative} from 'node:path';
import type {Reporter, TestSession, TestSuiteResult} from '@web/test-runner';
import {projectRoot} from '../project-root.js';
import {failureAt, writeCounts, type Failure} from './counts.js';
import {describeSlowest} from './slowest.js';
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

function failuresIn(suite: TestSuiteResult | undefined, where: readonly string[]): Failure[] {
  const ofTests = (suite?.tests ?? []).flatMap(({name, passed, skipped, error}) =>
    passed || skipped ? [] : [failureAt([...where, name], error?.message)],
  );
  return [...ofTests, ...(suite?.suites ?? []).flatMap((inner) => failuresIn(inner, [...where, inner.name]))];
}

function failuresOf(session: TestSession): Failure[] {
  if (session.passed) return [];
  const where = [fileOf(session)];
  const failures = failuresIn(session.testResults, where);
  return failures.length > 0 ? failures : [failureAt(where, session.errors[0]?.message)];
}

function sumDurations(suite: TestSuiteResult | undefined): number {
  const ofTests = (suite?.tests ?? []).reduce((total, {duration = 0}) => total + duration, 0);
  return (suite?.suites ?? []).reduce((total, inner) => total + sumDurations(inner), ofTests);
}

const fileOf = ({testFile}: TestSession): string => relative(projectRoot, testFile);

/** Prints the counts, the slowest files and the skipped tests, and writes them to a file. */
export function countReporter(): Reporter {
  return {
    onTestRunFinished({sessions}) {
      const all = [...sessions];
      const counts = sum(all.map(countSession));
      const {passed, failed, skipped} = counts;
      console.log(`${all.length} files: ${passed} passed, ${failed} failed, ${skipped} skipped`);
      const notRun = listNotRun(all).map(describeNotRun);
      for (const line of notRun) console.log(line);
      console.log(describeSlowest(new Map(all.map((s) => [fileOf(s), sumDurations(s.testResults)]))));
      const failedFiles = all.filter(({passed}) => !passed).map(fileOf);
      writeCounts({...counts, notRun, failedFiles, failures: all.flatMap(failuresOf)});
    },
  };
}
