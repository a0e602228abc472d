import type {Look} from '../habits/habit-trust.js';
import {Habits} from '../habits/habits.js';
import type {PredictiveTarget} from '../pointer/target.js';
import {fuse} from '../prediction/fusion.js';
import {share} from './attribute-converters.js';
import {HintMarks, type HintSettings} from './hint-marks.js';
import type {LearningLink} from './learning-link.js';
import type {HabitSource, PredictionLoop} from './prediction-loop.js';
import type {PredictiveRegion} from './predictive-region.js';
import type {UserClick} from './press-tracker.js';
import type {TargetRegistry} from './target-registry.js';

/** Looks of the pointer are kept so far apart, and so long before a press, ms, to see what habit would have told. */
const lookGapMs = 100;
const lookSpanMs = [180, 1100] as const;

/** Below this a probability is not worth preparing anything for. */
const leastProbability = 0.02;

/** What a likely target is called for those who do not see it, where the page does not say. */
const usualDescription = 'Likely next';

const likelyFrom = share('likely-from', 0.3);
const unlikelyBelow = share('unlikely-below', 0.03);

export interface HabitLinkOptions {
  /** What the region says of learning and of hints. */
  region: PredictiveRegion;
  loop: PredictionLoop;
  registry: TargetRegistry;
  learning: LearningLink;
  /** Orders of presses that the page knows to be good. */
  orders: () => readonly (readonly string[])[];
}

/** What the pointer said at one moment. */
interface SeenLook {
  at: number;
  targets: PredictiveTarget[];
  probabilities: Float64Array;
  factors: Float64Array;
  none: number;
}

/** Ties a region to the habits of the person: what they press after what is learned, used, and shown as hints. */
export class HabitLink implements HabitSource {
  readonly #options: HabitLinkOptions;
  readonly #marks = new HintMarks();
  /** Until there is a learner, which has its own. */
  #own: Habits | undefined;
  #orders: readonly (readonly string[])[] = [];
  /** Probability of each target to be pressed next, and as of which state of the habits. */
  #next = new Map<PredictiveTarget, number>();
  #nextRevision = -1;
  #looks: SeenLook[] = [];
  /** Whether the pointer that is used says where it goes before it presses. */
  #hovers = matchMedia('(hover: hover)').matches;
  #isStale = false;

  constructor(options: HabitLinkOptions) {
    this.#options = options;
    this.#habits.begin(Date.now());
    this.invalidate();
  }

  fuse(shown: Map<PredictiveTarget, number>, none: number): number {
    const next = this.#predictNext();
    let sum = 0;
    for (const probability of next.values()) sum += probability;
    const targets = [...shown.keys()];
    const probabilities = Float64Array.from(shown.values());
    const factors = Float64Array.from(targets, (target) => ((next.get(target) ?? 0) * next.size) / sum);
    this.#keep({at: performance.now(), targets, probabilities: probabilities.slice(), factors, none});
    const fusedNone = fuse(probabilities, {none, factors, weight: this.#habits.weight});
    targets.forEach((target, i) => shown.set(target, probabilities[i]!));
    return fusedNone;
  }

  alone(): {written: Map<PredictiveTarget, number>; preloaded: Map<PredictiveTarget, number>} {
    const next = this.#predictNext();
    const settings = this.#hintSettings;
    this.#marks.show(next, settings);
    const written = settings === undefined ? new Map<PredictiveTarget, number>() : next;
    const {rects} = this.#options.loop;
    // A pointer that hovers tells more, and soon enough; what is not on the screen is not pressed next.
    if (this.#hovers) return {written, preloaded: new Map()};
    rects.refresh();
    const visible = new Set(rects.visible);
    const preloaded = [...next].filter(
      ([target, probability]) => probability >= leastProbability && visible.has(target),
    );
    return {written, preloaded: new Map(preloaded)};
  }

  invalidate(): void {
    this.#nextRevision = -1;
    if (this.#isStale) return;
    this.#isStale = true;
    queueMicrotask(() => {
      this.#isStale = false;
      const {loop} = this.#options;
      // A pointer that moves comes to rest, and then it is shown.
      if (loop.habits === this && loop.pointer.trajectory.length === 0) loop.settle();
    });
  }

  /** The user pressed a target. */
  press(target: PredictiveTarget, {key, pointerType, at}: UserClick): void {
    if (pointerType !== undefined) this.#hovers = pointerType === 'mouse' || pointerType === 'pen';
    const habits = this.#habits;
    const looks = this.#looksBefore(at, target);
    this.#looks = [];
    if (this.#options.region.learn === 'off') habits.follow(key);
    else {
      habits.press(key, {now: Date.now(), looks});
      void this.#options.learning.learner?.saveHabits();
    }
    this.invalidate();
  }

  /** Shows nothing any more. */
  close(): void {
    this.#marks.show(new Map(), undefined);
  }

  /** Those of the learner, once there is one: it takes over what was learned before. */
  get #habits(): Habits {
    const {learning, orders} = this.#options;
    const {learner} = learning;
    const own = this.#own;
    const habits = learner?.habits ?? (this.#own ??= new Habits());
    if (learner !== undefined && own !== undefined) {
      this.#own = undefined;
      if (!own.isEmpty) habits.add(own.toJSON());
      habits.begin(Date.now());
      this.#orders = [];
    }
    if (this.#orders !== orders()) {
      this.#orders = orders();
      habits.seed(this.#orders);
    }
    return habits;
  }

  get #hintSettings(): HintSettings | undefined {
    const {region} = this.#options;
    const {hints} = region;
    if (hints === null) return undefined;
    const description = region.getAttribute('hint-description') ?? usualDescription;
    return {
      likelyFrom: likelyFrom.fromAttribute!(region.getAttribute('likely-from')),
      unlikelyBelow: unlikelyBelow.fromAttribute!(region.getAttribute('unlikely-below')),
      description: hints === 'described' ? description : undefined,
    };
  }

  #predictNext(): Map<PredictiveTarget, number> {
    const habits = this.#habits;
    if (this.#nextRevision !== habits.revision) {
      const {registry} = this.#options;
      const targets = [...registry.values()].filter(({targetDisabled}) => !targetDisabled);
      const probabilities = habits.probabilities(targets.map((target) => registry.keyOf(target)));
      this.#next = new Map(targets.map((target, i) => [target, probabilities[i]!]));
      this.#nextRevision = habits.revision;
    }
    return this.#next;
  }

  #keep(look: SeenLook): void {
    const last = this.#looks.at(-1);
    if (last !== undefined && look.at - last.at < lookGapMs) return;
    this.#looks.push(look);
    if (this.#looks.length > lookSpanMs[1] / lookGapMs) this.#looks.shift();
  }

  #looksBefore(at: number, pressed: PredictiveTarget): Look[] {
    return this.#looks.flatMap(({at: seenAt, targets, ...look}) => {
      const ageMs = at - seenAt;
      const index = targets.indexOf(pressed);
      return ageMs >= lookSpanMs[0] && ageMs <= lookSpanMs[1] && index >= 0
        ? [{...look, pressed: index}]
        : [];
    });
  }
}
