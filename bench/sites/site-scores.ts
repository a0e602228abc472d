import type {LoggedRequest} from './front.js';
import {slugIn} from './pages.js';
import type {Navigation, Visit} from './visit.js';

/** How the kit did on one site. Lists say each case in words. */
export interface SiteScores {
  presses: number;
  /** Uncaught errors, and errors in the console that the site does not have without the kit. */
  errors: string[];
  /** Warnings of the kit or about it. */
  warnings: string[];
  hydrationWarnings: string[];
  /** Cumulative layout shift of the whole visit, and that of the visit without the kit. */
  shift: number;
  shiftWithout: number;
  /** Pages, data and code of pages that the kit asked for, itself or through an adapter. */
  requests: number;
  /** Presses whose page came from what the kit had asked for, by the browser or by the server's log. */
  used: number;
  /** Documents that the browser's protocol reports as used. */
  usedByProtocol: number;
  /** Requests of the kit that no press used. */
  wasted: number;
  /** The same address asked for twice, at least once by the kit. */
  doubled: string[];
  /** Documents that the kit asked for although a router shows the pages. */
  ignored: number;
  /** Those after two presses whose document a router had ignored. */
  ignoredLate: string[];
  /** Added processor time of the main thread for each press, ms. */
  addedTaskMs: number;
  /** What else is wrong. */
  problems: string[];
}

/** An adapter's request follows the kit's event within this time, ms. */
const adapterMs = 1500;
/** The log's times and those of the page differ by less, ms. */
const clockMs = 30;
/** A router is told the outcome of a press this much later at most, ms. */
const outcomeMs = 1000;
/** Smaller differences in layout shift are those of text that comes at another moment. */
const leastShift = 0.001;

/** Compares a visit with the kit with the same visit without it. */
export function siteScores(visit: Visit, without: Visit): SiteScores {
  const {navigations, log, reports, usedByProtocol} = visit;
  const byKit = requestsOfKit(visit);
  const usedRequests = new Set<LoggedRequest>();
  let used = 0;
  for (const navigation of navigations) {
    const mine = requestsUsedBy(navigation, byKit, log);
    if (mine.length > 0) used++;
    mine.forEach((request) => usedRequests.add(request));
  }
  const isNew = (text: string): boolean => !without.consoleErrors.includes(text);
  const console = visit.consoleErrors.filter(isNew);
  const isOfHydration = (text: string): boolean => /hydrat|React error #4(18|2[0-9])/i.test(text);
  const said = [...visit.errors, ...console, ...visit.warnings];
  const documents = [...byKit].filter(({isByRules}) => isByRules);
  const ignoredPresses = navigations.filter(
    ({slug, isDocument, pressedAt}) =>
      !isDocument && documents.some((request) => request.slug === slug && request.at < pressedAt),
  );
  const isAtRouter = navigations.some(({isDocument}) => !isDocument);
  const stopAt = (ignoredPresses[1]?.pressedAt ?? Infinity) + outcomeMs;
  return {
    presses: navigations.length,
    errors: [...visit.errors, ...console].filter((text) => !isOfHydration(text)),
    warnings: visit.warnings.filter((text) => text.includes('predictive') && !isOfHydration(text)),
    hydrationWarnings: said.filter(isOfHydration),
    shift: shiftOf(visit),
    shiftWithout: shiftOf(without),
    requests: byKit.size,
    used,
    usedByProtocol: usedByProtocol.size,
    wasted: byKit.size - usedRequests.size,
    doubled: doubledRequests(visit, byKit),
    ignored: isAtRouter ? documents.length : 0,
    ignoredLate: documents.filter(({at}) => at > stopAt).map(({url}) => url),
    addedTaskMs: (sumOfTasks(visit) - sumOfTasks(without)) / navigations.length,
    problems: [
      ...visit.problems,
      ...reports.flatMap((report) =>
        report.kind === 'preload' && report.isEdited
          ? [`A preload of a link that is edited: ${report.href}`]
          : [],
      ),
    ],
  };
}

/** The kit's own requests, and those of adapters that its events have caused. */
function requestsOfKit({log, reports, navigations}: Visit): Set<LoggedRequest> {
  const found = new Set(log.filter(({isByRules}) => isByRules));
  for (const report of reports) {
    if (report.kind !== 'preload' || !report.isHandled) continue;
    const slug = slugIn(new URL(report.href).pathname);
    const press = navigations.find((navigation) => navigation.slug === slug);
    const end = Math.min(report.at + adapterMs, press?.clickedAt ?? Infinity);
    for (const request of log)
      if (request.slug === slug && request.at >= report.at - clockMs && request.at < end) found.add(request);
  }
  return found;
}

/** The kit's requests that have served a press; none if the page was asked for again. */
function requestsUsedBy(
  {slug, pressedAt, clickedAt, arrivedAt, isDocument, isFromPrefetch}: Navigation,
  byKit: ReadonlySet<LoggedRequest>,
  log: readonly LoggedRequest[],
): LoggedRequest[] {
  const mine = [...byKit].filter((request) => request.slug === slug);
  // The press itself may have asked for it.
  if (isDocument) return isFromPrefetch ? mine.filter(({at}) => at < arrivedAt).slice(-1) : [];
  const before = mine.filter(({at}) => at < clickedAt);
  const after = log.filter(
    (request) => !byKit.has(request) && request.at >= pressedAt && request.at <= arrivedAt,
  );
  return before.filter(
    (request) =>
      !request.isByRules &&
      !after.some((other) => addressOf(other) === addressOf(request)) &&
      // The latest of several, as after an approach that was broken off.
      request === before.findLast((other) => isSame(other, request)),
  );
}

function isSame(one: LoggedRequest, other: LoggedRequest): boolean {
  return addressOf(one) === addressOf(other) && one.part === other.part;
}

/** Pairs of requests for one address during one approach, one of them by the kit, the first not aborted. */
function doubledRequests({log, navigations, reports}: Visit, byKit: ReadonlySet<LoggedRequest>): string[] {
  // What an earlier approach has asked for may be gone by then: Turbo keeps one page, for ten seconds.
  const approachAt = (time: number): number => navigations.filter(({arrivedAt}) => arrivedAt < time).length;
  // What an adapter has begun may go on after the click, beside what the click asks for.
  const isBegunByKit = ({slug, at}: LoggedRequest): boolean =>
    reports.some(
      (report) =>
        report.kind === 'preload' &&
        report.isHandled &&
        slugIn(new URL(report.href).pathname) === slug &&
        approachAt(report.at) === approachAt(at) &&
        report.at - clockMs <= at &&
        at < report.at + adapterMs,
    );
  return log.flatMap((request, index) => {
    if (request.slug === undefined) return [];
    const first = log
      .slice(0, index)
      .findLast(
        (other) =>
          isSame(other, request) &&
          other.isAnswered !== false &&
          approachAt(other.at) === approachAt(request.at),
      );
    if (first === undefined || !(byKit.has(first) || byKit.has(request) || isBegunByKit(first))) return [];
    const laterMs = request.at - first.at;
    return [`${request.url} (${nameOf(first, byKit)}, ${laterMs} ms later ${nameOf(request, byKit)})`];
  });
}

function nameOf(request: LoggedRequest, byKit: ReadonlySet<LoggedRequest>): string {
  if (request.isByRules) return 'the kit’s prefetch';
  if (byKit.has(request)) return 'the adapter';
  return request.purpose === '' ? 'the press or the framework' : 'the framework ahead';
}

/** Without the values that frameworks add to tell caches apart. */
function addressOf({url}: LoggedRequest): string {
  return url.replace(/([?&](?:_rsc|x-sveltekit-[\w-]+))=[^&]*/g, '$1');
}

function shiftOf({reports}: Visit): number {
  return sum(reports.map((report) => (report.kind === 'shift' ? report.value : 0)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function sumOfTasks({navigations}: Visit): number {
  return sum(navigations.map(({taskMs}) => taskMs));
}

/** What makes the command fail, in words. */
export function failuresOf(scores: SiteScores): string[] {
  const {shift, shiftWithout} = scores;
  return [
    ...scores.errors.map((text) => `page error: ${text}`),
    ...scores.hydrationWarnings.map((text) => `hydration warning: ${text}`),
    ...(shift - shiftWithout > leastShift
      ? [`layout shift ${shift.toFixed(4)}, without the kit ${shiftWithout.toFixed(4)}`]
      : []),
    ...scores.doubled.map((text) => `requested twice: ${text}`),
    ...scores.ignoredLate.map((text) => `document that the router ignored: ${text}`),
    ...scores.problems,
  ];
}

/** What is asked for on sites that the kit serves, 0…1. */
const leastUsedShare = 0.95;

/** Whether fewer presses were served than is asked for; that alone does not make the command fail. */
export function isShortOfUse({used, presses}: SiteScores, {isServed}: {isServed: boolean}): boolean {
  return isServed && used < leastUsedShare * presses;
}
