import {PredictiveError} from '../core/errors.js';
import {ClickOrder, type ClickOrderData} from './click-order.js';
import {HabitTrust, type PastPrediction} from './habit-trust.js';

/** Who comes back after so long begins a new visit, ms. As in web analytics: half an hour. */
const visitPauseMs = 30 * 60_000;

/** Stands for the end of a visit in the order of clicks. No target has this key. */
const end = '';

/** Habits as JSON. */
export interface HabitsData {
  version: 1;
  order: ClickOrderData;
  /** Evidence for each weight that habit may have beside the pointer. */
  trust: number[];
  /** When the latest click came, ms since 1970; 0 for never. */
  latestAt: number;
}

/** What habit alone says of the next press. */
export interface HabitForecast {
  /** Probability of each key to be pressed next, 0…1; what is left is that the visit ends. */
  probabilities: ReadonlyMap<string, number>;
  /** How far habit is trusted beside the pointer, 0…1, from how good it has been. */
  weight: number;
}

/** A person's habits in one region: what they press after what, and how much that tells. Told the time, never asking. */
export class Habits {
  #order = new ClickOrder();
  #trust = new HabitTrust();
  /** What those know who use the region well. */
  #known: ClickOrder | undefined;
  #latestAt = 0;
  #revision = 0;

  /** Rises with every change of what is said. */
  get revision(): number {
    return this.#revision;
  }

  /** How much habit counts beside the pointer, 0…1, as it has earned it. */
  get weight(): number {
    return this.#trust.weight;
  }

  /** Whether nothing was learned yet. */
  get isEmpty(): boolean {
    return this.#latestAt === 0;
  }

  /** The region is there `now`, ms since 1970: whoever comes back after a long time begins a new visit. */
  begin(now: number): void {
    // A clock that was wrong, here or where it was learned.
    this.#latestAt = Math.min(this.#latestAt, now);
    if (this.isEmpty || now - this.#latestAt < visitPauseMs) return;
    this.startVisit({learns: true});
    // Once for each visit.
    this.#latestAt = now;
  }

  /** A new visit begins, however soon; `learns` says whether it is learned that one has ended. */
  startVisit({learns}: {learns: boolean}): void {
    if (learns && this.#order.latest.length > 0) this.#order.learn(end);
    this.#order.startVisit();
    this.#changed();
  }

  /** A target was pressed, before which the pointer alone had said `predictions`. */
  press(key: string, {now, predictions = []}: {now: number; predictions?: readonly PastPrediction[]}): void {
    this.begin(now);
    this.#trust.learn(predictions);
    this.#order.learn(key);
    this.#latestAt = now;
    this.#changed();
  }

  /** A target was pressed, and nothing is to be learned from it. */
  follow(key: string): void {
    this.#order.follow(key);
    this.#changed();
  }

  /** Takes orders of clicks that are known to be good, a list of keys for each visit, in place of those before. */
  seed(visits: readonly (readonly string[])[]): void {
    this.#known = new ClickOrder();
    for (const visit of visits) {
      this.#known.startVisit();
      for (const key of visit) this.#known.learn(key);
      this.#known.learn(end);
    }
    this.#changed();
  }

  /** Probability of each of `keys` to be pressed next, 0…1; what is left is that the visit ends. */
  probabilities(keys: readonly string[]): number[] {
    const all = [...keys, end];
    return this.#order.probabilities(all, this.#known?.probabilities(all)).slice(0, -1);
  }

  /**
   * Takes over what `toJSON()` wrote, beside what has been learned here. Throws `invalid-dataset`, and takes
   * nothing, where it is anything else.
   */
  add(data: unknown): void {
    const refuse = (problem: string, value: unknown): never => {
      throw new PredictiveError('invalid-dataset', `The habits ${problem}.`, {value});
    };
    if (typeof data !== 'object' || data === null) return refuse('are not an object', data);
    const {version, order, trust, latestAt} = data as Record<string, unknown>;
    if (version !== 1) return refuse('are of an unknown version', version);
    if (typeof latestAt !== 'number' || !(latestAt >= 0 && latestAt < Infinity))
      return refuse('have no time', latestAt);
    const taken = HabitTrust.from(trust);
    this.#order.add(order);
    if (this.isEmpty) this.#trust = taken;
    this.#latestAt = Math.max(this.#latestAt, latestAt);
    this.#changed();
  }

  /** Forgets everything that was learned; what is known to be good stays. */
  clear(): void {
    this.#order = new ClickOrder();
    this.#trust = new HabitTrust();
    this.#latestAt = 0;
    this.#changed();
  }

  /** What has been learned, ready for JSON. */
  toJSON(): HabitsData {
    return {
      version: 1,
      order: this.#order.toJSON(),
      trust: this.#trust.toJSON(),
      latestAt: this.#latestAt,
    };
  }

  /** What is known to be good goes on from the same clicks. */
  #changed(): void {
    this.#revision++;
    this.#known?.startVisit();
    for (const key of this.#order.latest) this.#known?.follow(key);
  }
}
