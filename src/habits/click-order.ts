import {checkClickOrder} from './check-habits.js';
import {longestContext, mostWeight, startOfVisit as start, type ClickOrderData} from './habits-data.js';

/** Clicks after which a count weighs half. */
export const habitHalfLife = 60;

/**
 * Discount on the weight of each key that has followed a context, by the context's length; it goes to shorter
 * contexts, since a single occurrence may be chance (absolute discounting, Ney, Essen and Kneser 1994).
 */
const discounts = [0.7, 0.4, 0.4] as const;

/** Pseudo-count of unseen followers in each context. */
const unseen = 3;

/** Counts below this weight are forgotten. */
const leastWeight = 0.05;

/**
 * Most counts kept after merging others: about as many as one person's clicks leave, few enough to be written after
 * each press.
 */
const mostCounts = 3000;

/** The weight of a key that followed a context, and the click as of which it weighs that much. */
interface Follower {
  weight: number;
  at: number;
}

type Followers = Map<number, Follower>;

/**
 * The order in which a person clicks: which key follows the latest ones. A variable-order Markov model that
 * learns with every click and halves counts every 60 clicks. Where it has seen little it falls back to
 * shorter contexts, and in the end to equal probabilities.
 */
export class ClickOrder {
  readonly #keys: string[] = [];
  readonly #indices = new Map<string, number>();
  readonly #contexts = new Map<string, Followers>();
  #context: number[] = [start];
  #clicks = 0;

  /** Restores a click order from JSON. Throws `invalid-dataset` if `data` is invalid. */
  static from(data: unknown): ClickOrder {
    const order = new ClickOrder();
    order.add(checkClickOrder(data, 'order'));
    return order;
  }

  /**
   * Merges data, which has been checked, into what has been learned here; before the first click, also continues from
   * its latest clicks.
   */
  add({keys, counts, latest}: ClickOrderData): void {
    const isNew = this.#clicks === 0;
    const indices = keys.map((key) => this.#indexOf(key));
    const own = (index: number): number => indices[index] ?? start;
    const oldest = counts.reduce((longest, count) => Math.max(longest, count.at(-1)!), 0);
    this.#clicks = Math.max(this.#clicks, oldest);
    for (const count of heaviest(counts)) {
      const [key = 0, weight = 0, age = 0] = count.slice(-3);
      const followers = this.#followersOf(count.slice(0, -3).map(own).join(' '));
      const before = followers.get(own(key));
      const other = {weight, at: this.#clicks - age};
      // Keep the larger, so that merging the same data twice counts once. Compared as of the later click: as of the
      // earlier one, a weight would be above every limit.
      const at = Math.max(other.at, before?.at ?? 0);
      followers.set(own(key), {weight: Math.max(weightAt(other, at), weightAt(before, at)), at});
    }
    if (isNew) this.#context = latest.map(own);
    // What weighs nothing any more would soon be older than what `checkClickOrder()` accepts.
    this.#forgetOld();
  }

  /**
   * Adds the clicks of `later` as if they had followed those learned here, and continues from its latest ones: counts
   * add up, and the older ones fade by the number of later clicks.
   */
  append(later: ClickOrder): void {
    const own = (index: number): number => (index === start ? start : this.#indexOf(later.#keys[index]!));
    this.#clicks += later.#clicks;
    for (const [context, followers] of later.#contexts) {
      const here = this.#followersOf(context === '' ? '' : context.split(' ').map(Number).map(own).join(' '));
      for (const [key, follower] of followers) {
        const weight = this.#weigh(here.get(own(key))) + later.#weigh(follower);
        here.set(own(key), {weight, at: this.#clicks});
      }
    }
    this.#context = later.#context.map(own);
    this.#forgetOld();
  }

  /** A click order in the same context that has learned nothing. */
  unlearned(): ClickOrder {
    const order = new ClickOrder();
    for (const index of this.#context) {
      if (index === start) order.#context = [start];
      else order.follow(this.#keys[index]!);
    }
    return order;
  }

  /** Number of clicks learned. */
  get clicks(): number {
    return this.#clicks;
  }

  /** The latest keys of this visit: the context of the next prediction. */
  get latest(): string[] {
    return this.#context.flatMap((index) => this.#keys[index] ?? []);
  }

  /** Starts a new visit, without context. */
  startVisit(): void {
    this.#context = [start];
  }

  /** Learns a click of the key. */
  learn(key: string): void {
    const index = this.#indexOf(key);
    for (const context of this.#suffixes()) {
      const followers = this.#followersOf(context);
      followers.set(index, {
        weight: Math.min(mostWeight, this.#weigh(followers.get(index)) + 1),
        at: this.#clicks,
      });
    }
    this.#clicks++;
    if (this.#clicks % habitHalfLife === 0) this.#forgetOld();
    this.follow(key);
  }

  /** Adds a click of the key to the context, without learning from it. */
  follow(key: string): void {
    this.#context = [...this.#context, this.#indexOf(key)].slice(-longestContext);
  }

  /**
   * Probability that each of `keys` is clicked next, if one of them is; together they add up to 1. `known` is
   * the prior, used where nothing has been learned: equal probabilities by default.
   */
  probabilities(
    keys: readonly string[],
    known: readonly number[] = keys.map(() => 1 / keys.length),
  ): number[] {
    const indices = keys.map((key) => this.#indices.get(key) ?? Infinity);
    let shares = [...known];
    for (const context of this.#suffixes()) {
      const followers = this.#contexts.get(context);
      if (followers === undefined) continue;
      const weights = indices.map((index) => this.#weigh(followers.get(index)));
      const discount = discounts[context === '' ? 0 : context.split(' ').length] ?? discounts[0];
      const whole = weights.reduce((sum, weight) => sum + weight, 0) + unseen;
      const kept = weights.map((weight) => Math.max(0, weight - discount) / whole);
      const left = 1 - kept.reduce((sum, share) => sum + share, 0);
      shares = kept.map((share, i) => share + left * shares[i]!);
    }
    return shares;
  }

  /** The learned counts, ready for JSON. */
  toJSON(): ClickOrderData {
    const keys: string[] = [];
    const written = new Map<number, number>([[start, start]]);
    /** Writes only keys that occur in counts or in the context. */
    const write = (index: number): number => {
      if (!written.has(index)) written.set(index, keys.push(this.#keys[index]!) - 1);
      return written.get(index)!;
    };
    const counts = [...this.#contexts].flatMap(([context, followers]) =>
      [...followers].map(([key, {weight, at}]) => [
        ...(context === '' ? [] : context.split(' ').map((index) => write(Number(index)))),
        write(key),
        Math.round(weight * 1000) / 1000,
        this.#clicks - at,
      ]),
    );
    return {version: 1, keys, counts, latest: this.#context.map(write)};
  }

  #indexOf(key: string): number {
    let index = this.#indices.get(key);
    if (index === undefined) {
      index = this.#keys.push(key) - 1;
      this.#indices.set(key, index);
    }
    return index;
  }

  #followersOf(context: string): Followers {
    const followers = this.#contexts.get(context) ?? (new Map() as Followers);
    this.#contexts.set(context, followers);
    return followers;
  }

  /** All suffixes of the latest clicks as contexts, from the empty one up. */
  #suffixes(): string[] {
    return [...Array<undefined>(this.#context.length + 1)].map((_, length) =>
      this.#context.slice(this.#context.length - length).join(' '),
    );
  }

  #weigh(follower: Follower | undefined): number {
    return weightAt(follower, this.#clicks);
  }

  /** Weight below which a count is forgotten: higher where there are too many counts. */
  #leastWeight(): number {
    const weights = [...this.#contexts.values()].flatMap((followers) =>
      [...followers.values()].map((follower) => this.#weigh(follower)),
    );
    if (weights.length <= mostCounts) return leastWeight;
    // One more, so that none of many alike stays by chance.
    return Math.max(leastWeight, weightToKeep(weights));
  }

  #forgetOld(): void {
    const least = this.#leastWeight();
    for (const [context, followers] of this.#contexts) {
      for (const [key, follower] of followers) if (this.#weigh(follower) < least) followers.delete(key);
      if (followers.size === 0) this.#contexts.delete(context);
    }
    this.#forgetKeys();
  }

  /** Forgets keys that no longer occur. */
  #forgetKeys(): void {
    const data = this.toJSON();
    if (data.keys.length === this.#keys.length) return;
    this.#keys.length = this.#clicks = 0;
    this.#indices.clear();
    this.#contexts.clear();
    this.add(data);
  }
}

/** Least weight of those that stay. One more is left out, so that none of many alike stays by chance. */
function weightToKeep(weights: number[]): number {
  const [lightest = 0] = weights.sort((a, b) => a - b).slice(-mostCounts - 1);
  return lightest * (1 + Number.EPSILON);
}

/** The counts that stay when they are merged into others; the rest would only take time. */
function heaviest(counts: ClickOrderData['counts']): ClickOrderData['counts'] {
  if (counts.length <= mostCounts) return counts;
  const weights = counts.map((count) => count.at(-2)! * 0.5 ** (count.at(-1)! / habitHalfLife));
  const least = weightToKeep([...weights]);
  return counts.filter((_, i) => weights[i]! >= least);
}

/** Weight of a count as of a later click. */
function weightAt(follower: Follower | undefined, click: number): number {
  return follower === undefined ? 0 : follower.weight * 0.5 ** ((click - follower.at) / habitHalfLife);
}
