import {PredictiveError} from '../core/errors.js';

/** Clicks after which a count weighs half. */
export const habitHalfLife = 60;

/** Most clicks in the context of a prediction. */
const longestContext = 2;

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
 * Upper limits of a count: the weights of all clicks, halving, add up to at most 87; and older counts, in
 * clicks, are forgotten.
 */
const mostWeight = 100;
const mostAge = 1000;

/** Marks the start of a visit in a context. */
const start = -1;

/** For each key that followed a context: its weight, and the click as of which it weighs that much. */
type Followers = Map<number, {weight: number; at: number}>;

/** A click order as JSON. */
export interface ClickOrderData {
  version: 1;
  keys: string[];
  /** `[...context, key, weight, age]`: keys by index, −1 for the start of a visit; age in clicks. */
  counts: number[][];
  /** The latest clicks, oldest first, as in a context. */
  latest: number[];
}

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
    order.add(data);
    return order;
  }

  /**
   * Merges `data` into what has been learned here; before the first click, also continues from its latest
   * clicks. Throws `invalid-dataset`, and changes nothing, if `data` is invalid.
   */
  add(data: unknown): void {
    const {keys, counts, latest} = check(data);
    const isNew = this.#clicks === 0;
    const indices = keys.map((key) => this.#indexOf(key));
    const own = (index: number): number => indices[index] ?? start;
    const oldest = counts.reduce((longest, count) => Math.max(longest, count.at(-1)!), 0);
    this.#clicks = Math.max(this.#clicks, oldest);
    for (const count of counts) {
      const [key = 0, weight = 0, age = 0] = count.slice(-3);
      const followers = this.#followersOf(count.slice(0, -3).map(own).join(' '));
      const before = followers.get(own(key));
      const at = this.#clicks - age;
      // Keep the larger, so that merging the same data twice counts once.
      const earlier = before === undefined ? 0 : before.weight * 0.5 ** ((at - before.at) / habitHalfLife);
      followers.set(own(key), {weight: Math.max(weight, earlier), at});
    }
    if (isNew) this.#context = latest.map(own);
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
      followers.set(index, {weight: this.#weigh(followers.get(index)) + 1, at: this.#clicks});
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

  #weigh(follower: {weight: number; at: number} | undefined): number {
    return follower === undefined
      ? 0
      : follower.weight * 0.5 ** ((this.#clicks - follower.at) / habitHalfLife);
  }

  #forgetOld(): void {
    for (const [context, followers] of this.#contexts) {
      for (const [key, follower] of followers) if (this.#weigh(follower) < leastWeight) followers.delete(key);
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

/** Throws unless `data` has the shape that `toJSON()` writes. */
function check(data: unknown): ClickOrderData {
  const refuse = (problem: string, value?: unknown): never => {
    throw new PredictiveError('invalid-dataset', `The click order ${problem}.`, {value});
  };
  if (typeof data !== 'object' || data === null) return refuse('is not an object', data);
  const {version, keys, counts, latest} = data as Record<string, unknown>;
  if (version !== 1) return refuse('has an unknown version', version);
  if (
    !Array.isArray(keys) ||
    !keys.every((key) => typeof key === 'string') ||
    new Set(keys).size < keys.length
  )
    return refuse('has keys that are not distinct strings', keys);
  if (!Array.isArray(counts)) return refuse('has no counts', counts);
  const isKey = (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) < keys.length;
  const isContextKey = (value: unknown): boolean => value === start || isKey(value);
  for (const count of counts as unknown[]) {
    if (!Array.isArray(count) || count.length < 3 || count.length > longestContext + 3)
      return refuse('has a count of the wrong length', count);
    const [key, weight, age] = count.slice(-3) as unknown[];
    const isContext = count.slice(0, -3).every(isContextKey);
    if (!isKey(key) || !isContext) return refuse('has a count of an unknown key', count);
    if (
      !((weight as number) >= 0 && (weight as number) <= mostWeight) ||
      !(Number.isInteger(age) && (age as number) >= 0 && (age as number) <= mostAge)
    )
      return refuse('has a count with an invalid weight or age', count);
  }
  if (!Array.isArray(latest) || latest.length > longestContext || !latest.every(isContextKey))
    return refuse('has invalid latest clicks', latest);
  return {version, keys, counts: counts as number[][], latest: latest as number[]};
}
