import {Habits, type HabitForecast} from '../habits/habits.js';
import {LookMemory} from '../habits/recent-predictions.js';
import type {PredictiveTarget} from '../core/target.js';
import {fuse} from '../prediction/fusion.js';
import {share} from '../elements/attribute-converters.js';
import {HintMarks, type HintSettings} from './hints.js';
import type {Learner} from '../learning/learner.js';
import type {HabitSource, PredictionLoop} from './prediction-loop.js';
import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {UserClick} from './presses.js';
import type {TargetRegistry} from './targets.js';

/** What a likely target is called for those who do not see it, where the page does not say. */
const usualDescription = 'Likely next';

/** Scrolling has come to rest when nothing has moved for so long, ms. */
const scrollRestMs = 150;

/** What habit says by itself, as it was shown. */
interface Alone {
  /** Probability of each target to be pressed next. */
  next: ReadonlyMap<PredictiveTarget, number>;
  written: Map<PredictiveTarget, number>;
  preloaded: Map<PredictiveTarget, number>;
  weight: number;
}

const likelyFrom = share('likely-from', 0.3);
const unlikelyBelow = share('unlikely-below', 0.03);

export interface HabitLinkOptions {
  /** What the region says of learning and of hints. */
  region: PredictiveRegion;
  loop: PredictionLoop;
  registry: TargetRegistry;
  /** Once there is one. */
  learner: () => Learner | undefined;
  /** Orders of presses that the page knows to be good. */
  orders: () => readonly (readonly string[])[];
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
  /** What was shown last while the pointer said nothing. */
  #alone: Alone | undefined;
  readonly #looks = new LookMemory<PredictiveTarget>();
  /** Whether the pointer that is used says where it goes before it presses. */
  #hovers = matchMedia('(hover: hover)').matches;
  #isStale = false;
  #scrollTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: HabitLinkOptions) {
    this.#options = options;
    this.#current().begin(Date.now());
    this.invalidate();
  }

  fuse(shown: Map<PredictiveTarget, number>, none: number): number {
    const factorOf = this.#factors();
    const targets = [...shown.keys()];
    const probabilities = Float64Array.from(shown.values());
    const factors = Float64Array.from(targets, factorOf);
    this.#looks.keep({at: performance.now(), targets, probabilities: probabilities.slice(), factors, none});
    const fusedNone = fuse(probabilities, {none, factors, weight: this.#current().weight});
    targets.forEach((target, i) => shown.set(target, probabilities[i]!));
    return fusedNone;
  }

  /** How much likelier than others each target is to be pressed, 1 on average, as far as habit is trusted. */
  priors(): ReadonlyMap<PredictiveTarget, number> {
    const factorOf = this.#factors();
    const {weight} = this.#current();
    return new Map([...this.#next.keys()].map((target) => [target, factorOf(target) ** weight]));
  }

  forecast(): HabitForecast {
    const {registry} = this.#options;
    const next = this.#predictNext();
    const probabilities = new Map([...next].map(([target, each]) => [registry.keyOf(target), each]));
    return {probabilities, weight: this.#current().weight};
  }

  alone(): Alone {
    this.#isStale = false;
    this.#alone = this.#seen();
    this.#marks.show(this.#alone.next, this.#hintSettings);
    return this.#alone;
  }

  invalidate(): void {
    // The learner may have come: it takes over at once.
    this.#current();
    this.#nextRevision = -1;
    if (this.#isStale) return;
    this.#isStale = true;
    queueMicrotask(() => {
      const {loop, region} = this.#options;
      // It may have been shown meanwhile.
      if (!this.#isStale || loop.habits !== this) return;
      this.#isStale = false;
      this.#marks.show(this.#predictNext(), this.#hintSettings);
      // A pointer that moves comes to rest, as the focus does, and then the rest of it is shown.
      const isFollowed = loop.none < 1 && region.matches(':focus-within');
      if (loop.pointer.trajectory.length > 0 || isFollowed) return;
      // What an observer writes into the region leads here, too: shown again, it would never come to an end.
      if (this.#alone === undefined || !isSame(this.#alone, this.#seen())) loop.settle();
    });
  }

  /** The user pressed a target. */
  press(target: PredictiveTarget, {key, pointerType, at}: UserClick): void {
    if (pointerType !== undefined) this.#hovers = pointerType === 'mouse' || pointerType === 'pen';
    const habits = this.#current();
    const looks = this.#looks.takeBefore(at, target);
    if (this.#learns) habits.press(key, {now: Date.now(), looks});
    else habits.follow(key);
    this.#save();
    this.invalidate();
  }

  /** A new visit begins, however soon after the one before. */
  startVisit(): void {
    this.#current().startVisit({learns: this.#learns});
    this.#save();
    this.invalidate();
  }

  /** The page scrolls: other targets will be on the screen. A pointer that hovers is looked at anyway. */
  scroll(): void {
    if (this.#hovers) return;
    clearTimeout(this.#scrollTimer);
    this.#scrollTimer = setTimeout(() => this.invalidate(), scrollRestMs);
  }

  /** Shows nothing any more. */
  close(): void {
    clearTimeout(this.#scrollTimer);
    this.#marks.show(new Map(), undefined);
  }

  /** Those of the learner, once there is one: it takes over what was learned before. */
  #current(): Habits {
    const {orders} = this.#options;
    const learner = this.#options.learner();
    const own = this.#own;
    const habits = learner?.habits ?? (this.#own ??= new Habits());
    if (learner !== undefined && own !== undefined) {
      this.#own = undefined;
      if (!own.isEmpty) habits.add(own.toJSON());
      habits.begin(Date.now());
      this.#orders = [];
      if (!own.isEmpty) this.#save();
    }
    const told = orders();
    // Regions of one name share their habits: one that tells nothing leaves what another has told.
    if (told !== this.#orders && told.length + this.#orders.length > 0) habits.seed(told);
    this.#orders = told;
    return habits;
  }

  /** What habit says by itself, as things are now. */
  #seen(): Alone {
    const next = this.#predictNext();
    const written = this.#hintSettings === undefined ? new Map<PredictiveTarget, number>() : next;
    const {weight} = this.#current();
    // A pointer that hovers tells more, and soon enough; what is not on the screen is not pressed next.
    if (this.#hovers) return {next, written, preloaded: new Map(), weight};
    const {rects} = this.#options.loop;
    rects.refresh();
    const visible = new Set(rects.visible);
    const least = leastHabit(next.size);
    const preloaded = [...next].filter(
      ([target, probability]) => probability >= least && visible.has(target),
    );
    return {next, written, preloaded: new Map(preloaded), weight};
  }

  get #hintSettings(): HintSettings | undefined {
    const {region} = this.#options;
    const {hints} = region;
    if (hints === null) return undefined;
    const description = region.getAttribute('hint-description') ?? usualDescription;
    return {
      likelyFrom: Math.max(
        likelyFrom.fromAttribute!(region.getAttribute('likely-from')),
        leastHabit(this.#next.size),
      ),
      unlikelyBelow: unlikelyBelow.fromAttribute!(region.getAttribute('unlikely-below')),
      description: hints === 'described' ? description : undefined,
    };
  }

  get #learns(): boolean {
    return this.#options.region.learn !== 'off';
  }

  #save(): void {
    if (this.#learns) void this.#options.learner()?.saveHabits();
  }

  #factors(): (target: PredictiveTarget) => number {
    const next = this.#predictNext();
    let sum = 0;
    for (const probability of next.values()) sum += probability;
    return (target) => ((next.get(target) ?? 0) * next.size) / sum;
  }

  #predictNext(): Map<PredictiveTarget, number> {
    const habits = this.#current();
    if (this.#nextRevision !== habits.revision) {
      const {registry} = this.#options;
      const targets = [...registry.values()].filter(({targetDisabled}) => !targetDisabled);
      const probabilities = habits.probabilities(targets.map((target) => registry.keyOf(target)));
      this.#next = new Map(targets.map((target, i) => [target, probabilities[i]!]));
      this.#nextRevision = habits.revision;
    }
    return this.#next;
  }
}

/** Habit speaks for one of so many targets from this probability on: twice what each has that nothing is known of. */
function leastHabit(targets: number): number {
  return 2 / (targets + 1);
}

function isSame(a: Alone, b: Alone): boolean {
  const isEqual = (one: Alone['next'], other: Alone['next']): boolean =>
    one.size === other.size && [...one].every(([target, probability]) => other.get(target) === probability);
  return (
    a.weight === b.weight &&
    isEqual(a.next, b.next) &&
    isEqual(a.written, b.written) &&
    isEqual(a.preloaded, b.preloaded)
  );
}
