import {expect} from '@open-wc/testing';
import {DecisionLog} from '../../src/inspector/decision-log.js';

const one = document.createElement('button');
const two = document.createElement('button');
const sentence = 'Why.';

/** The kind, title and details of each entry, newest first. */
function inWords({entries}: DecisionLog): string[] {
  return entries.map(({kind, title, details}) =>
    [kind, title, ...details].join(' | ').replaceAll('\u00a0', ' '),
  );
}

describe('DecisionLog', () => {
  let log: DecisionLog;
  beforeEach(() => (log = new DecisionLog()));

  it('tells a press that was predicted, with the time from the prediction to the press', () => {
    log.predicted({element: one, name: 'One', time: 1000, probability: 0.6, sentence});
    log.pressed({element: one, name: 'One', time: 1900});
    log.cleared({element: one, name: 'One', time: 1905, probability: 0, sentence});
    expect(inWords(log)).to.deep.equal(['foreseen | One pressed | 0.9 s ahead', 'predicted | One 60 %']);
  });

  it('tells the same when the region has cleared its prediction before the press is heard of', () => {
    log.predicted({element: one, name: 'One', time: 1000, probability: 0.6, sentence});
    log.cleared({element: one, name: 'One', time: 1890, probability: 0, sentence});
    log.pressed({element: one, name: 'One', time: 1900});
    expect(inWords(log)).to.deep.equal(['foreseen | One pressed | 0.9 s ahead', 'predicted | One 60 %']);
  });

  it('tells a press that nothing had predicted, or another target', () => {
    log.pressed({element: one, name: 'One', time: 100});
    log.predicted({element: two, name: 'Two', time: 1000, probability: 0.6, sentence});
    log.pressed({element: one, name: 'One', time: 1500});
    expect(inWords(log)).to.deep.equal([
      'missed | One pressed | not predicted',
      'predicted | Two 60 %',
      'missed | One pressed | not predicted',
    ]);
  });

  it('does not count a prediction that ended long before the press', () => {
    log.predicted({element: one, name: 'One', time: 0, probability: 0.6, sentence});
    log.cleared({element: one, name: 'One', time: 500, probability: 0.2, sentence});
    log.pressed({element: one, name: 'One', time: 1000});
    expect(inWords(log)).to.deep.equal([
      'missed | One pressed | not predicted',
      'cleared | One 20 %',
      'predicted | One 60 %',
    ]);
  });

  it('adds a preload and its outcome to the line of its target', () => {
    log.predicted({element: one, name: 'One', time: 0, probability: 0.6, sentence});
    log.preloading({
      element: one,
      name: 'One',
      time: 10,
      probability: 0.6,
      action: 'prefetch',
      trigger: 'model',
    });
    log.pressed({element: one, name: 'One', time: 800});
    log.preloadEnded({element: one, leadMs: 790, reason: undefined});
    expect(inWords(log)).to.deep.equal([
      'foreseen | One pressed | 0.8 s ahead | preload used, 0.8 s ahead',
      'predicted | One 60 % | prefetch',
    ]);
  });

  it('gives a preload before its prediction a line of its own, and tells why it was wasted', () => {
    log.preloading({
      element: one,
      name: 'One',
      time: 0,
      probability: 0.4,
      action: 'prefetch',
      trigger: 'hover',
    });
    log.preloadEnded({element: one, leadMs: 400, reason: 'withdrawn'});
    expect(inWords(log)).to.deep.equal(['preloaded | One 40 % | prefetch on hover | preload withdrawn']);
  });

  it('keeps the eight latest', () => {
    for (let time = 0; time < 12; time++) log.pressed({element: one, name: `${time}`, time: time * 1000});
    expect(log.entries.map(({title}) => title)).to.deep.equal(
      [11, 10, 9, 8, 7, 6, 5, 4].map((name) => `${name} pressed`),
    );
  });
});
