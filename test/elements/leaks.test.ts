import {expect, fixtureCleanup, oneEvent, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import {dataset} from '../support/dataset.js';
import {approach, newButton, places, record, threeButtons} from '../support/regions.js';
import {watchPage} from '../support/watch-page.js';

const page = watchPage();
await import('../../src/index.js');

/** What looks for tags of the rest of the family, as long as the page lasts. */
const ofThePage = page.observers();

/** The kit's remaining resources. */
function left(): string[] {
  return [
    ...page.listeners(),
    ...page.observers().slice(ofThePage.length),
    ...page.outstanding(),
    ...Array.from({length: page.workers()}, () => 'Worker'),
  ];
}

describe('after the removal of a region', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('no resources are left', async () => {
    expect(ofThePage).to.deep.equal(['MutationObserver']);
    const {region} = await threeButtons({targets: 'a', persist: 'session'});
    await approach(places.two);
    expect(page.listeners()).to.include.members(['window pointermove', 'window click', 'html pointerleave']);
    expect(page.observers().slice(1)).to.include('MutationObserver');
    expect(page.outstanding()).not.to.be.empty;
    region.remove();
    expect(left()).to.be.empty;
  });

  it('no resources are left of a learner that attends to other tabs', async () => {
    const {region} = await threeButtons({persist: 'session', name: 'attends'});
    await region.exportDataset();
    await waitUntil(() => page.listeners().includes('document visibilitychange'));
    region.remove();
    expect(left()).to.be.empty;
  });

  it('no resources are left after many insertions and removals', async () => {
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

  it('no resources are left of a disabled region, and of buttons outside every region', async () => {
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

  it('no worker is left after removal during training', async function () {
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

  it('no resources are left if a prediction’s listener removed it', async () => {
    const {region} = await threeButtons();
    region.addEventListener('predictive-change', () => region.remove(), {once: true});
    const errors = record(region, 'predictive-error');
    await approach(places.two);
    expect(region.isConnected).to.be.false;
    expect(left()).to.be.empty;
    expect(errors).to.be.empty;
  });
});
