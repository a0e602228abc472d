import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {seededRandom} from '../../src/core/random.js';
import {
  longestStayMs,
  predictFocus,
  type FocusContext,
  type FocusStop,
} from '../../src/prediction/focus-prediction.js';

/** So many targets that Tab goes through. */
function row(count: number, group?: unknown): FocusStop[] {
  return Array.from({length: count}, () => ({isTarget: true, isTabStop: true, group}));
}

/** Somebody who has tabbed from the first of six to the third, every 150 ms. */
const tabbing: FocusContext = {
  stops: row(6),
  focus: 2,
  move: 'tab',
  direction: 1,
  hasTurned: false,
  intervalsMs: [150, 150, 150],
  sinceMs: 0,
};

function here(sight: Partial<FocusContext>): number {
  const whole = {...tabbing, ...sight};
  return predictFocus(whole).probabilities[whole.focus]!;
}

const stop = fc.record(
  {
    isTarget: fc.boolean(),
    isTabStop: fc.boolean(),
    group: fc.constantFrom(undefined, 'a', 'b'),
    prior: fc.oneof(fc.double({min: 0, max: 1e6}), fc.constant(NaN)),
  },
  {requiredKeys: ['isTarget', 'isTabStop']},
);
const sights: fc.Arbitrary<FocusContext> = fc.array(stop, {minLength: 1, maxLength: 30}).chain((stops) =>
  fc.record({
    stops: fc.constant(stops),
    focus: fc.nat(stops.length - 1),
    move: fc.constantFrom('tab', 'arrow', 'end'),
    direction: fc.constantFrom(1, -1, 0),
    hasTurned: fc.boolean(),
    intervalsMs: fc.array(fc.oneof(fc.double(), fc.double({min: 0, max: 2000, noNaN: true})), {maxLength: 9}),
    sinceMs: fc.oneof(fc.double({min: 0, max: 6000, noNaN: true}), fc.constantFrom(0, longestStayMs)),
  }),
);

describe('predictFocus', () => {
  it('gives probabilities that add up to 1, whatever it is told, and none to what is no target', () => {
    fc.assert(
      fc.property(sights, (sight) => {
        const {probabilities, none} = predictFocus(sight);
        expect(probabilities.length).to.equal(sight.stops.length);
        for (const one of [...probabilities, none]) expect(one).to.be.within(0, 1);
        expect(probabilities.reduce((sum, one) => sum + one, none)).to.be.closeTo(1, 1e-9);
        sight.stops.forEach(({isTarget}, index) => {
          if (!isTarget) expect(probabilities[index]).to.equal(0);
        });
      }),
    );
  });

  it('says the same of the mirror image', () => {
    fc.assert(
      fc.property(sights, (sight) => {
        const {stops, focus, direction} = sight;
        const mirrored: FocusContext = {
          ...sight,
          stops: stops.toReversed(),
          focus: stops.length - 1 - focus,
          direction: direction === 0 ? 0 : direction === 1 ? -1 : 1,
        };
        const there = predictFocus(mirrored).probabilities.toReversed();
        predictFocus(sight).probabilities.forEach((one, index) =>
          expect(there[index]).to.be.closeTo(one, 1e-9),
        );
      }),
    );
  });

  it('takes a rhythm that is twice as slow, longer by as much, for the same as far as it can tell', () => {
    const fast = here({intervalsMs: Array<number>(6).fill(100), sinceMs: 200});
    expect(here({intervalsMs: Array<number>(6).fill(200), sinceMs: 200})).to.be.below(fast);
    expect(here({intervalsMs: Array<number>(6).fill(200), sinceMs: 400})).to.be.closeTo(fast, 0.1);
  });

  it('shares what there is among those ahead while somebody tabs along', () => {
    const {probabilities, none} = predictFocus(tabbing);
    const [first, second, focused, ...ahead] = probabilities as [number, number, number, ...number[]];
    for (const one of ahead) expect(one).to.be.closeTo(ahead[0]!, 1e-9);
    expect(ahead[0]).to.be.closeTo(focused, 0.02);
    expect(Math.max(first, second)).to.be.below(focused / 10);
    expect(none).to.be.above(focused);
  });

  it('grows on the focused one as the pause becomes longer than the rhythm', () => {
    let before = here({sinceMs: 0});
    for (const sinceMs of [150, 200, 250, 300]) {
      const now = here({sinceMs});
      expect(now).to.be.above(before);
      before = now;
    }
    expect(here({sinceMs: 150})).to.be.below(0.5);
    expect(here({sinceMs: 300})).to.be.above(0.5);
  });

  it('waits longer for a rhythm that is uneven', () => {
    const even = here({intervalsMs: [150, 150, 150, 150], sinceMs: 230});
    expect(here({intervalsMs: [100, 220, 90, 230], sinceMs: 230})).to.be.below(even);
  });

  it('is not put off by a single pause on the way', () => {
    const steady = here({intervalsMs: [150, 150, 150, 150, 150], sinceMs: 350});
    expect(here({intervalsMs: [150, 150, 900, 150, 150], sinceMs: 350})).to.be.above(steady - 0.15);
  });

  it('falls again when no press follows, and ends at exactly the longest stay', () => {
    expect(here({sinceMs: 3000})).to.be.below(here({sinceMs: 500}));
    expect(here({sinceMs: longestStayMs})).to.be.above(0);
    const {probabilities, none} = predictFocus({...tabbing, sinceMs: longestStayMs + 0.001});
    expect([...new Set(probabilities), none]).to.deep.equal([0, 1]);
  });

  it('takes who turns back to have gone a little too far', () => {
    const turned = {...tabbing, direction: -1, hasTurned: true} as const;
    const {probabilities} = predictFocus(turned);
    expect(probabilities[1]).to.be.above(1.5 * probabilities[0]!);
    expect(here({direction: -1, hasTurned: true})).to.be.above(here({direction: -1}));
  });

  it('keeps to the group in which arrow keys are used, and takes Home and End for a wish', () => {
    const stops = [...row(4, 'bar'), ...row(4)];
    const sight = {...tabbing, stops, focus: 1} as const;
    const {probabilities} = predictFocus({...sight, move: 'arrow'});
    expect(probabilities[2]).to.be.above(5 * probabilities[5]!);
    expect(here({...sight, move: 'end'})).to.be.above(2 * here({...sight, move: 'arrow'}));
  });

  it('expects whoever tabs into a group with one tab stop anywhere in it', () => {
    const stops = row(5, 'bar').map((one, index) => ({...one, isTabStop: index === 2}));
    const {probabilities} = predictFocus({...tabbing, stops, focus: 2});
    expect(probabilities[0]).to.be.closeTo(probabilities[4]!, 1e-9);
  });

  it('takes what it is told of a target’s own likelihood', () => {
    const stops = row(6);
    stops[2] = {...stops[2]!, prior: 3};
    expect(here({stops, sinceMs: 200})).to.be.above(1.5 * here({sinceMs: 200}));
    stops[2] = {...stops[2], prior: 0};
    expect(here({stops, sinceMs: 400})).to.equal(0);
  });

  it('means what it says of people who tab to a goal and sometimes wait on the way', () => {
    const random = seededRandom(3);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const lognormal = (medianMs: number, spread: number): number => medianMs * Math.exp(spread * normal());
    const bins = Array.from({length: 5}, () => ({count: 0, said: 0, came: 0}));
    for (let run = 0; run < 3000; run++) {
      const rhythmMs = lognormal(220, 0.4);
      const unevenness = 0.15 + 0.2 * random();
      const stops = row(4 + Math.floor(random() * 12));
      // As far as it goes when the goal lies elsewhere.
      const goal = Math.floor(random() * (stops.length + 2));
      const intervalsMs = Array.from({length: 3}, () => lognormal(rhythmMs, unevenness));
      for (let focus = 0; focus <= Math.min(goal, stops.length - 1); focus++) {
        const isGoal = focus === goal;
        const stayMs = isGoal
          ? lognormal(700, 0.6)
          : random() < 0.06
            ? lognormal(1000, 0.7)
            : lognormal(rhythmMs, unevenness);
        // One look at each, at a moment of its own.
        const sinceMs = 50 + random() * 900;
        if (sinceMs < stayMs) {
          const said = here({stops, focus, intervalsMs, sinceMs});
          const bin = bins[Math.min(4, Math.floor(said * 5))]!;
          bin.count++;
          bin.said += said;
          if (isGoal) bin.came++;
        }
        intervalsMs.push(stayMs);
      }
    }
    for (const {count, said, came} of bins)
      if (count >= 100) expect(came / count).to.be.closeTo(said / count, 0.15);
    expect(bins.filter(({count}) => count >= 100).length).to.be.at.least(4);
  });
});
