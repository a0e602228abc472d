import {aTimeout, expect, fixtureCleanup, waitUntil} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import {straightPath, movePointer} from '../support/commands.js';
import {approach, places, threeButtons} from '../support/regions.js';
import {watchPage} from '../support/watch-page.js';

const page = watchPage();
await import('../../src/index.js');

/** What `whenIdle()` schedules: WebKit has no idle callbacks. */
const idle = 'requestIdleCallback' in window ? 'requestIdleCallback' : 'setTimeout';

/** Time without activity, ms: longer than any pause that the kit waits for. */
const quietMs = 5000;

describe('a page at rest', () => {
  beforeEach(() => (page.scheduled.length = 0));
  afterEach(async () => {
    fixtureCleanup();
    await resetMouse();
  });

  it('schedules only one idle callback while the pointer has never moved', async () => {
    await threeButtons({learn: 'manual'});
    await threeButtons();
    await waitUntil(() => page.outstanding().length === 0, 'the page is idle', {timeout: 5000});
    // One of each region, and one of each scene, which waits likewise.
    expect(page.scheduled).to.deep.equal([idle, idle, idle, idle]);
    page.scheduled.length = 0;
    await aTimeout(1000);
    expect([...page.scheduled, ...page.outstanding()]).to.be.empty;
  });

  it('schedules nothing for 5 s after a movement, with three regions on it', async function () {
    this.timeout(15_000);
    for (let i = 0; i < 3; i++) await threeButtons();
    await approach(places.two);
    expect(page.scheduled).to.include('setTimeout');
    await waitUntil(() => page.outstanding().length === 0, 'the page is idle', {timeout: 5000});
    page.scheduled.length = 0;
    await aTimeout(quietMs);
    expect([...page.scheduled, ...page.outstanding()]).to.be.empty;
  });

  it('schedules nothing more once the pointer rests on a button', async function () {
    this.timeout(10_000);
    const {two} = await threeButtons();
    const [x, y] = places.two;
    await movePointer({points: straightPath({from: [x, 60], to: [x, y], durationMs: 200})});
    await waitUntil(() => two.predicted, 'predicted while the hand may still press', {timeout: 2000});
    await waitUntil(() => page.outstanding().length === 0, 'the page is idle', {timeout: 5000});
    page.scheduled.length = 0;
    await aTimeout(1000);
    expect([...page.scheduled, ...page.outstanding()]).to.be.empty;
  });

  it('schedules one tick per region for a burst of events', async () => {
    await threeButtons();
    await movePointer({points: [[100, 100]]});
    await waitUntil(() => page.outstanding().length === 0, 'the page is idle', {timeout: 5000});
    page.scheduled.length = 0;
    for (let i = 0; i < 100; i++)
      window.dispatchEvent(new PointerEvent('pointermove', {pointerId: 1, clientX: i, clientY: 100}));
    expect(page.scheduled).to.deep.equal(['setTimeout']);
  });
});
