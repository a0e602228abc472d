import type {CalibrationBin} from './calibration-bins.js';

/** How well a model predicted samples it had not been trained on. */
export interface Evaluation {
  /** Held-out samples. */
  samples: number;
  /** Share of predictions, by weight, whose most probable answer ("no press" included) was right, 0…1. */
  accuracy: number;
  /** Mean negative log probability of what happened, nats. */
  logLoss: number;
  /** Labels of the confusion matrix: the keys in order, then `null` ("no press") if it occurs. */
  labels: (string | null)[];
  /** `confusion[actual][predicted]`, counts of samples, indexed as `labels`. */
  confusion: number[][];
  /** Per key (not "no press"): share of its presses that were predicted, 0…1, and their count. */
  perButton: Record<string, {accuracy: number; count: number}>;
  /** Expected calibration error over 15 bins of equal width, 0…1, and the bins. */
  calibrationError: number;
  calibration: CalibrationBin[];
  /** Mean squared error of the probabilities, summed over the answers (Brier 1950), 0…2. */
  brier: number;
  /** Of a scorer, the same presses 400 and 500 ms ahead together, where the pointer moved by then. */
  earlier?: {
    /** Number of predictions. */
    predictions: number;
    accuracy: number;
    logLoss: number;
  };
}

/** Whether a candidate model goes into use, and why. */
export interface Verdict {
  verdict: 'taken' | 'refused';
  /** At least one sentence, with numbers. */
  reasons: string[];
}
