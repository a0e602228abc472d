/** Pause after which typing begins a new word, ms; as long as in most desktop menus. */
const pauseMs = 500;

/** Finds an item by the beginning of its label. */
export class TypeAhead {
  #typed = '';
  #lastMs = -Infinity;

  /** Whether a word is being typed, so that a space belongs to it. */
  isTyping(nowMs: number): boolean {
    return this.#typed !== '' && nowMs - this.#lastMs < pauseMs;
  }

  /**
   * The index of the next label after `from` that begins with what has been typed; -1 for none. The same letter again
   * goes on to the next label with it.
   */
  find(key: string, {labels, from, nowMs}: {labels: string[]; from: number; nowMs: number}): number {
    this.#typed = (this.isTyping(nowMs) ? this.#typed : '') + key.toLocaleLowerCase();
    this.#lastMs = nowMs;
    const [letter, ...others] = new Set(this.#typed);
    const isRepeated = others.length === 0;
    const beginning = isRepeated ? letter! : this.#typed;
    // A longer word may still be that of the present item.
    const first = isRepeated ? from + 1 : Math.max(from, 0);
    const order = labels.map((_, index) => (first + index) % labels.length);
    return order.find((index) => labels[index]!.toLocaleLowerCase().startsWith(beginning)) ?? -1;
  }
}
