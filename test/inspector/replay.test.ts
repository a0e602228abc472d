import {expect, fixtureCleanup, nextFrame, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import '../../src/inspector/index.js';
import {handPath, pointInside, seededRandom} from '../support/approaches.js';
import {movePointer} from '../support/commands.js';
import {record, threeButtons} from '../support/regions.js';
import {button, openInspector, query, restPointer, show, text} from './inspectors.js';

describe('a replay', function () {
  this.timeout(30_000);

  afterEach(async () => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
    await resetMouse();
  });

  it('plays a recorded movement to the region alone, which predicts as it did, and learns nothing', async () => {
    const {region, one} = await threeButtons({id: 'inspected', learn: 'manual', threshold: '0.4'});
    const random = seededRandom(3);
    const points = handPath({from: [300, 80], to: pointInside(one, random), random});
    await movePointer({points, down: true, up: true});
    await waitUntil(() => region.sampleCounts.perKey['one'] === 1);
    const inspector = await openInspector();
    await show(inspector, 'Data');
    await restPointer();
    button(inspector, 'List the samples').click();
    await waitUntil(() => query(inspector, '.samples') !== null);
    const heard: Event[] = [];
    document.addEventListener(
      'pointermove',
      (event) => {
        if (!event.isTrusted) heard.push(event);
      },
      {
        capture: true,
      },
    );
    const changes = record(region, 'predictive-change');
    button(inspector, 'Replay').click();
    await waitUntil(() => text(inspector, '.status') !== '', 'it ends', {timeout: 10_000});
    expect(text(inspector, '.status')).to.match(/^Replayed: one was predicted \d+ ms before it had been/);
    expect(changes.map(({key}) => key)).to.include('one');
    expect(heard).to.be.empty;
    await nextFrame();
    expect(region.sampleCounts).to.deep.equal({count: 1, none: 0, perKey: {one: 1}});
  });

  it('ends when the inspector is closed', async () => {
    const {region, one} = await threeButtons({id: 'inspected', learn: 'manual'});
    const random = seededRandom(4);
    await movePointer({
      points: handPath({from: [300, 80], to: pointInside(one, random), random}),
      down: true,
      up: true,
    });
    await waitUntil(() => region.sampleCounts.count === 1);
    const inspector = await openInspector();
    await show(inspector, 'Data');
    button(inspector, 'List the samples').click();
    await waitUntil(() => query(inspector, '.samples') !== null);
    const moved: Event[] = [];
    // The browser adds its own where the page has changed below the mouse.
    addEventListener('pointermove', (event) => {
      if (!event.isTrusted) moved.push(event);
    });
    button(inspector, 'Replay').click();
    await waitUntil(() => moved.length > 0);
    inspector.open = false;
    await inspector.updateComplete;
    const before = moved.length;
    for (let i = 0; i < 10; i++) await nextFrame();
    expect(moved.length).to.equal(before);
  });
});
