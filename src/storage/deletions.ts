import {deletedKinds, recordKinds, type DeletedKind, type RecordKind} from './records.js';

/**
 * When each kind was last deleted, ms since 1970; 0 for never. A deletion is itself a record: by its absence alone, a
 * tab that still holds older data could not tell that it must not write it again.
 */
export type Generations = Readonly<Record<DeletedKind, number>>;

export const noDeletions = each(() => 0);

/** Reads stored or received generations; whatever is missing or damaged counts as never. */
export function asGenerations(value: unknown): Generations {
  const stored = (typeof value === 'object' && value !== null ? value : {}) as Partial<Generations>;
  return each((kind) => (Number.isSafeInteger(stored[kind]) ? stored[kind]! : 0));
}

/** The deletions after which a value of `kind`, made from records of other kinds, must not be written any more. */
export function deletionsOf(kind: RecordKind, basedOn: readonly RecordKind[] = []): DeletedKind[] {
  return [kind, ...basedOn, ...(basedOn.includes('samples') ? (['some samples'] as const) : [])];
}

/** The later deletion of each kind. */
export function latestOf(one: Generations, other: Generations): Generations {
  return each((kind) => Math.max(one[kind], other[kind]));
}

/** The generations after a deletion of these kinds now. They grow even if the clock was set back. */
export function deletedNow(before: Generations, kinds: readonly DeletedKind[]): Generations {
  return each((kind) => (kinds.includes(kind) ? Math.max(before[kind] + 1, Date.now()) : before[kind]));
}

function each(generationOf: (kind: DeletedKind) => number): Generations {
  // A cast: it has every kind.
  return Object.fromEntries(deletedKinds.map((kind) => [kind, generationOf(kind)])) as Generations;
}

/** The deletions that this page has obeyed: what it holds is newer than them. */
export class ObeyedDeletions {
  readonly #onDeleted: (kinds: readonly DeletedKind[]) => void;
  /** `undefined` until the page has read any. */
  #obeyed: Generations | undefined;
  #own = noDeletions;

  /** `onDeleted` drops what the page holds of these kinds. */
  constructor(onDeleted: (kinds: readonly DeletedKind[]) => void) {
    this.#onDeleted = onDeleted;
  }

  get generations(): Generations {
    return this.#obeyed ?? noDeletions;
  }

  /** Call before the page's own deletion is complete, so that its later operations are not taken for older ones. */
  makeOwn(generations: Generations): void {
    this.#own = generations;
  }

  /** Obeys deletions that are new to this page, and returns their kinds. */
  obey(generations: Generations): readonly DeletedKind[] {
    const before = this.#obeyed;
    this.#obeyed = before === undefined ? generations : latestOf(before, generations);
    const deleted = deletedKinds.filter(
      (kind) =>
        before !== undefined && generations[kind] > before[kind] && generations[kind] !== this.#own[kind],
    );
    if (deleted.length > 0) this.#onDeleted(deleted);
    return deleted;
  }

  /** Drops everything, as the storage itself has gone; the next generations read count as obeyed. */
  startAnew(): void {
    this.#obeyed = undefined;
    this.#onDeleted(recordKinds);
  }
}
