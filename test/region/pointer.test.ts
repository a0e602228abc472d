import {expect, nextFrame, waitUntil} from '@open-wc/testing';
import {Engine} from '../../src/prediction/engine.js';
import {restMs} from '../../src/prediction/pace.js';
import {Pointer} from '../../src/region/pointer.js';

/** The data of a tick. */
interface Tick {
  now: number;
  resting: boolean;
}

const nowhere = {targets: [], boxes: [], isOverTarget: true};

describe('Pointer', () => {
  let ticks: Tick[];
  let losses: number;
  let pointer: Pointer;
  let watching: AbortController;

  function send(type: string, x = 0): void {
    const init = {pointerId: 1, isPrimary: true, clientX: x, clientY: 10};
    window.dispatchEvent(new PointerEvent(type, init));
  }

  /** Moves, and waits for the next tick. */
  async function move(x: number): Promise<Tick> {
    const before = ticks.length;
    send('pointermove', x);
    await waitUntil(() => ticks.length > before, 'a tick');
    return ticks[before]!;
  }

  /** Waits for the next tick of a rest. */
  async function rest(): Promise<Tick> {
    const before = ticks.length;
    await waitUntil(() => ticks.length > before, 'a rest', {interval: 5, timeout: 4000});
    expect(ticks[before]!.resting).to.be.true;
    return ticks[before]!;
  }

  beforeEach(() => {
    ticks = [];
    losses = 0;
    watching = new AbortController();
    const model = {logits: (_: Float32Array, rows: number, out: Float32Array) => out.fill(0, 0, rows)};
    const engine = new Engine<never>({model});
    pointer = new Pointer(engine, {
      tick: () => {
        const now = performance.now();
        if (engine.trajectory.length > 0) ticks.push({now, resting: engine.isResting});
        engine.tick(now, nowhere);
      },
      pressStart: () => {},
      pointerLost: () => losses++,
    });
    pointer.watch(window, watching.signal);
  });

  afterEach(() => watching.abort());

  it('ticks once for any number of simultaneous events', async () => {
    for (let x = 0; x < 10; x++) send('pointermove', x);
    await nextFrame();
    await nextFrame();
    expect(ticks.map(({resting}) => resting)).to.deep.equal([false]);
  });

  it('ticks at a rest after the last movement, not after the first, and once more', async function () {
    this.timeout(10_000);
    // On a busy machine a timer may be late.
    this.retries(3);
    const first = await move(1);
    await waitUntil(() => performance.now() > first.now + restMs[0] / 2);
    const last = await move(2);
    expect((await rest()).now - last.now).to.be.within(restMs[0] - 1, restMs[0] + 150);
    expect((await rest()).now - last.now).to.be.within(restMs[1] - 1, restMs[1] + 150);
  });

  for (const [what, interrupt] of [
    ['after a press', () => send('pointerdown')],
    ['after losing the pointer', () => window.dispatchEvent(new FocusEvent('blur'))],
    ['after an interrupted rest', () => rest()],
  ] as const) {
    it(`ticks at a rest ${what} and a further movement`, async () => {
      await move(1);
      await interrupt();
      const last = await move(2);
      expect((await rest()).now - last.now).to.be.within(restMs[0] - 1, restMs[0] + 150);
    });
  }

  it('does not tick at a rest after a press', async () => {
    const {now} = await move(1);
    send('pointerdown');
    await waitUntil(() => performance.now() > now + restMs[0] + 100);
    expect(ticks.length).to.equal(1);
  });

  for (const [pointerType, lost] of [
    ['mouse', 2],
    ['pen', 2],
    ['touch', 0],
  ] as const)
    it(`loses ${lost === 0 ? 'nothing' : 'its trajectory'} when a ${pointerType} pointer is cancelled or leaves`, () => {
      const init = {pointerId: 1, isPrimary: true, pointerType};
      window.dispatchEvent(new PointerEvent('pointercancel', init));
      document.documentElement.dispatchEvent(new PointerEvent('pointerleave', init));
      expect(losses).to.equal(lost);
    });

  it('continues when it watches again after the page was hidden', async () => {
    const visibility = (state: string): void => {
      Object.defineProperty(document, 'visibilityState', {value: state, configurable: true});
      document.dispatchEvent(new Event('visibilitychange'));
    };
    visibility('hidden');
    watching.abort();
    visibility('visible');
    Reflect.deleteProperty(document, 'visibilityState');
    watching = new AbortController();
    pointer.watch(window, watching.signal);
    expect((await move(1)).resting).to.be.false;
  });
});
