import {expect} from '@open-wc/testing';
import fc from 'fast-check';
import {seededRandom} from '../../src/core/random.js';
import {
  longestStayMs,
  predictFocus,
  type FocusContext,
  type FocusStop,
} from '../../src/prediction/focus-prediction.js';

/** This many targets, all of them tab stops. */
function row(count: number, group?: unknown): FocusStop[] {
  return Array.from({length: count}, () => ({isTarget: true, isTabStop: true, group}));
}

/** Someone who has tabbed from the first of six to the third, every 150 ms. */
const tabbing: FocusContext = {
  stops: row(6),
  focus: 2,
  move: 'tab',
  direction: 1,
  hasTurned: false,
  intervalsMs: [150, 150, 150],
  sinceMs: 0,
};

function here(context: Partial<FocusContext>): number {
  const whole = {...tabbing, ...context};
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
const contexts: fc.Arbitrary<FocusContext> = fc.array(stop, {minLength: 1, maxLength: 30}).chain((stops) =>
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
  it('gives probabilities that add up to 1 for any context, and none to stops that are no targets', () => {
    fc.assert(
      fc.property(contexts, (context) => {
        const {probabilities, none} = predictFocus(context);
        expect(probabilities.length).to.equal(context.stops.length);
        for (const one of [...probabilities, none]) expect(one).to.be.within(0, 1);
        expect(probabilities.reduce((sum, one) => sum + one, none)).to.be.closeTo(1, 1e-9);
        context.stops.forEach(({isTarget}, index) => {
          if (!isTarget) expect(probabilities[index]).to.equal(0);
        });
      }),
    );
  });

  it('gives the same for the mirror image', () => {
    fc.assert(
      fc.property(contexts, (context) => {
        const {stops, focus, direction} = context;
        const mirrored: FocusContext = {
          ...context,
          stops: stops.toReversed(),
          focus: stops.length - 1 - focus,
          direction: direction === 0 ? 0 : direction === 1 ? -1 : 1,
        };
        const there = predictFocus(mirrored).probabilities.toReversed();
        predictFocus(context).probabilities.forEach((one, index) =>
          expect(there[index]).to.be.closeTo(one, 1e-9),
        );
      }),
    );
  });

  it('gives nearly the same for a rhythm and a wait that are both twice as long', () => {
    const fast = here({intervalsMs: Array<number>(6).fill(100), sinceMs: 200});
    expect(here({intervalsMs: Array<number>(6).fill(200), sinceMs: 200})).to.be.below(fast);
    expect(here({intervalsMs: Array<number>(6).fill(200), sinceMs: 400})).to.be.closeTo(fast, 0.1);
  });

  it('spreads the probability over the stops ahead while someone tabs along', () => {
    const {probabilities, none} = predictFocus(tabbing);
    const [first, second, focused, ...ahead] = probabilities as [number, number, number, ...number[]];
    for (const one of ahead) expect(one).to.be.closeTo(ahead[0]!, 1e-9);
    expect(ahead[0]).to.be.closeTo(focused, 0.02);
    expect(Math.max(first, second)).to.be.below(focused / 10);
    expect(none).to.be.above(focused);
  });

  it('rises for the focused stop as the pause exceeds the rhythm', () => {
    let before = here({sinceMs: 0});
    for (const sinceMs of [150, 200, 250, 300]) {
      const now = here({sinceMs});
      expect(now).to.be.above(before);
      before = now;
    }
    expect(here({sinceMs: 150})).to.be.below(0.5);
    expect(here({sinceMs: 300})).to.be.above(0.5);
  });

  it('rises later when the rhythm is uneven', () => {
    const even = here({intervalsMs: [150, 150, 150, 150], sinceMs: 230});
    expect(here({intervalsMs: [100, 220, 90, 230], sinceMs: 230})).to.be.below(even);
  });

  it('ignores a single pause on the way', () => {
    const steady = here({intervalsMs: [150, 150, 150, 150, 150], sinceMs: 350});
    expect(here({intervalsMs: [150, 150, 900, 150, 150], sinceMs: 350})).to.be.above(steady - 0.15);
  });

  it('falls again without a press, and ends at exactly the longest stay', () => {
    expect(here({sinceMs: 3000})).to.be.below(here({sinceMs: 500}));
    expect(here({sinceMs: longestStayMs})).to.be.above(0);
    const {probabilities, none} = predictFocus({...tabbing, sinceMs: longestStayMs + 0.001});
    expect([...new Set(probabilities), none]).to.deep.equal([0, 1]);
  });

  it('favours the nearest stop after a turn back', () => {
    const turned = {...tabbing, direction: -1, hasTurned: true} as const;
    const {probabilities} = predictFocus(turned);
    expect(probabilities[1]).to.be.above(1.5 * probabilities[0]!);
    expect(here({direction: -1, hasTurned: true})).to.be.above(here({direction: -1}));
  });

  it('favours the group in which arrow keys are used, and the stop reached with Home or End', () => {
    const stops = [...row(4, 'bar'), ...row(4)];
    const context = {...tabbing, stops, focus: 1} as const;
    const {probabilities} = predictFocus({...context, move: 'arrow'});
    expect(probabilities[2]).to.be.above(5 * probabilities[5]!);
    expect(here({...context, move: 'end'})).to.be.above(2 * here({...context, move: 'arrow'}));
  });

  it('spreads over a group with one tab stop after Tab into it', () => {
    const stops = row(5, 'bar').map((one, index) => ({...one, isTabStop: index === 2}));
    const {probabilities} = predictFocus({...tabbing, stops, focus: 2});
    expect(probabilities[0]).to.be.closeTo(probabilities[4]!, 1e-9);
  });

  it('uses the targets’ priors', () => {
    const stops = row(6);
    stops[2] = {...stops[2]!, prior: 3};
    expect(here({stops, sinceMs: 200})).to.be.above(1.5 * here({sinceMs: 200}));
    stops[2] = {...stops[2], prior: 0};
    expect(here({stops, sinceMs: 400})).to.equal(0);
  });

  it('is calibrated for people who tab to a goal and sometimes wait on the way', () => {
    const random = seededRandom(3);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const lognormal = (medianMs: number, spread: number): number => medianMs * Math.exp(spread * normal());
    const bins = Array.from({length: 5}, () => ({count: 0, predicted: 0, came: 0}));
    for (let run = 0; run < 3000; run++) {
      const rhythmMs = lognormal(220, 0.4);
      const unevenness = 0.15 + 0.2 * random();
      const stops = row(4 + Math.floor(random() * 12));
      // The goal is elsewhere: to the end.
      const goal = Math.floor(random() * (stops.length + 2));
      const intervalsMs = Array.from({length: 3}, () => lognormal(rhythmMs, unevenness));
      for (let focus = 0; focus <= Math.min(goal, stops.length - 1); focus++) {
        const isGoal = focus === goal;
        const stayMs = isGoal
          ? lognormal(700, 0.6)
          : random() < 0.06
            ? lognormal(1000, 0.7)
            : lognormal(rhythmMs, unevenness);
        // One tick on each stop, at a random moment.
        const sinceMs = 50 + random() * 900;
        if (sinceMs < stayMs) {
          const predicted = here({stops, focus, intervalsMs, sinceMs});
          const bin = bins[Math.min(4, Math.floor(predicted * 5))]!;
          bin.count++;
          bin.predicted += predicted;
          if (isGoal) bin.came++;
        }
        intervalsMs.push(stayMs);
      }
    }
    for (const {count, predicted, came} of bins)
      if (count >= 100) expect(came / count).to.be.closeTo(predicted / count, 0.15);
    expect(bins.filter(({count}) => count >= 100).length).to.be.at.least(4);
  });
});
