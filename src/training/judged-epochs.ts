import type {EpochReport, JudgedEpoch} from '../core/model.js';
import {evaluate, type HeldOutPrediction} from './evaluation.js';

/**
 * Adds to each epoch's report what the model gate judges. Of few samples each is held out once, from one of several
 * networks; these learn side by side, and a report waits until all of them have reached its epoch.
 */
export class JudgedEpochs {
  readonly #onEpoch: ((report: EpochReport) => void) | undefined;
  /** Of each network, the predictions on the samples held out from it, by epoch; the first are the shipped weights'. */
  readonly #predictions: HeldOutPrediction[][][];
  readonly #waiting: EpochReport[] = [];
  readonly #history: EpochReport[] = [];

  constructor({networks, onEpoch}: {networks: number; onEpoch: ((report: EpochReport) => void) | undefined}) {
    this.#predictions = Array.from({length: networks}, () => []);
    this.#onEpoch = onEpoch;
  }

  /**
   * One of the networks has predicted the samples held out from it, at the start (0) or after an epoch. A network that
   * goes on from a checkpoint leaves out the epochs before it.
   */
  predicted(network: number, predictions: HeldOutPrediction[], epoch: number): void {
    this.#predictions[network]![epoch] = predictions;
    this.#send();
  }

  /** An epoch of the network that may go into use. */
  reported(report: EpochReport): void {
    this.#waiting.push(report);
    this.#send();
  }

  /** All networks have learned. Returns every report; one that ended early counts with its last predictions. */
  finish(): EpochReport[] {
    this.#send({isEnd: true});
    return this.#history;
  }

  #send({isEnd = false} = {}): void {
    const isReached = ({epoch}: EpochReport): boolean =>
      isEnd || this.#predictions.every((epochs) => epochs.length > epoch);
    for (let next = this.#waiting[0]; next !== undefined && isReached(next); next = this.#waiting[0]) {
      this.#waiting.shift();
      const report = {...next, judged: {...this.#judged(next.epoch), start: this.#judged(0)}};
      this.#history.push(report);
      this.#onEpoch?.(report);
    }
  }

  #judged(epoch: number): JudgedEpoch {
    const {samples, accuracy, logLoss} = evaluate(
      this.#predictions.flatMap((epochs) => epochs[epoch] ?? epochs.at(-1) ?? []),
    );
    return {samples, accuracy, logLoss};
  }
}
