import {aTimeout, expect, waitUntil} from '@open-wc/testing';
import type {PreloadAction} from '../../src/core/preload.js';
import {Preloader} from '../../src/preload/preloader.js';

/** Whether the code that makes requests has been fetched; a file of its own, since no page loads it twice. */
function isLoaded(): boolean {
  return performance.getEntriesByType('resource').some(({name}) => name.includes('preload-steps'));
}

describe('the code of a preload’s steps', () => {
  it('comes with the first likely target that declares any, before the preload starts', async () => {
    let action: PreloadAction | 'none' = 'none';
    const element = document.createElement('button');
    const events: string[] = [];
    element.addEventListener('preload', ({type}) => events.push(type));
    const target = {
      element,
      key: null,
      targetDisabled: false,
      preloadDeclaration: {},
      showPredicted: () => {},
      showPreload: () => {},
      showHint: () => {},
    };
    const preloader = new Preloader({
      signal: new AbortController().signal,
      now: () => performance.now(),
      onOutcome: () => {},
      declarationOf: () => ({action, href: '/test/none.html', eagerness: 'moderate', cost: 1, allow: []}),
      filter: () => undefined,
      show: () => {},
      report: (error) => expect.fail(String(error)),
    });
    preloader.predict(target, 0.1);
    await aTimeout(100);
    expect(isLoaded(), 'nothing is declared').to.equal(false);
    action = 'prefetch';
    preloader.predict(target, 0.01);
    expect(isLoaded(), 'it is unlikely').to.equal(false);
    preloader.predict(target, 0.1);
    await waitUntil(isLoaded);
    expect(events.length).to.equal(0);
  });
});
