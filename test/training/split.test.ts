import {expect} from '@open-wc/testing';
import {seededRandom, shuffled} from '../../src/core/random.js';
import {
  splitByTime,
  splitForValidation,
  splitIntoFolds,
  splitIntoStretches,
} from '../../src/training/split.js';
import {madeUpSamples} from '../learning/samples.js';

const samples = madeUpSamples({count: 50});
const ids = (some: readonly {id: string}[]) => some.map(({id}) => id);

describe('splitByTime', () => {
  it('holds out the newest fifth, in any order of the samples', () => {
    const {training, heldOut} = splitByTime(shuffled(samples, seededRandom(1)));
    expect(ids(training)).to.deep.equal(ids(samples.slice(0, 40)));
    expect(ids(heldOut)).to.deep.equal(ids(samples.slice(40)));
  });

  it('does not change the given samples', () => {
    const given = shuffled(samples, seededRandom(1));
    const before = ids(given);
    splitByTime(given);
    expect(ids(given)).to.deep.equal(before);
  });
});

describe('splitForValidation', () => {
  it('draws some of every button and none twice', () => {
    const {training, validation} = splitForValidation(samples, {random: seededRandom(1)});
    expect(ids([...training, ...validation])).to.have.members(ids(samples));
    expect(new Set(validation.map(({pressed}) => pressed)).size).to.equal(4);
  });

  it('draws nothing from fewer than 20 samples', () => {
    expect(splitForValidation(samples.slice(0, 19), {random: seededRandom(1)}).validation).to.have.length(0);
    expect(splitForValidation(samples.slice(0, 20), {random: seededRandom(1)}).validation).to.not.have.length(
      0,
    );
  });
});

describe('splitIntoFolds', () => {
  it('holds out every sample once, and never trains on it', () => {
    const folds = splitIntoFolds(samples, {folds: 5, random: seededRandom(1)});
    expect(ids(folds.flatMap(({heldOut}) => heldOut))).to.have.members(ids(samples));
    for (const {training, heldOut} of folds) {
      expect(heldOut).to.have.length(10);
      expect(ids([...training, ...heldOut])).to.have.members(ids(samples));
    }
  });
});

describe('splitIntoStretches', () => {
  it('holds out every sample once, and keeps neighbours together', () => {
    const splits = splitIntoStretches(shuffled(samples.slice(0, 10), seededRandom(1)), {folds: 4});
    expect(splits.map(({heldOut}) => ids(heldOut))).to.deep.equal([
      ids(samples.slice(0, 3)),
      ids(samples.slice(3, 5)),
      ids(samples.slice(5, 8)),
      ids(samples.slice(8, 10)),
    ]);
    for (const {training, heldOut} of splits) {
      expect(ids([...training, ...heldOut])).to.have.members(ids(samples.slice(0, 10)));
    }
  });
});
