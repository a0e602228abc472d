import {expect} from '@open-wc/testing';
import {EarlyInput} from '../../src/region/early-input.js';

describe('EarlyInput', () => {
  let early: EarlyInput;
  let watching: AbortController;
  let inputs: number;

  beforeEach(() => {
    early = new EarlyInput();
    watching = new AbortController();
    inputs = 0;
    early.watch(window, {onInput: () => inputs++, signal: watching.signal});
  });

  afterEach(() => watching.abort());

  it('keeps events with the path that they had, oldest first, and gives them away once', () => {
    const button = document.createElement('button');
    document.body.append(button);
    button.dispatchEvent(new PointerEvent('pointermove', {bubbles: true}));
    button.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}));
    button.remove();
    expect(inputs).to.equal(2);
    const kept = early.take();
    expect(kept.map(({event}) => event.type)).to.deep.equal(['pointermove', 'pointerdown']);
    expect(kept.every(({path}) => path[0] === button && path.includes(window))).to.be.true;
    expect(early.take()).to.be.empty;
  });

  it('keeps 256 events, the newest', () => {
    for (let x = 0; x < 300; x++) window.dispatchEvent(new PointerEvent('pointermove', {clientX: x}));
    const kept = early.take().map(({event}) => (event as PointerEvent).clientX);
    expect(kept.length).to.equal(256);
    expect([kept[0], kept.at(-1)]).to.deep.equal([44, 299]);
  });

  it('keeps no key but Tab, and does not take typing for a visitor who is about to press', () => {
    for (const key of ['a', 'Enter', 'Tab', ' ']) window.dispatchEvent(new KeyboardEvent('keydown', {key}));
    expect(early.take().map(({event}) => (event as KeyboardEvent).key)).to.deep.equal(['Tab']);
    expect(inputs).to.equal(1);
  });

  it('forgets everything when the page is left', () => {
    window.dispatchEvent(new PointerEvent('pointermove'));
    window.dispatchEvent(new FocusEvent('blur'));
    expect(early.take()).to.be.empty;
  });

  it('reports at once to who watches later that there is something', () => {
    window.dispatchEvent(new PointerEvent('pointermove'));
    watching.abort();
    let later = 0;
    watching = new AbortController();
    early.watch(window, {onInput: () => later++, signal: watching.signal});
    expect(later).to.equal(1);
  });

  it('keeps nothing after its signal aborts', () => {
    watching.abort();
    window.dispatchEvent(new PointerEvent('pointermove'));
    expect(early.take()).to.be.empty;
    expect(inputs).to.equal(0);
  });
});
