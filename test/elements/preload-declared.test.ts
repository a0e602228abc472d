import {expect, fixture, fixtureCleanup, html, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveButton, PredictiveRegion} from '../../src/index.js';
import {movePointer} from '../support/commands.js';
import {approach, frames, places, record} from '../support/regions.js';

const box = 'position: fixed; left: 300px; top: 400px; width: 120px; height: 80px';

/** The URLs that rules in the page have fetched, below `/test/`. */
function prefetched(): string[] {
  return [...document.querySelectorAll('script[type="speculationrules"]')].flatMap(({textContent}) =>
    [...textContent.matchAll(/\/test\/(declared-[\w-]+)/g)].map(([, name]) => name!),
  );
}

describe('a declared preload', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('is that of the region for targets that do not say', async () => {
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

  for (const [what, attributes, expected] of [
    ['data-preload', {preload: 'prefetch'}, ['declared-by-itself']],
    [
      'data-preload-href',
      {preload: 'prefetch', preloadHref: '/test/declared-elsewhere'},
      ['declared-elsewhere'],
    ],
  ] as const) {
    it(`is the target’s own, by ${what}`, async () => {
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
    ['data-no-preload', (link: HTMLElement) => (link.dataset.noPreload = '')],
    [
      'the filter of the region',
      (link: HTMLElement) =>
        (link.closest('predictive-region')!.preloadFilter = ({pathname}, element) =>
          pathname !== '/test/declared-but-not' || element !== link),
    ],
  ] as const) {
    it(`is left undone by ${what}; the event comes all the same`, async () => {
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

  it('that the page asked for stays with all of it while the pointer moves elsewhere', async () => {
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region>
        <predictive-button preload="prerender" href="/test/declared-held" style=${box}
          >Page</predictive-button
        >
      </predictive-region>
    `);
    const held = (): string[] => prefetched().filter((name) => name === 'declared-held');
    region.querySelector<PredictiveButton>('predictive-button')!.requestPreload();
    // Fetched, and rendered.
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

  it('waits until it is surer where a wasted one is dear', async () => {
    const region = await fixture<PredictiveRegion>(html`
      <predictive-region>
        <predictive-button cost="1000" style=${box}>Dear</predictive-button>
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
    expect(preloads[0]!.probability).to.be.at.least(0.15 / 1.15);
  });

  it('never sends a form: a submit button’s event comes, its formaction is not asked for', async () => {
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
    const preloads = record(button, 'preload');
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
});
