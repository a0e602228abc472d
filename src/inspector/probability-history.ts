import type {Observation} from '../core/observation.js';

/** Time shown, ms: a movement from its start to its press. */
export const historyMs = 2000;

interface Moment {
  time: number;
  none: number;
  probabilities: ReadonlyMap<HTMLElement, number>;
}

/** The probabilities of the last two seconds. */
export class ProbabilityHistory {
  #moments: Moment[] = [];

  add({time, none, targets}: Observation): void {
    const probabilities = new Map(targets.map(({element, probability}) => [element, probability]));
    const recent = this.#moments.filter((moment) => moment.time > time - historyMs && moment.time < time);
    this.#moments = [...recent, {time, none, probabilities}];
  }

  clear(): void {
    this.#moments = [];
  }

  /** The target's probabilities with their time before the latest, ms, oldest first; of no press for `null`. */
  of(element: HTMLElement | null): {agoMs: number; probability: number}[] {
    const latest = this.#moments.at(-1)?.time ?? 0;
    return this.#moments.map(({time, none, probabilities}) => ({
      agoMs: latest - time,
      probability: element === null ? none : (probabilities.get(element) ?? 0),
    }));
  }
}
