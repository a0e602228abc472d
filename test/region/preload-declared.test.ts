import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton, PredictiveRegion, PreloadEvent} from '../../src/index.js';
import {preloadLimits} from '../../src/preload/budget.js';
import {payingProbability} from '../../src/preload/planner.js';
import {faultyUrl, movePointer, needs} from '../support/commands.js';
import {approach, engineLoaded, frames, places, record, withWork} from '../support/regions.js';

const box = 'position: fixed; left: 300px; top: 400px; width: 120px; height: 80px';

/** Scripts that were in the page before the test: cancelled requests that had arrived stay. */
let earlier = new Set<Element>();

/** The URLs below `/test/` that the page's rules have fetched since. */
function prefetched(): string[] {
  return [...document.querySelectorAll('script[type="speculationrules"]')]
    .filter((script) => !earlier.has(script))
    .flatMap(({textContent}) =>
      [...textContent.matchAll(/\/test\/(declared-[\w-]+)/g)].map(([, name]) => name!),
    );
}

let count = 0;

/** A link in a prefetching region, to a new page; a press on it does not navigate. */
async function linkTo({
  href = `/test/declared-page-${++count}`,
  preload = 'prefetch',
  ...data
}: Record<string, string>) {
  const region = await fixture<PredictiveRegion>(html`
    <predictive-region targets="a" preload="prefetch">
      <a href=${href} data-preload=${preload} style=${box}>Link</a>
    </predictive-region>
  `);
  const link = region.querySelector('a')!;
  Object.assign(link.dataset, data);
  link.addEventListener('click', (event) => event.preventDefault());
  return {region, link, preloads: record(link, 'preload'), outcomes: record(link, 'preload-outcome')};
}

describe('a declared preload', () => {
  // Allows a page more requests, and all at once.
  const {requestsPerMinute, atOnce} = preloadLimits;
  before(() => Object.assign(preloadLimits, {requestsPerMinute: 60, atOnce: 60}));
  after(() => Object.assign(preloadLimits, {requestsPerMinute, atOnce}));
  beforeEach(() => (earlier = new Set(document.scripts)));
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('comes from the region for targets without their own', async () => {
    await needs('speculation-rules');
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region targets="a" preload="prefetch" eagerness="eager">
        <a href="/test/declared-by-region" style=${box}>Link</a>
      </predictive-region>
    `);
    const preloads = record(region, 'preload');
    await approach(places.two);
    await waitUntil(() => prefetched().includes('declared-by-region'));
    expect(preloads.length).to.equal(1);
  });

  for (const work of [undefined, false] as const)
    it(`is done where the listener's work is ${work}, as of a router that has nothing left to load`, async () => {
      const region = await fixture<PredictiveRegion>(html`
        <predictive-region targets="a"
          ><a href="/test/declared-by-nobody" style=${box}>Link</a></predictive-region
        >
      `);
      region.addEventListener('preload', (event) => event.waitUntil(work));
      await engineLoaded();
      await import('../../src/region/native-targets.js');
      await approach(places.two);
      await waitUntil(() => region.querySelector('a')!.dataset.preloadState === 'preloaded');
      expect(prefetched()).to.deep.equal([]);
    });

  for (const [what, attributes, expected] of [
    ['data-preload', {preload: 'prefetch'}, ['declared-by-itself']],
    [
      'data-preload-href',
      {preload: 'prefetch', preloadHref: '/test/declared-elsewhere'},
      ['declared-elsewhere'],
    ],
  ] as const) {
    it(`comes from the target itself, by ${what}`, async () => {
      await needs('speculation-rules');
      const region = await fixture<PredictiveRegion>(html`
        <predictive-region targets="a">
          <a href="/test/declared-by-itself" style=${box}>Link</a>
        </predictive-region>
      `);
      const link = region.querySelector('a')!;
      Object.assign(link.dataset, attributes);
      const preloads = record(link, 'preload');
      await approach(places.two);
      await waitUntil(() => preloads.length > 0);
      await waitUntil(() => prefetched().length > 0);
      expect(prefetched()).to.deep.equal([...expected]);
    });
  }

  for (const [what, change] of [
    ['data-preload="none"', (link: HTMLElement) => (link.dataset.preload = 'none')],
    [
      'the filter of the region',
      (link: HTMLElement) =>
        (link.closest('predictive-region')!.preloadFilter = ({pathname}, element) =>
          pathname !== '/test/declared-but-not' || element !== link),
    ],
  ] as const) {
    it(`is suppressed by ${what}, but its event fires`, async () => {
      const region = await fixture<PredictiveRegion>(html`
        <predictive-region targets="a" preload="prefetch">
          <a href="/test/declared-but-not" style=${box}>Link</a>
        </predictive-region>
      `);
      const link = region.querySelector('a')!;
      change(link);
      const preloads = record(link, 'preload');
      await approach(places.two);
      await waitUntil(() => preloads.length > 0);
      await preloads[0]!.finished().catch(() => undefined);
      await frames();
      expect(prefetched()).to.deep.equal([]);
    });
  }

  it('requested by the page stays complete while the pointer moves elsewhere', async () => {
    await needs('speculation-rules');
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region>
        <predictive-button preload="prerender" href="/test/declared-held" style=${box}
          >Page</predictive-button
        >
      </predictive-region>
    `);
    const held = (): string[] => prefetched().filter((name) => name === 'declared-held');
    region.querySelector<PredictiveButton>('predictive-button')!.requestPreload();
    // Prefetched, and then prerendered.
    await waitUntil(() => held().length === 2);
    await movePointer({
      points: [
        [20, 20],
        [21, 20, 16],
        [22, 21, 16],
      ],
    });
    await frames();
    expect(held().length).to.equal(2);
  });

  it('needs a higher probability if waste is costly', async () => {
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region>
        <predictive-button cost="1000" style=${box}>Costly</predictive-button>
      </predictive-region>
    `);
    const button = region.querySelector<PredictiveButton>('predictive-button')!;
    const preloads = record(button, 'preload');
    await approach(places.two);
    expect(button.predicted).to.be.true;
    expect(preloads.length).to.equal(0);
    button.cost = 0.1;
    await approach(places.two);
    await waitUntil(() => preloads.length > 0);
    expect(preloads[0]!.probability).to.be.at.least(payingProbability('moderate', 0.1));
  });

  it('never sends a form: a submit button’s event fires, but its formaction is not requested', async () => {
    const form = await fixture<HTMLFormElement>(html`
      <form action="/test/declared-form">
        <predictive-region targets="button" preload="prefetch">
          <button formaction="/test/declared-formaction" style=${box}>Send</button>
        </predictive-region>
      </form>
    `);
    const preloads = record(form, 'preload');
    await approach(places.two);
    await waitUntil(() => preloads.length > 0);
    await preloads[0]!.finished().catch(() => undefined);
    await frames();
    expect(prefetched()).to.deep.equal([]);
  });

  it('shows in the browser’s own tools, and in the score', async () => {
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region>
        <predictive-button style=${box}>Two</predictive-button>
      </predictive-region>
    `);
    const button = region.querySelector<PredictiveButton>('predictive-button')!;
    performance.clearMeasures('predictive-preload');
    const preloads = record(withWork(button), 'preload');
    await approach(places.two);
    await waitUntil(() => preloads.length > 0);
    button.click();
    const [measure] = performance.getEntriesByName('predictive-preload') as PerformanceMeasure[];
    const {used, trigger, leadMs} = measure!.detail as {used: boolean; trigger: string; leadMs: number};
    expect({used, trigger}).to.deep.equal({used: true, trigger: 'model'});
    expect(measure!.duration).to.be.closeTo(leadMs, 0.01);
    expect(region.scorecard).to.include({used: 1, wasted: 0, preloadPrecision: 1});
    expect(region.scorecard.medianPreloadLeadMs).to.be.closeTo(leadMs, 0.01);
  });

  for (const [what, attributes] of [
    ['has no action, and no listener with work', {preload: 'none'}],
    ['has a refused URL', {href: '/test/declared-sign-out'}],
    ['has a URL with a query', {href: '/test/declared?page=2'}],
  ] as const) {
    it(`has no outcome and no measure, and does not count in the score, when it ${what}`, async () => {
      const {region, link, preloads, outcomes} = await linkTo(attributes);
      performance.clearMeasures('predictive-preload');
      await approach(places.two);
      await waitUntil(() => preloads.length > 0);
      await preloads[0]!.finished().catch(() => undefined);
      await frames();
      link.click();
      expect(preloads[0]!.signal.aborted).to.be.false;
      expect(outcomes).to.be.empty;
      expect(performance.getEntriesByName('predictive-preload')).to.be.empty;
      expect(region.scorecard).to.deep.include({used: 0, wasted: 0, preloadsByTrigger: {}});
    });
  }

  it('is wasted by a press that a script handles, when it is done', async () => {
    const {region, link, preloads, outcomes} = await linkTo({});
    await approach(places.two);
    await waitUntil(() => preloads.length > 0);
    await preloads[0]!.finished().catch(() => undefined);
    link.click();
    await waitUntil(() => outcomes.length > 0);
    expect(outcomes.map(({used, reason}) => [used, reason])).to.deep.equal([[false, 'router']]);
    await waitUntil(() => region.scorecard.wasted > 0);
    expect(region.scorecard).to.deep.include({used: 0, wasted: 1, wastedByReason: {router: 1}});
  });

  for (const [what, attributes, use] of [
    [
      'is replaced by a listener that prevents it',
      {preload: 'none'},
      (event: PreloadEvent) => event.preventDefault(),
    ],
    [
      'has a listener with work, whatever the URL',
      {href: '/test/declared-sign-out'},
      (event: PreloadEvent) => event.waitUntil(Promise.resolve()),
    ],
  ] as const) {
    it(`has an outcome when it ${what}`, async () => {
      const {region, link, preloads, outcomes} = await linkTo(attributes);
      link.addEventListener('preload', use);
      await approach(places.two);
      await waitUntil(() => preloads.length > 0);
      await preloads[0]!.finished().catch(() => undefined);
      link.click();
      expect(outcomes.map(({used}) => used)).to.deep.equal([true]);
      await waitUntil(() => region.scorecard.used > 0);
      expect(region.scorecard.used).to.equal(1);
    });
  }

  it('has an outcome when its page was preloaded before', async () => {
    await needs('speculation-rules');
    const first = await linkTo({});
    await approach(places.two);
    await waitUntil(() => first.preloads.length > 0);
    await first.preloads[0]!.finished();
    first.link.click();
    first.region.remove();
    await approach(places.one);
    const {link, preloads, outcomes} = await linkTo({href: first.link.getAttribute('href')!});
    await approach(places.two);
    await waitUntil(() => preloads.length > 0);
    await preloads[0]!.finished();
    link.click();
    await waitUntil(() => outcomes.length > 0);
    expect(outcomes.map(({reason}) => reason)).to.deep.equal(['router']);
  });

  it('of a module that is cancelled too late is still finished by browsers', async () => {
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region>
        <predictive-button
          preload="module"
          preload-href=${faultyUrl('never', '/test/declared-module.js')}
          preload-allow="query"
          style=${box}
        ></predictive-button>
      </predictive-region>
    `);
    const button = region.querySelector<PredictiveButton>('predictive-button')!;
    const outcomes = record(button, 'preload-outcome');
    button.requestPreload();
    await waitUntil(() => document.querySelector('link[rel=modulepreload]'));
    button.disabled = true;
    await waitUntil(() => outcomes.length > 0);
    expect(region.scorecard).to.include({wasted: 1, withdrawnInTime: 0});
  });

  it('does not even fire an event for opted-out targets, by themselves or by an ancestor', async () => {
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region targets="a" preload="prefetch">
        <div data-no-preload><a href="/test/declared-opted-out" style=${box}>Link</a></div>
      </predictive-region>
    `);
    const preloads = record(region, 'preload');
    await approach(places.two);
    expect(region.querySelector('a')!.matches('[data-predicted]')).to.be.true;
    expect(preloads).to.be.empty;
    region
      .querySelector('a')!
      .dispatchEvent(
        new PointerEvent('pointerdown', {bubbles: true, composed: true, isPrimary: true, buttons: 1}),
      );
    expect(preloads).to.be.empty;
  });

  for (const [attributes, refusal] of [
    [{}, undefined],
    [{href: ''}, undefined],
    [{href: '/test/declared-sign-out'}, 'unsafe-words'],
    [{href: 'mailto:someone@shop.test'}, 'scheme'],
    [{href: '/test/declared?page=2'}, 'query'],
    [{href: '/test/declared?page=2', preloadAllow: 'query'}, undefined],
    [{href: '/test/declared-file.zip', preload: 'none'}, 'download'],
    [{href: '/test/declared.js?v=2', preload: 'module'}, 'query'],
    [{preloadHref: '/test/declared-logout'}, 'unsafe-words'],
  ] as const) {
    it(`has the refusal of ${JSON.stringify(attributes)} in its event: ${refusal}`, async () => {
      const {preloads} = await linkTo(attributes);
      await approach(places.two);
      await waitUntil(() => preloads.length > 0);
      expect(preloads[0]!.refusal).to.equal(refusal);
    });
  }

  it('has the refusal by the region’s filter in its event', async () => {
    const {region, preloads} = await linkTo({preload: 'none'});
    region.preloadFilter = () => false;
    await approach(places.two);
    await waitUntil(() => preloads.length > 0);
    expect(preloads[0]!.refusal).to.equal('filter');
  });
});
