import {expect} from '@open-wc/testing';
import {Habits} from '../../src/habits/habits.js';

const keys = ['a', 'b', 'c', 'd'];
const minute = 60_000;

/** Habits of someone who made these visits, an hour apart, with a minute between presses. */
function after(visits: readonly string[]): {habits: Habits; now: number} {
  const habits = new Habits();
  let now = 1_700_000_000_000;
  for (const visit of visits) {
    for (const key of visit) habits.press(key, {now: (now += minute)});
    now += 60 * minute;
  }
  return {habits, now};
}

const best = (shares: readonly number[]): string => keys[shares.indexOf(Math.max(...shares))]!;

describe('Habits', () => {
  it('gives equal probabilities before the first press', () => {
    const shares = new Habits().probabilities(keys);
    expect(new Set(shares).size).to.equal(1);
    expect(new Habits().isEmpty).to.be.true;
  });

  it('knows the start of a visit, which comes after half an hour', () => {
    const {habits, now} = after(['abc', 'abc', 'abc', 'abc', 'abc']);
    habits.begin(now);
    expect(best(habits.probabilities(keys))).to.equal('a');
    habits.press('a', {now});
    habits.begin(now + 29 * minute);
    expect(best(habits.probabilities(keys))).to.equal('b');
    habits.begin(now + 30 * minute);
    expect(best(habits.probabilities(keys))).to.equal('a');
  });

  it('starts a visit earlier on request, and learns no end of a visit without presses', () => {
    const {habits, now} = after(['abc', 'abc', 'abc', 'ab']);
    habits.startVisit({learns: true});
    expect(best(habits.probabilities(keys))).to.equal('a');
    const before = JSON.stringify(habits.toJSON().order.counts);
    habits.startVisit({learns: true});
    habits.begin(now + 90 * minute);
    expect(JSON.stringify(habits.toJSON().order.counts)).to.equal(before);
  });

  it('starts a new visit even after a wrong clock', () => {
    const {habits, now} = after(['abc', 'abc', 'abc', 'ab']);
    const read = new Habits();
    read.add({...habits.toJSON(), latestAt: now + 1e9});
    read.begin(now);
    read.begin(now + 31 * minute);
    expect(best(read.probabilities(keys))).to.equal('a');
  });

  it('leaves probability for the end of the visit where visits end', () => {
    const {habits, now} = after(['ab', 'ab', 'ab', 'ab', 'ab', 'ab']);
    const sum = (): number => habits.probabilities(keys).reduce((total, each) => total + each, 0);
    habits.press('a', {now});
    expect(sum()).to.be.greaterThan(0.85);
    habits.press('b', {now});
    expect(sum()).to.be.lessThan(0.5);
  });

  it('uses known good orders until the person has a habit', () => {
    const habits = new Habits();
    habits.seed(Array<string[]>(5).fill(['c', 'a']));
    expect(best(habits.probabilities(keys))).to.equal('c');
    let now = 1;
    habits.press('c', {now});
    expect(best(habits.probabilities(keys))).to.equal('a');
    for (let i = 0; i < 8; i++) {
      habits.press('c', {now: (now += minute)});
      habits.press('d', {now: (now += minute)});
    }
    habits.press('c', {now});
    expect(best(habits.probabilities(keys))).to.equal('d');
  });

  it('keeps no seeded order after another seed, and continues from the current context', () => {
    const {habits} = after(['ab']);
    const before = JSON.stringify(habits);
    habits.seed([
      ['b', 'c'],
      ['b', 'c'],
      ['b', 'c'],
    ]);
    expect(JSON.stringify(habits)).to.equal(before);
    expect(best(habits.probabilities(keys))).to.equal('c');
  });

  it('follows a press without learning from it', () => {
    const {habits} = after(['abc', 'abc', 'abc']);
    const {latestAt, order} = habits.toJSON();
    habits.follow('a');
    expect(best(habits.probabilities(keys))).to.equal('b');
    expect(habits.toJSON().order.counts).to.deep.equal(order.counts);
    expect(habits.toJSON().latestAt).to.equal(latestAt);
  });

  it('forgets everything when cleared', () => {
    const {habits} = after(['abc', 'abc', 'abc']);
    habits.clear();
    expect(habits.toJSON()).to.deep.equal(new Habits().toJSON());
  });

  it('keeps everything through JSON, continues the visit, and counts merged data once', () => {
    const {habits, now} = after(['abc', 'abc', 'abc', 'ab']);
    const read = new Habits();
    const data = JSON.parse(JSON.stringify(habits)) as unknown;
    read.add(data);
    const shares = (of: Habits): string[] => of.probabilities(keys).map((share) => share.toFixed(3));
    expect(shares(read)).to.deep.equal(shares(habits));
    read.add(data);
    expect(shares(read)).to.deep.equal(shares(habits));
    read.begin(now);
    habits.begin(now);
    expect(shares(read)).to.deep.equal(shares(habits));
  });

  it('increases its revision whenever its probabilities may have changed', () => {
    const habits = new Habits();
    const seen = [habits.revision];
    const note = (): void => void seen.push(habits.revision);
    habits.press('a', {now: 1});
    note();
    habits.follow('b');
    note();
    habits.seed([['a']]);
    note();
    habits.add(after(['ab']).habits.toJSON());
    note();
    habits.clear();
    note();
    expect(seen).to.deep.equal([...new Set(seen)].sort((a, b) => a - b));
  });

  const good = after(['ab']).habits.toJSON();
  for (const [what, data] of [
    ['nothing', undefined],
    ['another version', {...good, version: 2}],
    ['a time that is none', {...good, latestAt: NaN}],
    ['a negative time', {...good, latestAt: -1}],
    ['no order', {...good, order: undefined}],
    ['an order with a negative count', {...good, order: {...good.order, counts: [[0, -1, 0]]}}],
    ['no trust', {...good, trust: undefined}],
    // eslint-disable-next-line no-sparse-arrays -- as IndexedDB may keep it
    ['a trust with a gap', {...good, trust: [0, , 0, 0, 0]}],
    ['a trust that is not finite', {...good, trust: [0, 0, 0, 0, Infinity]}],
  ] as const)
    it(`throws for ${what} and changes nothing`, () => {
      const {habits} = after(['abc']);
      const before = JSON.stringify(habits);
      expect(() => habits.add(data))
        .to.throw()
        .with.property('code', 'invalid-dataset');
      expect(JSON.stringify(habits)).to.equal(before);
    });
});
