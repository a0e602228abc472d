import {mediaQuery} from '../core/media-query.js';
import {share} from '../core/attribute-converters.js';
import type {PredictionContext} from '../core/prediction.js';
import type {PredictiveTarget} from '../core/target.js';
import {HabitContext} from '../habits/habit-context.js';
import {Habits, type HabitForecast} from '../habits/habits.js';
import type {FeatureContext, HabitsPart, TargetPress} from './feature-context.js';
import {HintMarks, type HintSettings} from './hints.js';

/** Description of a likely target if the page sets none. */
const usualDescription = 'Likely next';

/** Scrolling counts as finished when nothing has moved for this long, ms. */
const scrollRestMs = 150;

/** The last shown prediction from habits alone. */
interface HabitOnly {
  /** Probability that each target is pressed next. */
  next: ReadonlyMap<PredictiveTarget, number>;
  styled: Map<PredictiveTarget, number>;
  actionable: Map<PredictiveTarget, number>;
  weight: number;
}

const likelyFrom = share('likely-from', 0.3);
const unlikelyBelow = share('unlikely-below', 0.03);

/** Learns the order of presses in one region, combines it with the pointer's predictions, and shows it as hints. */
class HabitsFeature implements HabitsPart, PredictionContext<PredictiveTarget> {
  readonly #context: FeatureContext;
  readonly #habits: HabitContext<PredictiveTarget>;
  readonly #marks: HintMarks;
  /** Used until there is a learner, which has its own habits. */
  #own: Habits | undefined;
  #orders: readonly (readonly string[])[] = [];
  /** The last habit-only prediction that was shown. */
  #shown: HabitOnly | undefined;
  /** Whether the pointer in use hovers, so that it moves visibly before it presses. */
  #hovers = mediaQuery('(hover: hover)')?.matches ?? true;
  #isStale = false;
  #scrollTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: FeatureContext, signal: AbortSignal) {
    this.#context = context;
    const {targets, engine} = context;
    this.#marks = new HintMarks(context.parts.marks);
    this.#habits = new HabitContext({
      habits: () => this.#current(),
      targets: () => targets.enabled(),
      keyOf: (target) => targets.keyOf(target),
    });
    engine.context = this;
    signal.addEventListener('abort', () => this.#close(), {once: true});
    this.#current().begin(Date.now());
    this.invalidate();
  }

  fuse(shown: Map<PredictiveTarget, number>, at: {none: number; now: number}): number {
    return this.#habits.fuse(shown, at);
  }

  habitOnly(): HabitOnly {
    this.#isStale = false;
    this.#shown = this.#say();
    this.#marks.show(this.#shown.next, this.#hintSettings);
    return this.#shown;
  }

  priors(): ReadonlyMap<PredictiveTarget, number> {
    return this.#habits.priors();
  }

  forecast(): HabitForecast {
    const {targets} = this.#context;
    const next = this.#habits.next();
    const probabilities = new Map([...next].map(([target, each]) => [targets.keyOf(target), each]));
    return {probabilities, weight: this.#habits.weight};
  }

  invalidate(): void {
    // If the learner has loaded, it takes over at once.
    this.#current();
    this.#habits.invalidate();
    if (this.#isStale) return;
    this.#isStale = true;
    queueMicrotask(() => {
      const {engine, host} = this.#context;
      // Another call may have shown it meanwhile.
      if (!this.#isStale || engine.context !== this) return;
      this.#isStale = false;
      this.#marks.show(this.#habits.next(), this.#hintSettings);
      // A moving pointer or focus soon rests, and the rest is shown then.
      const isFollowed = !engine.isCleared && host.matches(':focus-within');
      if (engine.trajectory.length > 0 || isFollowed || this.#isRead) return;
      // Skip equal states: an observer that writes into the region also triggers this, and would loop forever.
      if (this.#shown === undefined || !isSame(this.#shown, this.#say())) this.#context.clear();
    });
  }

  /** Starts a new visit, however recent the previous one. */
  startVisit(): void {
    this.#current().startVisit({learns: this.#learns});
    this.#save();
    this.invalidate();
  }

  onSettings(): void {
    if (this.#context.host.hints !== null) this.invalidate();
  }

  onModel(): void {
    this.invalidate();
  }

  onTargetAdded(): void {
    this.invalidate();
  }

  onTargetGone(): void {
    this.invalidate();
  }

  onTargetsChange(): void {
    this.invalidate();
  }

  onPress({target, key, pointerType, at, isUsers}: TargetPress): void {
    if (!isUsers) return;
    if (pointerType !== undefined) this.#hovers = pointerType === 'mouse' || pointerType === 'pen';
    const habits = this.#current();
    const predictions = this.#habits.takeBefore(at, target);
    if (this.#learns) habits.press(key, {now: Date.now(), predictions});
    else habits.follow(key);
    this.#save();
    this.invalidate();
  }

  /** Scrolling brings other targets on screen. A hovering pointer causes a tick anyway. */
  onScroll(): void {
    if (this.#hovers) return;
    clearTimeout(this.#scrollTimer);
    this.#scrollTimer = setTimeout(() => this.invalidate(), scrollRestMs);
  }

  #close(): void {
    clearTimeout(this.#scrollTimer);
    this.#marks.show(new Map(), undefined);
    if (this.#context.engine.context === this) this.#context.engine.context = undefined;
  }

  /** The learner's habits, once it is loaded: it takes over what was learned before. */
  #current(): Habits {
    const {seededOrders, parts} = this.#context;
    const learner = parts.learning.current?.learner;
    const own = this.#own;
    const habits = learner?.habits ?? (this.#own ??= new Habits());
    if (learner !== undefined && own !== undefined) {
      this.#own = undefined;
      if (!own.isEmpty) habits.append(own);
      habits.begin(Date.now());
      this.#orders = [];
      if (!own.isEmpty) this.#save();
    }
    const told = seededOrders;
    // Regions with the same name share their habits: one without orders keeps those that another has set.
    if (told !== this.#orders && told.length + this.#orders.length > 0) habits.seed(told);
    this.#orders = told;
    return habits;
  }

  /** The current prediction from habits alone. */
  #say(): HabitOnly {
    const next = this.#habits.next();
    const styled = this.#hintSettings === undefined ? new Map<PredictiveTarget, number>() : new Map(next);
    const {weight} = this.#habits;
    // A hovering pointer or reading soon gives a better prediction; and off-screen targets are not pressed next.
    if (this.#hovers || this.#isRead) return {next, styled, actionable: new Map(), weight};
    const {boxes} = this.#context;
    boxes.refresh();
    const visible = new Set(boxes.visible);
    const least = leastHabit(next.size);
    const actionable = new Map(
      [...next].filter(([target, probability]) => probability >= least && visible.has(target)),
    );
    const now = performance.now();
    boxes.begin(now);
    boxes.confirm(actionable, {now});
    return {next, styled, actionable, weight};
  }

  /** Whether taps are predicted from how the page is read, which counts habit in. */
  get #isRead(): boolean {
    return this.#context.parts.touch.current?.isReading === true;
  }

  get #hintSettings(): HintSettings | undefined {
    const {host} = this.#context;
    const {hints, highlight} = host;
    if (hints === null || highlight === 'none') return undefined;
    const description = host.getAttribute('hint-description') ?? usualDescription;
    return {
      likelyFrom: Math.max(
        likelyFrom.fromAttribute!(host.getAttribute('likely-from')),
        leastHabit(this.#habits.next().size),
      ),
      unlikelyBelow: unlikelyBelow.fromAttribute!(host.getAttribute('unlikely-below')),
      description: hints === 'described' ? description : undefined,
    };
  }

  get #learns(): boolean {
    return this.#context.host.learn !== 'off';
  }

  #save(): void {
    if (this.#learns) void this.#context.parts.learning.current?.learner?.saveHabits();
  }
}

/** Lowest probability at which habits favour one of this many targets: twice an equal share. */
function leastHabit(targets: number): number {
  return 2 / (targets + 1);
}

function isSame(a: HabitOnly, b: HabitOnly): boolean {
  const isEqual = (one: HabitOnly['next'], other: HabitOnly['next']): boolean =>
    one.size === other.size && [...one].every(([target, probability]) => other.get(target) === probability);
  return (
    a.weight === b.weight &&
    isEqual(a.next, b.next) &&
    isEqual(a.styled, b.styled) &&
    isEqual(a.actionable, b.actionable)
  );
}

/** Learns and uses the order of presses in one region, until the signal aborts. */
export function connect(context: FeatureContext, signal: AbortSignal): HabitsFeature {
  return new HabitsFeature(context, signal);
}
