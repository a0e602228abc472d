/** Has one tab at a time train for a learner; without a name, or where the browser has no locks, each may. */
export class TrainingLock {
  readonly #name: string | undefined;

  constructor(name: string | undefined) {
    this.#name = name;
  }

  /** Runs `work` when no other tab trains. Rejects with the signal's reason if it aborts before. */
  async whenFree<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const locks = this.#locks;
    return locks === undefined ? work() : locks.request(this.#name!, {signal}, work);
  }

  /** Runs `work` unless another tab is training. */
  async ifFree(work: () => Promise<void>): Promise<void> {
    const locks = this.#locks;
    if (locks === undefined) await work();
    else await locks.request(this.#name!, {ifAvailable: true}, async (lock) => lock && (await work()));
  }

  get #locks(): LockManager | undefined {
    // Missing on pages without https.
    return this.#name === undefined ? undefined : (navigator as Partial<Navigator>).locks;
  }
}
