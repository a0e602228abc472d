import {expect, fixtureCleanup, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import {movePointer} from '../support/commands.js';
import {approach, places, predictedIn, record, threeButtons, withWork} from '../support/regions.js';

describe('a press beside every target', () => {
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('clears the prediction and withdraws the preload at once', async () => {
    const {region, two} = await threeButtons({habits: 'off'});
    const preloads = record(two, 'preload');
    const outcomes = record(withWork(two), 'preload-outcome');
    await approach(places.two);
    await waitUntil(() => preloads.length > 0);
    expect(predictedIn(region)).to.deep.equal(['two']);
    const found: {predicted: string[]; outcomes: number}[] = [];
    window.addEventListener(
      'pointerdown',
      () => found.push({predicted: predictedIn(region), outcomes: outcomes.length}),
      {once: true},
    );
    const [x, y] = places.two;
    await movePointer({points: [[x, y - 60]], down: true, up: true});
    expect(found).to.deep.equal([{predicted: [], outcomes: 1}]);
    expect(outcomes.map(({used, reason}) => [used, reason])).to.deep.equal([[false, 'withdrawn']]);
    expect(preloads[0]!.signal.aborted).to.be.true;
  });

  it('by a finger does so with its click', async () => {
    const {region, two} = await threeButtons({habits: 'off'});
    const outcomes = record(withWork(two), 'preload-outcome');
    await approach(places.two);
    expect(predictedIn(region)).to.deep.equal(['two']);
    const [x, y] = places.two;
    const found: {predicted: string[]; outcomes: number}[] = [];
    window.addEventListener(
      'click',
      () => found.push({predicted: predictedIn(region), outcomes: outcomes.length}),
      {once: true},
    );
    await movePointer({points: [[x, y - 200]], pointerType: 'touch'});
    await waitUntil(() => found.length > 0);
    expect(found).to.deep.equal([{predicted: [], outcomes: 1}]);
  });

  it('leaves what the page has requested', async () => {
    const {two} = await threeButtons({habits: 'off'});
    const outcomes = record(withWork(two), 'preload-outcome');
    const preloads = record(two, 'preload');
    two.requestPreload();
    await waitUntil(() => preloads.length > 0);
    await movePointer({points: [[700, 100]], down: true, up: true});
    expect(outcomes).to.be.empty;
    two.click();
    expect(outcomes.map(({used}) => used)).to.deep.equal([true]);
  });
});
