import type {WindowModel} from '../prediction/model-in-use.js';
import {SequencePredictor, type SequencePredictorOptions} from './sequence-predictor.js';
import {nearWindow} from '../training/input-windows.js';

/** Sends the latest points to the worker of the sequence model in use, and returns the probability of each key. */
export class SequenceModelClient implements WindowModel {
  readonly #keys: readonly string[];
  readonly #predictor: SequencePredictor;
  readonly #onFailure: (error: unknown) => void;
  #opening: Promise<void> | undefined;
  #isOpen = false;

  constructor({onFailure, ...options}: SequencePredictorOptions & {onFailure: (error: unknown) => void}) {
    this.#keys = options.model.keys;
    this.#predictor = new SequencePredictor(options);
    this.#onFailure = onFailure;
  }

  isOpen(): boolean {
    void this.open();
    return this.#isOpen;
  }

  /** Starts the worker and loads the model; later calls wait for the first. */
  open(): Promise<void> {
    this.#opening ??= this.#predictor.open().then(
      () => {
        this.#isOpen = true;
      },
      (error: unknown) => this.#onFailure(error),
    );
    return this.#opening;
  }

  async predict(
    points: [x: number, y: number, t: number][],
  ): Promise<ReadonlyMap<string, number> | undefined> {
    try {
      const answer = await this.#predictor.predict(nearWindow(points));
      return answer && new Map(this.#keys.map((key, index) => [key, answer[index] ?? 0]));
    } catch (error) {
      this.#onFailure(error);
      return undefined;
    }
  }

  close(): void {
    this.#predictor.close();
  }
}
