import {sampleOf} from '../../src/learning/sample-of.js';
import type {Sample} from '../../src/core/sample.js';
import {openMs} from '../../src/prediction/pace.js';
import {SampleRecorder, type SamplePlace} from '../../src/learning/sample-recorder.js';
import {seededRandom} from '../../src/core/random.js';
import {pressesIn, scriptOfTrial, scriptOfWindow, type PointerScript} from './pointer-script.js';
import type {StreamWindow, Trial} from './recording.js';
import {boxesOnScreen, watchTicks} from '../replay/drive-engine.js';

const seed = 1;

/** Time between two samples, ms; only their order matters. */
const sampleSpacingMs = 60_000;

/** Captures samples as a region would, from one visitor's scripts in a row. */
class Visitor {
  readonly samples: Sample[] = [];
  readonly #random = seededRandom(seed);
  readonly #recorder = new SampleRecorder({
    time: () => this.samples.length * sampleSpacingMs,
    random: this.#random,
  });
  readonly #held = {presses: 0, none: 0};

  live(script: PointerScript): void {
    const place = placeOf(script);
    const keep = (capture: ReturnType<SampleRecorder['press']>): void => {
      if (capture === undefined) return;
      this.#held[capture.pressed === null ? 'none' : 'presses']++;
      this.samples.push(sampleOf(capture, {random: this.#random}));
    };
    watchTicks(script, {
      everyMs: openMs,
      onTick: (trajectory, now) => {
        keep(
          this.#recorder.move(now, {
            startedAt: trajectory.t(trajectory.movementStart),
            points: () => trajectory.points(),
            place: () => place,
            held: this.#held,
          }),
        );
      },
      onPressStart: (start, target) => {
        if (target < 0) return;
        keep(this.#recorder.press(script.targets[target]!.id, start, place));
      },
    });
    this.#recorder.reset();
  }
}

/** The sample that a region would capture at each trial's press; `undefined` if nothing had moved. */
export function samplesOfTrials(trials: readonly Trial[]): (Sample | undefined)[] {
  const visitor = new Visitor();
  return trials.map((trial) => {
    const before = visitor.samples.length;
    visitor.live(scriptOfTrial(trial));
    return visitor.samples.slice(before).find(({pressed}) => pressed === trial.clicked);
  });
}

/** The samples that a region would capture in some windows: presses, and movements without a press. */
export function samplesOfWindows(windows: readonly StreamWindow[]): Sample[] {
  const visitor = new Visitor();
  for (const window of windows) visitor.live(scriptOfWindow(window));
  return visitor.samples;
}

/** Counts the presses of targets in some windows. */
export function clicksIn(windows: readonly StreamWindow[]): number {
  return windows.reduce(
    (sum, window) => sum + pressesIn(scriptOfWindow(window)).filter(({target}) => target >= 0).length,
    0,
  );
}

/** The boxes on the screen, as a region reads them. */
function placeOf(script: PointerScript): SamplePlace {
  const {indices, boxes} = boxesOnScreen(script);
  const targets = indices.map((target, index) => {
    const [x = 0, y = 0, w = 0, h = 0] = boxes.slice(4 * index, 4 * index + 4);
    return {key: script.targets[target]!.id, x, y, w, h};
  });
  return {originX: 0, originY: 0, targets};
}
