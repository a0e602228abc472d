import {milliseconds} from '../../src/inspector/wording.js';
import {part} from '../part.js';

/** Time of a full bar, ms: a little more than the example server takes. */
const fullBarMs = 700;

/** Two bars that grow from a press until the page is there, with the kit and without. */
export class Race {
  /** Increases with each race: a new one replaces the one under way. */
  #number = 0;

  /** Shows both times as they pass; resolves to them, ms, or to `undefined` if another race has begun. */
  async run(times: {
    withKit: Promise<number>;
    without: Promise<number>;
  }): Promise<{withKit: number; without: number} | undefined> {
    const number = ++this.#number;
    const begun = performance.now();
    const lanes = [
      {name: 'with', time: times.withKit},
      {name: 'without', time: times.without},
    ];
    const ended = await Promise.all(
      lanes.map(async ({name, time}) => {
        let isOver = false;
        const grow = (): void => {
          if (isOver || number !== this.#number) return;
          show(name, performance.now() - begun);
          requestAnimationFrame(grow);
        };
        grow();
        const ms = await time.finally(() => (isOver = true));
        if (number === this.#number) show(name, ms);
        return ms;
      }),
    );
    const [withKit = 0, without = 0] = ended;
    return number === this.#number ? {withKit, without} : undefined;
  }
}

function show(lane: string, ms: number): void {
  part(`${lane}-bar`, HTMLElement).style.setProperty('--share', String(Math.min(1, ms / fullBarMs)));
  part(`${lane}-time`, HTMLElement).textContent = milliseconds(ms);
}
