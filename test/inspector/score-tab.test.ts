import {expect, fixtureCleanup} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import '../../src/inspector/index.js';
import {handPath, pointInside, seededRandom} from '../support/approaches.js';
import {movePointer} from '../support/commands.js';
import {record, threeButtons} from '../support/regions.js';
import {figures, inView, openInspector, query, show, until} from './inspectors.js';

describe('the score tab of the inspector', function () {
  this.timeout(30_000);

  afterEach(async () => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
    await resetMouse();
  });

  it('offers the prefetching of links while no preload has ended', async () => {
    const {region} = await threeButtons({id: 'inspected', learn: 'off'});
    const inspector = await openInspector();
    await show(inspector, 'Score');
    query(inspector, inView('Preloads', '.empty button'))!.click();
    expect(region.preload).to.equal('prefetch');
    await until(() => query(inspector, inView('Preloads', '.empty')) === null);
  });

  it('shows presses, predictions and preloads, and draws lead and waste', async () => {
    const {region, one} = await threeButtons({id: 'inspected', learn: 'off', threshold: '0.4'});
    // Only preloads with work are counted.
    region.addEventListener('preload', (event) => event.waitUntil(Promise.resolve()));
    const inspector = await openInspector();
    await show(inspector, 'Score');
    const ends = record(region, 'preload-outcome');
    const random = seededRandom(5);
    for (let i = 0; i < 2; i++) {
      const points = handPath({from: [320, 80], to: pointInside(one, random), random});
      await movePointer({points, down: true, up: true});
    }
    await until(() => figures(inspector)['Presses'] === '2');
    await until(() => ends.length > 0);
    const {scorecard} = region;
    await until(() => figures(inspector)['Predictions'] === String(scorecard.predictions));
    const shown = figures(inspector);
    const {predictedPresses, recall, used, wasted, usedBytes, wastedBytes} = scorecard;
    expect(shown['of them predicted (recall)']).to.equal(
      `${predictedPresses}, ${Math.round(recall! * 100)}\u00a0%`,
    );
    expect(shown['Used']).to.equal(`${used}, ${usedBytes}\u00a0B`);
    expect(shown['Wasted']).to.equal(`${wasted}, ${wastedBytes}\u00a0B`);
    expect(shown['Wasted per press']).to.equal((wasted / 2).toFixed(2));
    const drawn = (kind: string): number => inspector.renderRoot.querySelectorAll(`rect.${kind}`).length;
    expect([drawn('used'), drawn('wasted')]).to.deep.equal([
      ends.filter((end) => end.used).length,
      ends.filter((end) => !end.used).length,
    ]);
    expect(query(inspector, inView('Preloads', 'figure svg'))!.getAttribute('aria-label')).to.match(
      /^Of \d+\spreloads?, \d+ were/,
    );
  });
});
