import {expect, fixtureCleanup, oneEvent, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import {madeUpSamples} from '../learning/samples.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {approach, newButton, places, record, threeButtons} from '../support/regions.js';
import {watchPage} from '../support/watch-page.js';

const page = watchPage();
await import('../../src/index.js');

/** What of the kit is still there. */
function left(): string[] {
  return [
    ...page.listeners(),
    ...page.observers(),
    ...page.outstanding(),
    ...Array.from({length: page.workers()}, () => 'Worker'),
  ];
}

function dataset(count: number): File {
  return new File([formatDataset(madeUpSamples({count}))], 'made-up.json');
}

describe('after a region was removed', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('nothing is left that was there while it was in the page', async () => {
    const {region} = await threeButtons({targets: 'a', persist: 'session'});
    await approach(places.two);
    expect(page.listeners()).to.include.members(['window pointermove', 'window click', 'html pointerleave']);
    expect(page.observers()).to.include('MutationObserver');
    expect(page.outstanding()).not.to.be.empty;
    region.remove();
    expect(left()).to.be.empty;
  });

  it('nothing is left however often it came and went', async () => {
    const {region} = await threeButtons();
    const parent = region.parentElement!;
    const before = page.listeners().length;
    for (let i = 0; i < 100; i++) {
      region.remove();
      parent.append(region);
    }
    expect(page.listeners().length).to.equal(before);
    region.remove();
    expect(left()).to.be.empty;
  });

  it('nothing is left of a region that was disabled, and of buttons outside every region', async () => {
    const {region} = await threeButtons();
    const alone = newButton('alone');
    document.body.append(alone);
    await approach(places.two);
    region.disabled = true;
    await region.updateComplete;
    expect(page.outstanding()).to.be.empty;
    expect(page.listeners()).not.to.include('window pointermove');
    region.remove();
    alone.remove();
    expect(left()).to.be.empty;
  });

  it('no worker is left when it was removed while training', async function () {
    this.timeout(60_000);
    const {region} = await threeButtons({backend: 'cpu', learn: 'manual'});
    await region.importDataset(dataset(100));
    const begun = oneEvent(region, 'predictive-train');
    const ended = region.train().then(
      () => 'trained',
      (error: Error) => error.name,
    );
    await begun;
    await waitUntil(() => page.workers() === 1);
    region.remove();
    expect(await ended).to.equal('AbortError');
    await waitUntil(() => left().length === 0, left().join());
  });

  it('no worker is left after training', async function () {
    this.timeout(60_000);
    const {region} = await threeButtons({backend: 'cpu', learn: 'manual'});
    await region.importDataset(dataset(60));
    await region.train();
    expect(page.workers()).to.equal(0);
    region.remove();
    await waitUntil(() => left().length === 0, left().join());
  });

  it('nothing is left when a listener of a prediction removes it', async () => {
    const {region} = await threeButtons();
    region.addEventListener('predictive-change', () => region.remove(), {once: true});
    const errors = record(region, 'predictive-error');
    await approach(places.two);
    expect(region.isConnected).to.be.false;
    expect(left()).to.be.empty;
    expect(errors).to.be.empty;
  });
});
