import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {LoggedRequest} from '../../bench/sites/front.js';
import {slugIn} from '../../bench/sites/pages.js';
import {failuresOf, isShortOfUse, siteScores} from '../../bench/sites/site-scores.js';
import {emptyVisit, type Navigation, type Visit} from '../../bench/sites/visit.js';

/** A visit that presses a link at 1000, lets go at 1080, and has arrived at 1200. */
function visitOf(
  log: Partial<LoggedRequest>[],
  {navigation = {}, ...rest}: Partial<Visit> & {navigation?: Partial<Navigation>} = {},
): Visit {
  const press = {
    slug: 'reef',
    pressedAt: 1000,
    clickedAt: 1080,
    arrivedAt: 1200,
    isDocument: false,
    isFromPrefetch: false,
  };
  return {
    ...emptyVisit(),
    navigations: [{...press, taskMs: 10, ...navigation}],
    log: log.map((request) => ({
      at: 0,
      url: '/p/reef',
      slug: slugIn(request.url ?? '/p/reef'),
      purpose: '',
      isByRules: false,
      part: '',
      isAnswered: true,
      ...request,
    })),
    ...rest,
  };
}

const without = visitOf([]);
const handled = (at: number) =>
  ({kind: 'preload', at, href: 'http://site/p/reef', refusal: '', isHandled: true, isEdited: false}) as const;

test('a page is recognised in the addresses of its document, data and code, and in no other word', () => {
  assert.deepEqual(
    ['/p/reef?x=1', '/assets/reef-Cb2.js', '/p/reef/__data.json', '/reefs', '/', '/?reef'].map(slugIn),
    ['reef', 'reef', 'reef', undefined, undefined, undefined],
  );
});

test('a document is used when the browser says so; every other request of the kit is wasted', () => {
  const log = [
    {at: 700, url: '/p/kelp', isByRules: true},
    {at: 800, isByRules: true},
  ];
  const navigation = {isDocument: true, isFromPrefetch: true};
  const {used, wasted, requests} = siteScores(visitOf(log, {navigation}), without);
  assert.deepEqual({used, wasted, requests}, {used: 1, wasted: 1, requests: 2});
  const unused = siteScores(visitOf(log, {navigation: {isDocument: true}}), without);
  assert.deepEqual([unused.used, unused.wasted], [0, 2]);
});

test('what an adapter asks for between press and click is used, and what it asks for later is not', () => {
  const reports = [handled(1000)];
  const inTime = siteScores(visitOf([{at: 1040}], {reports}), without);
  assert.deepEqual([inTime.requests, inTime.used, inTime.doubled], [1, 1, []]);
  const late = siteScores(visitOf([{at: 1080}], {reports}), without);
  assert.deepEqual([late.requests, late.used], [0, 0]);
  // Next asks for a route first, and then for its page.
  const inParts = siteScores(
    visitOf([{at: 1040, part: '/_tree'}, {at: 1090}, {at: 1100}], {reports}),
    without,
  );
  assert.deepEqual([inParts.requests, inParts.used, inParts.doubled.length], [1, 0, 1]);
});

test('what an adapter asks for is used unless the press asks again, which counts as doubled', () => {
  const reports = [handled(500)];
  const once = siteScores(visitOf([{at: 510}], {reports}), without);
  assert.deepEqual([once.requests, once.used, once.doubled], [1, 1, []]);
  const twice = siteScores(visitOf([{at: 510}, {at: 1080}], {reports}), without);
  assert.deepEqual([twice.used, twice.doubled.length], [0, 1]);
  const aborted = siteScores(visitOf([{at: 510, isAnswered: false}, {at: 1080}], {reports}), without);
  assert.deepEqual(aborted.doubled, []);
  const again = siteScores(
    visitOf([{at: 210, isAnswered: false}, {at: 510}], {reports: [handled(200), handled(500)]}),
    without,
  );
  assert.deepEqual([again.used, again.wasted], [1, 1]);
  const withoutAdapter = siteScores(visitOf([{at: 510}]), without);
  assert.deepEqual([withoutAdapter.requests, withoutAdapter.used], [0, 0]);
});

test('documents are late once a router has ignored two', () => {
  const press = (slug: string, pressedAt: number): Navigation => ({
    slug,
    pressedAt,
    clickedAt: pressedAt + 80,
    arrivedAt: pressedAt + 200,
    isDocument: false,
    isFromPrefetch: false,
    taskMs: 0,
  });
  const navigations = [press('reef', 1000), press('kelp', 3000), press('dunes', 6000)];
  const log = ['reef', 'kelp', 'dunes'].map((slug, index) => ({
    at: [900, 2900, 5900][index]!,
    url: `/p/${slug}`,
    isByRules: true,
  }));
  const {ignored, ignoredLate} = siteScores(visitOf(log, {navigations}), without);
  assert.deepEqual({ignored, ignoredLate}, {ignored: 3, ignoredLate: ['/p/dunes']});
});

test('less than 95 % of the presses is short where the kit is to serve them', () => {
  const scores = siteScores(without, without);
  assert.equal(isShortOfUse({...scores, presses: 20, used: 19}, {isServed: true}), false);
  assert.equal(isShortOfUse({...scores, presses: 20, used: 18}, {isServed: true}), true);
  assert.equal(isShortOfUse({...scores, presses: 20, used: 18}, {isServed: false}), false);
});

test('errors, hydration warnings and shift count where the site without the kit has none', () => {
  const shift = (value: number) => ({kind: 'shift', at: 0, value, moved: ''}) as const;
  const own = visitOf([], {consoleErrors: ['its own'], reports: [shift(0.02)]});
  const same = siteScores(own, own);
  assert.deepEqual(failuresOf(same), []);
  const worse = siteScores(
    visitOf([], {
      consoleErrors: ['its own', 'Minified React error #418'],
      errors: ['TypeError'],
      reports: [shift(0.03)],
    }),
    own,
  );
  assert.deepEqual(
    failuresOf(worse).map((text) => text.split(' ')[0]),
    ['page', 'hydration', 'layout'],
  );
});
