import {checkHabits} from './check-habits.js';
import {ClickOrder} from './click-order.js';
import {HabitTrust, type PastPrediction} from './habit-trust.js';
import type {HabitsData} from './habits-data.js';

export type {HabitsData} from './habits-data.js';

/** Pause after which a new visit starts, ms: half an hour, as in web analytics. */
const visitPauseMs = 30 * 60_000;

/** Key that marks the end of a visit in the click order; no target has it. */
const end = '';

/** What habit alone predicts for the next press. */
export interface HabitForecast {
  /** Probability that each key is pressed next, 0…1; the rest is the probability that the visit ends. */
  probabilities: ReadonlyMap<string, number>;
  /** Trust in habit relative to the pointer, 0…1, judged by its past predictions. */
  weight: number;
}

/**
 * A person's habits in one region: what they press after what, and how well that predicts. Pure: callers pass
 * the time.
 */
export class Habits {
  #order = new ClickOrder();
  #trust = new HabitTrust();
  /** What was learned here since it was last taken to be stored. */
  #newOrder = new ClickOrder();
  #newTrust = new HabitTrust();
  /** Taken, but not known to be stored yet; oldest first. */
  #taken: Habits[] = [];
  /** The click order of experienced users, from `seed()`. */
  #known: ClickOrder | undefined;
  #latestAt = 0;
  #revision = 0;

  /** Increases whenever the probabilities may have changed. */
  get revision(): number {
    return this.#revision;
  }

  /** Trust in habit relative to the pointer, 0…1, judged by its past predictions. */
  get weight(): number {
    return this.#trust.weight;
  }

  /** Whether nothing has been learned yet. */
  get isEmpty(): boolean {
    return this.#latestAt === 0;
  }

  /** Call when the region appears, at `now`, ms since 1970: starts a new visit after a long pause. */
  begin(now: number): void {
    // The clock was wrong, here or where the habits were learned.
    this.#latestAt = Math.min(this.#latestAt, now);
    if (this.isEmpty || now - this.#latestAt < visitPauseMs) return;
    this.startVisit({learns: true});
    // So that the next call does not start another visit.
    this.#latestAt = now;
  }

  /** Starts a new visit, however soon; `learns` says whether to learn that the last one has ended. */
  startVisit({learns}: {learns: boolean}): void {
    if (learns && this.#order.latest.length > 0) this.#learn(end);
    for (const order of this.#orders) order.startVisit();
    this.#changed();
  }

  /** Learns a press of a target; `predictions` are what the pointer alone predicted before it. */
  press(key: string, {now, predictions = []}: {now: number; predictions?: readonly PastPrediction[]}): void {
    this.begin(now);
    for (const trust of [this.#trust, this.#newTrust]) trust.learn(predictions);
    this.#learn(key);
    this.#latestAt = now;
    this.#changed();
  }

  /** Adds a press to the context, without learning from it. */
  follow(key: string): void {
    for (const order of this.#orders) order.follow(key);
    this.#changed();
  }

  /** Replaces the known good orders of clicks: a list of keys for each visit. */
  seed(visits: readonly (readonly string[])[]): void {
    this.#known = new ClickOrder();
    for (const visit of visits) {
      this.#known.startVisit();
      for (const key of visit) this.#known.learn(key);
      this.#known.learn(end);
    }
    this.#changed();
  }

  /**
   * Probability that each of `keys` is pressed next, 0…1; the rest is the probability that the visit ends.
   */
  probabilities(keys: readonly string[]): number[] {
    const all = [...keys, end];
    return this.#order.probabilities(all, this.#known?.probabilities(all)).slice(0, -1);
  }

  /**
   * Merges what `toJSON()` wrote into what has been learned here. Throws `invalid-dataset`, and changes
   * nothing, if `data` is invalid.
   */
  add(data: unknown): void {
    const {order, trust, latestAt} = checkHabits(data, 'habits');
    this.#order.add(order);
    // The first data also brings the context.
    if (this.#newOrder.clicks === 0) this.#resetNew();
    if (this.isEmpty) this.#trust = HabitTrust.of(trust);
    this.#latestAt = Math.max(this.#latestAt, latestAt);
    this.#changed();
  }

  /** Adds what `later` has learned as if it had followed: counts add up, and continue from its latest presses. */
  append(later: Habits): void {
    for (const order of this.#orders) order.append(later.#order);
    for (const trust of [this.#trust, this.#newTrust]) trust.append(later.#trust);
    if (!later.isEmpty) this.#latestAt = later.#latestAt;
    this.#changed();
  }

  /** Takes what was learned since the last call, to append it to the stored habits; ends with `stored()` or `notStored()`. */
  takeNew(): Habits {
    const taken = new Habits();
    taken.#order = this.#newOrder;
    taken.#trust = this.#newTrust;
    taken.#latestAt = this.#latestAt;
    this.#taken.push(taken);
    this.#resetNew();
    return taken;
  }

  /** What was taken is now stored, in `habits`: continues from those, which may have presses from other tabs. */
  stored(taken: Habits, habits: Habits): void {
    // Forgotten meanwhile.
    if (!this.#taken.includes(taken)) return;
    this.#taken = this.#taken.filter((each) => each !== taken);
    this.continueFrom(habits);
  }

  /** What was taken was not stored: it will be taken again. */
  notStored(taken: Habits): void {
    if (!this.#taken.includes(taken)) return;
    this.#taken = this.#taken.filter((each) => each !== taken);
    taken.#order.append(this.#newOrder);
    taken.#trust.append(this.#newTrust);
    [this.#newOrder, this.#newTrust] = [taken.#order, taken.#trust];
  }

  /**
   * Replaces what was learned, but for what is not stored yet, by the stored `habits`, which become part of these. The
   * visit goes on.
   */
  continueFrom(habits: Habits): void {
    [this.#order, this.#trust] = [habits.#order, habits.#trust];
    for (const taken of this.#taken) {
      this.#order.append(taken.#order);
      this.#trust.append(taken.#trust);
    }
    this.#order.append(this.#newOrder);
    this.#trust.append(this.#newTrust);
    this.#latestAt = Math.max(this.#latestAt, habits.#latestAt);
    this.#changed();
  }

  /** Forgets everything learned; known good orders stay. */
  clear(): void {
    this.#order = new ClickOrder();
    this.#trust = new HabitTrust();
    this.#taken = [];
    this.#resetNew();
    this.#latestAt = 0;
    this.#changed();
  }

  /** The learned habits, ready for JSON. */
  toJSON(): HabitsData {
    return {
      version: 1,
      order: this.#order.toJSON(),
      trust: this.#trust.toJSON(),
      latestAt: this.#latestAt,
    };
  }

  get #orders(): ClickOrder[] {
    return [this.#order, this.#newOrder];
  }

  #learn(key: string): void {
    for (const order of this.#orders) order.learn(key);
  }

  #resetNew(): void {
    this.#newOrder = this.#order.unlearned();
    this.#newTrust = new HabitTrust();
  }

  /** Moves the known good orders to the same context. */
  #changed(): void {
    this.#revision++;
    this.#known?.startVisit();
    for (const key of this.#order.latest) this.#known?.follow(key);
  }
}
