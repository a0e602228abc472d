import {expect, fixtureCleanup, nextFrame} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import '../../src/inspector/index.js';
import {handPath, pointInside, seededRandom} from '../support/approaches.js';
import {movePointer} from '../support/commands.js';
import {record, threeButtons} from '../support/regions.js';
import {button, dataset, openInspector, query, restPointer, show, text, until} from './inspectors.js';

describe('a replay', function () {
  this.timeout(30_000);

  afterEach(async () => {
    document.querySelector('predictive-inspector')?.remove();
    fixtureCleanup();
    await resetMouse();
  });

  it('replays a recorded movement to the region only, with the same prediction, and learns nothing', async () => {
    const {region, one} = await threeButtons({id: 'inspected', learn: 'manual', threshold: '0.4'});
    const random = seededRandom(3);
    const points = handPath({from: [300, 80], to: pointInside(one, random), random});
    await movePointer({points, down: true, up: true});
    await until(() => region.sampleCounts.perKey['one'] === 1);
    const inspector = await openInspector();
    await show(inspector, 'Data');
    await restPointer();
    button(inspector, 'List the samples').click();
    await until(() => query(inspector, '.samples') !== null);
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
    await until(() => text(inspector, '.status') !== '', 'it ends');
    expect(text(inspector, '.status')).to.match(/^Replayed: one was predicted \d+ ms before its press/);
    expect(changes.map(({key}) => key)).to.include('one');
    expect(heard).to.be.empty;
    await nextFrame();
    expect(region.sampleCounts).to.deep.equal({count: 1, none: 0, perKey: {one: 1}});
  });

  it('ends when another starts, so that one pointer is left', async () => {
    const {region} = await threeButtons({id: 'inspected', learn: 'manual'});
    await region.importDataset(dataset(4));
    const inspector = await openInspector();
    await show(inspector, 'Data');
    button(inspector, 'List the samples').click();
    await until(() => query(inspector, '.samples') !== null);
    const buttons = inspector.renderRoot.querySelectorAll<HTMLElement>('.samples [aria-label^="Replay"]');
    const moved: Event[] = [];
    const listening = new AbortController();
    addEventListener(
      'pointermove',
      (event) => {
        if (!event.isTrusted) moved.push(event);
      },
      {signal: listening.signal},
    );
    buttons[0]!.click();
    await until(() => moved.length > 3);
    buttons[1]!.click();
    await until(() => text(inspector, '.status').startsWith('Replayed'), 'it ends');
    const before = moved.length;
    for (let i = 0; i < 10; i++) await nextFrame();
    listening.abort();
    expect(moved.length).to.equal(before);
    const times = moved.map(({timeStamp}) => timeStamp);
    // Two replays at a time would send two events in a frame.
    const close = times.filter((time, index) => index > 0 && time - times[index - 1]! < 2);
    expect(close.length).to.be.below(3);
  });

  it('ends when the inspector is closed', async () => {
    const {region, one} = await threeButtons({id: 'inspected', learn: 'manual'});
    const random = seededRandom(4);
    await movePointer({
      points: handPath({from: [300, 80], to: pointInside(one, random), random}),
      down: true,
      up: true,
    });
    await until(() => region.sampleCounts.count === 1);
    const inspector = await openInspector();
    await show(inspector, 'Data');
    button(inspector, 'List the samples').click();
    await until(() => query(inspector, '.samples') !== null);
    const moved: Event[] = [];
    // The browser adds events of its own when the page has changed below the mouse.
    addEventListener('pointermove', (event) => {
      if (!event.isTrusted) moved.push(event);
    });
    button(inspector, 'Replay').click();
    await until(() => moved.length > 0);
    inspector.open = false;
    await inspector.updateComplete;
    const before = moved.length;
    for (let i = 0; i < 10; i++) await nextFrame();
    expect(moved.length).to.equal(before);
  });
});
