// What a browser or its driver cannot do, and the tests that were not run for it: none is left out without a word.

/** A command that the browser's driver cannot carry out; the message says why. */
export class CannotDo extends Error {}

/** Tests that gave up, as they did: where, which, and why. */
export const notRun = [];

function titlesOfSkipped(suite, titles = []) {
  const ofTests = (suite?.tests ?? []).flatMap(({skipped, name}) =>
    skipped ? [[...titles, name].join(' ')] : [],
  );
  const ofSuites = (suite?.suites ?? []).flatMap((inner) => titlesOfSkipped(inner, [...titles, inner.name]));
  return [...ofTests, ...ofSuites];
}

/** One entry for each test that was skipped in `sessions`; the reason of one that gave none is missing. */
export function listNotRun(sessions) {
  return [...sessions].flatMap((session) =>
    titlesOfSkipped(session.testResults).map((title) => ({
      browser: session.browser.name,
      title,
      reason: notRun.find((entry) => entry.sessionId === session.id && entry.title === title)?.reason,
    })),
  );
}

/** `not run in Firefox: a title … because …` */
export function describeNotRun({browser, title, reason}) {
  return `not run in ${browser}: ${title} — because ${reason ?? 'the test itself says so'}`;
}
