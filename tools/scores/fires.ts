import type {PointerScript} from '../recordings/pointer-script.js';
import type {TimedPrediction} from '../replay/timed-prediction.js';

/** A moment at which a policy would preload a target, by index; the target may be preloaded already. */
export interface Signal {
  t: number;
  target: number;
}

/** The kit's thresholds: 0.05, 0.06 … 0.99. */
export const thresholds: readonly number[] = Array.from({length: 95}, (_, i) => (i + 5) / 100);

/** The name of a policy in tables and files. */
export function kitAt(threshold: number): string {
  return `kit@${threshold.toFixed(2)}`;
}

/** The kit at a threshold: every target that reaches it. */
export function signalsOf(predictions: readonly TimedPrediction[], threshold: number): Signal[] {
  const signals: Signal[] = [];
  for (const {t, probabilities} of predictions)
    for (const [target, probability] of probabilities)
      if (probability >= threshold) signals.push({t, target});
  return signals;
}

/** The hover rules: how long the pointer must have been over a target, ms. */
export const hoverPolicies = {hover: 0, 'hover-65': 65, 'hover-200': 200} as const;

/** Signals when the pointer has been over a target for `delayMs`, and at every further move over it. */
export function hoverSignals({targets, steps}: PointerScript, delayMs: number): Signal[] {
  const signals: Signal[] = [];
  const enteredAt = new Map<number, number>();
  const waiting = new Set<number>();
  const elapse = (now: number): void => {
    for (const target of waiting) {
      const due = enteredAt.get(target)! + delayMs;
      if (due > now) continue;
      waiting.delete(target);
      signals.push({t: due, target});
    }
  };
  for (const {kind, t, x, y} of steps) {
    elapse(t);
    if (kind !== 'move') continue;
    targets.forEach((box, target) => {
      const isIn = x >= box.x && x <= box.x + box.w && y >= box.y && y <= box.y + box.h;
      if (!isIn) {
        enteredAt.delete(target);
        waiting.delete(target);
      } else if (!enteredAt.has(target)) {
        enteredAt.set(target, t);
        waiting.add(target);
      } else if (!waiting.has(target)) signals.push({t, target});
    });
    elapse(t);
  }
  return signals.sort((a, b) => a.t - b.t);
}
