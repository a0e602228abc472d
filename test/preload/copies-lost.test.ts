import {expect} from '@open-wc/testing';
import {keptMs} from '../../src/preload/answer-time.js';
import {onCopiesLost} from '../../src/preload/copies-lost.js';

/** Hides or shows the page at a time, ms, as the browser does when another tab is selected. */
function setHidden(hidden: boolean, timeStamp: number): void {
  Object.defineProperty(document, 'hidden', {configurable: true, value: hidden});
  const event = new Event('visibilitychange', {bubbles: true});
  Object.defineProperty(event, 'timeStamp', {value: timeStamp});
  document.dispatchEvent(event);
}

describe('the browser’s copies of what was fetched ahead', () => {
  let abort: AbortController;
  let losses: number;

  beforeEach(() => {
    abort = new AbortController();
    losses = 0;
    onCopiesLost(() => losses++, abort.signal);
  });
  afterEach(() => {
    abort.abort();
    Reflect.deleteProperty(document, 'hidden');
  });

  it('are lost when the page was hidden for longer than browsers keep them', () => {
    setHidden(true, 1000);
    setHidden(false, 1000 + keptMs);
    expect(losses, 'kept until then').to.equal(0);
    setHidden(true, 2000);
    expect(losses, 'not before it is seen again').to.equal(0);
    setHidden(false, 2000 + keptMs + 1);
    expect(losses).to.equal(1);
  });

  it('are kept by a page that is seen again in between', () => {
    for (const at of [1000, 1000 + keptMs, 1000 + 2 * keptMs]) {
      setHidden(true, at);
      setHidden(false, at + keptMs);
    }
    expect(losses).to.equal(0);
  });

  it('are not lost by a page that was hidden from the start, and then seen', () => {
    setHidden(false, 2 * keptMs);
    expect(losses).to.equal(0);
  });

  it('are lost when the page comes back from the back/forward cache, and not when it is first shown', () => {
    window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: false}));
    expect(losses).to.equal(0);
    window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
    expect(losses).to.equal(1);
  });

  it('are nobody’s concern once the signal has aborted', () => {
    setHidden(true, 0);
    abort.abort();
    setHidden(false, keptMs + 1);
    window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
    expect(losses).to.equal(0);
  });
});
