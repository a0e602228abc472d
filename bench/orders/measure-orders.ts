import {ClickOrder} from '../../src/habits/click-order.js';
import {Habits} from '../../src/habits/habits.js';
import {medianAndP95} from '../../tools/scores/averages.js';
import {manyClicks} from './visits.js';

/** Size of the measurement: as many buttons as fill a screen, and several months of clicks on them. */
const buttons = 50;
const clicks = 5000;

/** Clicks per visit, and time between two visits, ms: longer than the pause that ends a visit. */
const clicksPerVisit = 12;
const betweenVisitsMs = 3_600_000;

export interface OrderCost {
  /** Time to learn one click, ms. */
  medianMs: number;
  p95Ms: number;
  /** Size of the learned state as JSON, at the end. */
  storedBytes: number;
}

/** Measures the cost of learning, by the kind of clicks and the learner. */
export function measureOrders(): Record<string, OrderCost> {
  return Object.fromEntries(
    [true, false].flatMap((hasHabits) => {
      const keys = manyClicks({buttons, clicks, hasHabits});
      const name = hasHabits ? 'habits' : 'random';
      return [
        [`${name}, order alone`, costOf(keys, orderLearner())],
        [`${name}, with visits`, costOf(keys, habitsLearner())],
      ] as const;
    }),
  );
}

interface Learner {
  learn(key: string): void;
  toJSON(): object;
}

function orderLearner(): Learner {
  return new ClickOrder();
}

/** Learns as a region does: by time, with the end of each visit. */
function habitsLearner(): Learner {
  const habits = new Habits();
  let count = 0;
  return {
    learn: (key) => habits.press(key, {now: 1 + Math.floor(count++ / clicksPerVisit) * betweenVisitsMs}),
    toJSON: () => habits.toJSON(),
  };
}

function costOf(keys: readonly string[], learner: Learner): OrderCost {
  const times = keys.map((key) => {
    const begun = performance.now();
    learner.learn(key);
    return performance.now() - begun;
  });
  const {median: medianMs, p95: p95Ms} = medianAndP95(times);
  return {
    medianMs,
    p95Ms,
    storedBytes: Buffer.byteLength(JSON.stringify(learner)),
  };
}
