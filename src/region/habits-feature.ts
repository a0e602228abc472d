import {share} from '../core/attribute-converters.js';
import type {PredictionContext} from '../core/prediction.js';
import type {PredictiveTarget} from '../core/target.js';
import {HabitContext} from '../habits/habit-context.js';
import {Habits, type HabitForecast} from '../habits/habits.js';
import type {FeatureContext, HabitsPart, TargetPress} from './feature-context.js';
import {HintMarks, type HintSettings} from './hints.js';

/** The description of a likely target where the page gives none. */
const usualDescription = 'Likely next';

/** Scrolling has come to rest when nothing has moved for so long, ms. */
const scrollRestMs = 150;

/** What habit says by itself, as it was shown. */
interface HabitOnly {
  /** Probability of each target to be pressed next. */
  next: ReadonlyMap<PredictiveTarget, number>;
  styled: Map<PredictiveTarget, number>;
  actionable: Map<PredictiveTarget, number>;
  weight: number;
}

const likelyFrom = share('likely-from', 0.3);
const unlikelyBelow = share('unlikely-below', 0.03);

/** What the person presses after what, in one region: learned, used beside the pointer, and shown as hints. */
class HabitsFeature implements HabitsPart, PredictionContext<PredictiveTarget> {
  readonly #context: FeatureContext;
  readonly #habits: HabitContext<PredictiveTarget>;
  readonly #marks = new HintMarks();
  /** Until there is a learner, which has its own. */
  #own: Habits | undefined;
  #orders: readonly (readonly string[])[] = [];
  /** What was shown last while the pointer said nothing. */
  #shown: HabitOnly | undefined;
  /** Whether the pointer that is used says where it goes before it presses. */
  #hovers = matchMedia('(hover: hover)').matches;
  #isStale = false;
  #scrollTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(context: FeatureContext, signal: AbortSignal) {
    this.#context = context;
    const {targets, engine} = context;
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
    // The learner may have come: it takes over at once.
    this.#current();
    this.#habits.invalidate();
    if (this.#isStale) return;
    this.#isStale = true;
    queueMicrotask(() => {
      const {engine, host} = this.#context;
      // It may have been shown meanwhile.
      if (!this.#isStale || engine.context !== this) return;
      this.#isStale = false;
      this.#marks.show(this.#habits.next(), this.#hintSettings);
      // A pointer that moves comes to rest, as the focus does, and then the rest of it is shown.
      const isFollowed = engine.none < 1 && host.matches(':focus-within');
      if (engine.trajectory.length > 0 || isFollowed) return;
      // What an observer writes into the region leads here, too: shown again, it would never come to an end.
      if (this.#shown === undefined || !isSame(this.#shown, this.#say())) this.#context.clear();
    });
  }

  /** A new visit begins, however soon after the one before. */
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

  /** The page scrolls: other targets will be on the screen. A pointer that hovers leads to a tick anyway. */
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

  /** Those of the learner, once there is one: it takes over what was learned before. */
  #current(): Habits {
    const {seededOrders, parts} = this.#context;
    const learner = parts.learning.current?.learner;
    const own = this.#own;
    const habits = learner?.habits ?? (this.#own ??= new Habits());
    if (learner !== undefined && own !== undefined) {
      this.#own = undefined;
      if (!own.isEmpty) habits.add(own.toJSON());
      habits.begin(Date.now());
      this.#orders = [];
      if (!own.isEmpty) this.#save();
    }
    const told = seededOrders;
    // Regions of one name share their habits: one that tells nothing leaves what another has told.
    if (told !== this.#orders && told.length + this.#orders.length > 0) habits.seed(told);
    this.#orders = told;
    return habits;
  }

  /** What habit says by itself, as things are now. */
  #say(): HabitOnly {
    const next = this.#habits.next();
    const styled = this.#hintSettings === undefined ? new Map<PredictiveTarget, number>() : new Map(next);
    const {weight} = this.#habits;
    // A pointer that hovers tells more, and soon enough; what is not on the screen is not pressed next.
    if (this.#hovers) return {next, styled, actionable: new Map(), weight};
    const {boxes} = this.#context;
    boxes.refresh();
    const visible = new Set(boxes.visible);
    const least = leastHabit(next.size);
    const actionable = [...next].filter(
      ([target, probability]) => probability >= least && visible.has(target),
    );
    return {next, styled, actionable: new Map(actionable), weight};
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

/** Habit favours one of so many targets from this probability on: twice what each has where nothing is known. */
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
