import {expect} from '@open-wc/testing';
import type {Observation} from '../../src/core/observation.js';
import {decisionBetween, reasonFor} from '../../src/inspector/decision-reason.js';

const one = document.createElement('button');
const two = document.createElement('button');
const options = {threshold: 0.5, nameOf: ({key}: {key: string}) => key};

/** An observation of two buttons with these probabilities, one of them or none predicted. */
function observation(first: number, second: number, predicted: HTMLElement | null): Observation {
  const target = (element: HTMLElement, key: string, probability: number) => ({
    element,
    key,
    probability,
    box: new DOMRectReadOnly(0, 0, 10, 10),
  });
  return {
    time: 0,
    pointer: {x: 0, y: 0},
    targets: [target(one, 'one', first), target(two, 'two', second)],
    none: 1 - first - second,
    predicted,
    model: 'scorer',
  };
}

const plain = (sentence: string | undefined): string => (sentence ?? '').replaceAll('\u00a0', ' ');

describe('reasonFor', () => {
  it('says that the threshold is reached, from exactly there', () => {
    expect(plain(reasonFor(observation(0.5, 0.2, one), options))).to.equal(
      'one is predicted: its 50.0 % reach the threshold of 50.0 %.',
    );
  });

  it('names the hysteresis below the threshold, down to where a prediction is cleared', () => {
    expect(plain(reasonFor(observation(0.499, 0.2, one), options))).to.equal(
      'one stays predicted (hysteresis): its 49.9 % are below the threshold of 50.0 %, but not below 40.0 %, where a prediction is cleared.',
    );
  });

  it('says what is missing when nothing is predicted', () => {
    expect(plain(reasonFor(observation(0.2, 0.3, null), options))).to.equal(
      'Nothing is predicted: two is the likeliest with 30.0 %, and 50.0 % are needed; no press has 50.0 %.',
    );
    expect(plain(reasonFor(observation(0, 0, null), options))).to.include('heads for no button');
  });
});

describe('decisionBetween', () => {
  const between = (before: Observation | undefined, now: Observation): string =>
    plain(decisionBetween(before, now, options));

  it('returns nothing while the same target is predicted, or none', () => {
    expect(between(undefined, observation(0.2, 0.2, null))).to.equal('');
    expect(between(observation(0.6, 0.2, one), observation(0.45, 0.2, one))).to.equal('');
  });

  it('says why a target is predicted, replaced and cleared', () => {
    expect(between(observation(0.4, 0.2, null), observation(0.6, 0.2, one))).to.equal(
      'one predicted at 60.0 %: the threshold of 50.0 % is reached.',
    );
    expect(between(observation(0.6, 0.2, one), observation(0.3, 0.55, two))).to.equal(
      'two predicted at 55.0 %, in place of one, which has 30.0 % left.',
    );
    expect(between(observation(0.6, 0.2, one), observation(0.39, 0.2, null))).to.equal(
      'one cleared: its 39.0 % fell below 40.0 %, 0.8 of the threshold.',
    );
    expect(between(observation(0.6, 0.2, one), observation(0, 0, null))).to.equal(
      'one cleared: it was pressed, or the movement ended.',
    );
  });
});
