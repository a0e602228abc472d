import {Calibration, type CalibrationReport} from '../../tools/scores/calibration.js';
import {pressesIn} from '../../tools/recordings/pointer-script.js';
import type {ReplayedScript} from '../../tools/scores/policies.js';
import {liveMs} from '../../tools/scores/tally.js';

/**
 * Measures the calibration of the kit's probabilities at all its predictions: a target comes true if it is
 * the next press within `aheadMs`, none if there is no press by then or it hits no target.
 */
export function calibrationOfWindows(
  windows: readonly Pick<ReplayedScript, 'script' | 'predictions'>[],
  {aheadMs = liveMs} = {},
): CalibrationReport {
  const calibration = new Calibration();
  for (const {script, predictions} of windows) {
    const presses = pressesIn(script);
    const none = script.targets.length;
    let next = 0;
    for (const {t, probabilities, none: noneStated} of predictions) {
      // As with fires: a prediction at the moment of a press counts as after it.
      while (next < presses.length && presses[next]!.t <= t) next++;
      const press = presses[next];
      const isForeseeable = press !== undefined && press.target >= 0 && press.t - t <= aheadMs;
      const stated = new Array<number>(none + 1).fill(0);
      for (const [target, probability] of probabilities) stated[target] = probability;
      stated[none] = noneStated;
      calibration.add(stated, isForeseeable ? press.target : none);
    }
  }
  return calibration.report();
}
