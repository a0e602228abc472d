import {expect} from '@open-wc/testing';
import {sendMouse} from '@web/test-runner-commands';
import {
  faultyUrl,
  markRequests,
  movePointer,
  needs,
  requestsSince,
  slowUrl,
  straightPath,
} from './commands.js';

/** Every pointer event of `type` in the page until the test ends, coalesced ones included. */
function collect(type: string): PointerEvent[] {
  const events: PointerEvent[] = [];
  const onEvent = (event: Event) => {
    // `type` names a pointer event.
    const pointerEvent = event as PointerEvent;
    const coalesced = pointerEvent.getCoalescedEvents();
    events.push(...(coalesced.length > 0 ? coalesced : [pointerEvent]));
  };
  addEventListener(type, onEvent, {signal: ended.signal});
  return events;
}

function startWorker(source: string): Worker {
  return new Worker(URL.createObjectURL(new Blob([source], {type: 'text/javascript'})));
}

let ended: AbortController;
beforeEach(() => (ended = new AbortController()));
afterEach(() => ended.abort());

describe('movePointer', () => {
  it('moves with trusted events', async () => {
    const moves = collect('pointermove');
    await movePointer({points: straightPath({from: [100, 100], to: [300, 200], durationMs: 160})});
    expect(moves.every(({isTrusted}) => isTrusted)).to.equal(true);
    expect([moves[0]!.clientX, moves.at(-1)!.clientX]).to.deep.equal([100, 300]);
  });

  it('moves through every point, with events that are exactly as far apart as asked', async () => {
    await needs('event-times');
    const moves = collect('pointermove');
    await movePointer({points: straightPath({from: [100, 100], to: [300, 200], durationMs: 160})});
    expect(moves.map(({clientX}) => clientX)).to.deep.equal(Array.from({length: 21}, (_, i) => 100 + 10 * i));
    for (const [index, event] of moves.entries())
      if (index > 0) expect(event.timeStamp - moves[index - 1]!.timeStamp).to.be.closeTo(8, 0.2);
  });

  it('clicks where the path ends', async () => {
    const clicks: MouseEvent[] = [];
    addEventListener('click', (event) => clicks.push(event), {signal: ended.signal});
    await movePointer({points: [[20, 30], [50, 60, 10]], down: true, up: true}); // prettier-ignore
    expect(clicks.map(({clientX, clientY, isTrusted}) => [clientX, clientY, isTrusted])).to.deep.equal([
      [50, 60, true],
    ]);
  });

  it('leaves the mouse where sendMouse continues', async () => {
    const presses = collect('pointerdown');
    await movePointer({points: [[10, 10], [210, 110, 5]]}); // prettier-ignore
    await sendMouse({type: 'down'});
    await sendMouse({type: 'up'});
    expect(presses.map(({clientX, clientY}) => [clientX, clientY])).to.deep.equal([[210, 110]]);
  });

  it('touches and lifts a finger', async () => {
    document.documentElement.style.touchAction = 'none';
    const downs = collect('pointerdown');
    const ups = collect('pointerup');
    await movePointer({
      points: straightPath({from: [50, 50], to: [150, 50], durationMs: 80}),
      pointerType: 'touch',
    });
    document.documentElement.style.touchAction = '';
    expect(downs.map(({pointerType, clientX}) => [pointerType, clientX])).to.deep.equal([['touch', 50]]);
    expect(ups.map(({pointerType, clientX}) => [pointerType, clientX])).to.deep.equal([['touch', 150]]);
  });

  it('is a pen when asked', async () => {
    const moves = collect('pointermove');
    await movePointer({points: [[10, 10], [40, 40, 10]], pointerType: 'pen'}); // prettier-ignore
    expect(new Set(moves.map(({pointerType}) => pointerType))).to.deep.equal(new Set(['pen']));
  });
});

describe('requestsSince', () => {
  it('lists the page’s requests after the mark, in order', async () => {
    await fetch('/package.json?before');
    const mark = await markRequests();
    await fetch('/package.json?one');
    await fetch('/package.json?two');
    expect(await requestsSince(mark)).to.deep.equal(['/package.json?one', '/package.json?two']);
  });

  it('lists a worker’s requests', async () => {
    const mark = await markRequests();
    const worker = startWorker(
      `fetch('${location.origin}/package.json?worker').then(() => postMessage('done'))`,
    );
    await new Promise((resolve) => worker.addEventListener('message', resolve, {once: true}));
    worker.terminate();
    expect(await requestsSince(mark)).to.deep.equal(['/package.json?worker']);
  });

  it('lists requests to other origins, of the page and of a worker', async () => {
    await needs('requests-elsewhere');
    const elsewhere = `http://127.0.0.1:${location.port}/__fault/404`;
    const mark = await markRequests();
    await fetch(`${elsewhere}/page`).catch(() => undefined);
    const worker = startWorker(`fetch('${elsewhere}/worker').catch(() => postMessage('failed'))`);
    await new Promise((resolve) => worker.addEventListener('message', resolve, {once: true}));
    expect(await requestsSince(mark)).to.deep.equal([`${elsewhere}/page`, `${elsewhere}/worker`]);
    worker.terminate();
  });
});

describe('faults', () => {
  it('answers 404', async () => {
    expect((await fetch(faultyUrl('404', '/package.json'))).status).to.equal(404);
  });

  it('answers a page in place of a file', async () => {
    const response = await fetch(faultyUrl('html', '/package.json'));
    expect(response.status).to.equal(200);
    expect(await response.text()).to.match(/^<!doctype html>/);
  });

  it('answers half of a file', async () => {
    const whole = await (await fetch('/package.json')).arrayBuffer();
    const half = await (await fetch(faultyUrl('half', '/package.json'))).arrayBuffer();
    expect(half.byteLength).to.equal(Math.floor(whole.byteLength / 2));
  });

  it('breaks the connection in the middle of a file', async () => {
    const response = await fetch(faultyUrl('cut', '/package.json'));
    const failure: unknown = await response.text().then(() => undefined, (error: unknown) => error); // prettier-ignore
    expect(failure).to.be.instanceOf(TypeError);
  });

  it('never answers', async () => {
    const answered = fetch(faultyUrl('never', '/package.json'), {signal: AbortSignal.timeout(300)});
    const failure: unknown = await answered.then(() => undefined, (error: unknown) => error); // prettier-ignore
    // WebKit's fetch uses one name for every abort.
    expect(failure).to.have.property('name').that.is.oneOf(['TimeoutError', 'AbortError']);
  });

  it('redirects to the file', async () => {
    const response = await fetch(faultyUrl('redirect', '/package.json'));
    expect([response.redirected, response.status]).to.deep.equal([true, 200]);
  });

  it('answers late', async () => {
    const begun = performance.now();
    const response = await fetch(slowUrl('/package.json', {delayMs: 200}));
    expect(response.status).to.equal(200);
    expect(performance.now() - begun).to.be.at.least(200);
  });
});
