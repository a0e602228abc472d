import type {CDPSession, Page} from 'puppeteer-core';

/** What is left on a page's heap, and how it is held. */
export class Heap {
  readonly #page: Page;
  readonly #session: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#session = session;
  }

  static async of(page: Page): Promise<Heap> {
    const session = await page.createCDPSession();
    await session.send('HeapProfiler.enable');
    await session.send('Performance.enable');
    return new Heap(page, session);
  }

  /** Number of instances of a custom element that are still there after a forced collection. */
  async alive(tag: string): Promise<number> {
    await this.collect();
    const prototype = await this.#page.evaluateHandle((name) => {
      const element = customElements.get(name);
      if (element === undefined) throw new Error(`There is no ${name}.`);
      return element.prototype as object;
    }, tag);
    const found = await this.#page.queryObjects(prototype);
    const count = await found.evaluate((all) => all.length);
    await found.dispose();
    await prototype.dispose();
    return count;
  }

  /** Waits until no instance is left, or the time is over; resolves to the number left. */
  async untilGone(tag: string, {timeoutMs}: {timeoutMs: number}): Promise<number> {
    const until = performance.now() + timeoutMs;
    for (;;) {
      const left = await this.alive(tag);
      if (left === 0 || performance.now() > until) return left;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  /** Bytes in use after a forced collection. */
  async bytes(): Promise<number> {
    await this.collect();
    return (await this.#session.send('Runtime.getHeapUsage')).usedSize;
  }

  /** Chromium's own counts of the page's listeners and nodes, after a forced collection. */
  async counts(): Promise<{listeners: number; nodes: number}> {
    await this.collect();
    const {metrics} = await this.#session.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN;
    return {listeners: of('JSEventListeners'), nodes: of('Nodes')};
  }

  /** Collects repeatedly: one collection may release objects that only the next one frees. */
  async collect(): Promise<void> {
    for (let i = 0; i < 3; i++) await this.#session.send('HeapProfiler.collectGarbage');
  }
}
