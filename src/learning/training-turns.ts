/** Has the learners of a page train one after the other: each keeps a core, and the GPU, busy for seconds. */
export class TrainingTurns {
  /** Resolves when the last of those that wait has had its turn. */
  #last: Promise<void> = Promise.resolve();

  /** Runs `work` when all before it have ended. Rejects with the signal's reason if it aborts before. */
  async take<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    const before = this.#last;
    const turn = unlessAborted(before, signal).then(work);
    // One that gives up its place must not let those behind it overtake those before it.
    this.#last = Promise.allSettled([before, turn]).then(() => {});
    return turn;
  }
}

/** For all regions of the page. */
export const trainingTurns = new TrainingTurns();

function unlessAborted(waiting: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    // A cast: the kit's signals abort with errors only.
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, {once: true});
    void waiting.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}
