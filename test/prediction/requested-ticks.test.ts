import {expect} from '@open-wc/testing';
import {Engine} from '../../src/prediction/engine.js';
import {settledMs} from '../../src/prediction/pace.js';
import {scorerInUse} from '../../src/prediction/model-in-use.js';

describe('a tick that is requested', () => {
  /** An engine whose latest tick was at 1,000 ms, without a target near. */
  function ticked(): Engine<string> {
    const engine = new Engine<string>({model: scorerInUse().rows});
    engine.push(0, 0, 990);
    engine.push(10, 10, 1000);
    engine.tick(1000, {targets: [], boxes: [], isOverTarget: false});
    return engine;
  }

  it('comes at the usual pace', () => {
    const engine = ticked();
    engine.requestTick();
    expect(engine.nextTickAt).to.equal(1000 + settledMs);
  });

  it('F43 comes sooner where that is wanted, also when one was requested before', () => {
    const engine = ticked();
    engine.requestTick(8);
    expect(engine.nextTickAt).to.equal(1008);
    const other = ticked();
    other.push(12, 12, 1004);
    other.requestTick(8);
    expect(other.nextTickAt).to.equal(1008);
  });

  it('does not come later because of another request', () => {
    const engine = ticked();
    engine.requestTick(8);
    engine.requestTick();
    engine.push(12, 12, 1004);
    expect(engine.nextTickAt).to.equal(1008);
  });

  it('does not come without a movement', () => {
    const engine = ticked();
    engine.startMovement();
    engine.requestTick(8);
    expect(engine.nextTickAt).to.equal(Infinity);
  });
});
