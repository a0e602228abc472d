import type {Random} from '../../src/core/random.js';
import {Habits} from '../../src/habits/habits.js';
import {readingFeatureCount} from '../../src/prediction/reading-features.js';
import {Reading, tapHorizonMs} from '../../src/prediction/reading.js';
import type {Moment} from '../../src/training/moments.js';
import {boxInView} from './page.js';
import type {PageView} from './read.js';
import type {TouchVisit} from './visit.js';
import type {RowModel} from '../../src/prediction/predictor.js';

/** What happened at one moment, and what the model said then: index of the row, the last of which is none. */
export interface ReadMoment {
  t: number;
  /** Targets in view. */
  targets: number[];
  probabilities: number[];
  none: number;
  /** Index into `targets` of what is tapped next, −1 for none. */
  tapped: number;
}

/** Share of the visits of people of whom habit knows nothing, as with `habits="off"`. */
const withoutHabit = 0.4;

/** Calls back at each prediction of a region on the pages of a visit, with the real habits of that person. */
export function followVisit(
  {views}: TouchVisit,
  {model, random, onMoment}: {model: RowModel; random: Random; onMoment: (moment: ReadMoment) => void},
): void {
  const habits = random() < withoutHabit ? undefined : new Habits();
  let now = 0;
  for (const view of views) {
    followView(view, {model, habits, clockMs: now, onMoment});
    now += view.endsAt + 1000;
  }
}

function followView(
  {page, steps, endsAt}: PageView,
  {
    model,
    habits,
    clockMs,
    onMoment,
  }: {model: RowModel; habits: Habits | undefined; clockMs: number; onMoment: (moment: ReadMoment) => void},
): void {
  const reading = new Reading<number>(model, 0);
  const keys = page.targets.map(({key}) => key);
  const taps = steps.flatMap((step) =>
    step.kind === 'up' && step.target !== undefined ? [{t: step.t, target: step.target}] : [],
  );
  let habit = habits?.probabilities(keys);
  let scrollY = 0;
  let nextAt = reading.nextAt(0);
  const tickUntil = (t: number): void => {
    for (; nextAt <= t; nextAt = reading.nextAt(nextAt)) {
      const now = nextAt;
      const targets = [...page.targets.keys()].filter((index) => {
        const {y, h} = boxInView(page.targets[index]!, scrollY);
        return y < page.height && y + h > 0;
      });
      const boxes = targets.flatMap((index) => {
        const {x, y, w, h} = boxInView(page.targets[index]!, scrollY);
        return [x, y, w, h];
      });
      const prediction = reading.predict(now, {
        width: page.width,
        height: page.height,
        targets,
        boxes,
        habitOf: habit && ((index) => habit![index]),
      });
      if (prediction === undefined) continue;
      const next = taps.find((each) => each.t > now);
      const tapped = next !== undefined && next.t - now <= tapHorizonMs ? targets.indexOf(next.target) : -1;
      onMoment({
        t: now,
        targets,
        probabilities: targets.map((index) => prediction.probabilities.get(index)!),
        none: prediction.none,
        tapped,
      });
    }
  };
  for (const step of steps) {
    tickUntil(step.t);
    if (step.kind === 'scroll') {
      reading.scrolled(step.y - scrollY, step.t);
      scrollY = step.y;
    } else if (step.kind === 'down') reading.touched(step.x, step.y);
    else {
      reading.lifted();
      if (step.target !== undefined) {
        reading.pressed(step.target, step.t);
        habits?.press(keys[step.target]!, {now: clockMs + step.t});
        habit = habits?.probabilities(keys);
      }
    }
    nextAt = Math.max(step.t, reading.nextAt(step.t));
  }
  tickUntil(endsAt);
}

/** Training examples from a visit: a share of a region's predictions, with what was tapped next. */
export function momentsOfTouchVisit(
  visit: TouchVisit,
  {random, share}: {random: Random; share: number},
): Moment[] {
  const moments: Moment[] = [];
  let features: Float32Array | undefined;
  let rows = 0;
  // Instead of scoring the rows, keeps them.
  const model: RowModel = {
    logits(from, count, out) {
      features = random() < share ? from.slice(0, count * readingFeatureCount) : undefined;
      rows = count;
      out.fill(0, 0, count);
    },
  };
  followVisit(visit, {
    model,
    random,
    onMoment({tapped}) {
      if (features !== undefined && rows > 1)
        moments.push({features, rows, label: tapped < 0 ? rows - 1 : tapped, weight: 1});
    },
  });
  return moments;
}
