// Tests that were not run because a browser or its driver lacks something; every one of them is listed.
import type {TestSession, TestSuiteResult} from '@web/test-runner';

/** A command that the browser's driver cannot carry out; the message says why. */
export class CannotDo extends Error {}

interface NotRun {
  sessionId: string;
  title: string | undefined;
  reason: string;
}

/** Tests that gave up so far. */
export const notRun: NotRun[] = [];

export interface SkippedTest {
  browser: string;
  title: string;
  reason: string | undefined;
}

function titlesOfSkipped(suite: TestSuiteResult | undefined, titles: readonly string[] = []): string[] {
  const ofTests = (suite?.tests ?? []).flatMap(({skipped, name}) =>
    skipped ? [[...titles, name].join(' ')] : [],
  );
  const ofSuites = (suite?.suites ?? []).flatMap((inner) => titlesOfSkipped(inner, [...titles, inner.name]));
  return [...ofTests, ...ofSuites];
}

/** One entry for each test that was skipped in `sessions`; without a reason if the test gave none. */
export function listNotRun(sessions: Iterable<TestSession>): SkippedTest[] {
  return [...sessions].flatMap((session) =>
    titlesOfSkipped(session.testResults).map((title) => ({
      browser: session.browser.name,
      title,
      reason: notRun.find((entry) => entry.sessionId === session.id && entry.title === title)?.reason,
    })),
  );
}

/** `not run in Firefox: a title … because …` */
export function describeNotRun({browser, title, reason}: SkippedTest): string {
  return `not run in ${browser}: ${title} — because ${reason ?? 'the test itself says so'}`;
}
