import {sampleOf} from '../../src/learning/sample-of.js';
import type {Sample} from '../../src/core/sample.js';
import {openMs} from '../../src/prediction/pace.js';
import {SampleRecorder, type SamplePlace} from '../../src/learning/sample-recorder.js';
import {seededRandom} from '../../src/core/random.js';
import {pressesIn, scriptOfTrial, scriptOfWindow, type PointerScript} from './pointer-script.js';
import type {StreamWindow, Trial} from './recording.js';
import {boxesOnScreen, watchTicks} from '../replay/drive-engine.js';

const seed = 1;

/** Between the time stamps of two samples, ms: the order is what counts. */
const sampleSpacingMs = 60_000;

/** Captures what a region would, one script after the other, as one visitor's. */
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

/** The sample that a region would take of each trial's press; `undefined` where nothing had moved. */
export function samplesOfTrials(trials: readonly Trial[]): (Sample | undefined)[] {
  const visitor = new Visitor();
  return trials.map((trial) => {
    const before = visitor.samples.length;
    visitor.live(scriptOfTrial(trial));
    return visitor.samples.slice(before).find(({pressed}) => pressed === trial.clicked);
  });
}

/** The samples that a region would take in some windows: presses, and movements that led to none. */
export function samplesOfWindows(windows: readonly StreamWindow[]): Sample[] {
  const visitor = new Visitor();
  for (const window of windows) visitor.live(scriptOfWindow(window));
  return visitor.samples;
}

/** Presses of targets in some windows. */
export function clicksIn(windows: readonly StreamWindow[]): number {
  return windows.reduce(
    (sum, window) => sum + pressesIn(scriptOfWindow(window)).filter(({target}) => target >= 0).length,
    0,
  );
}

/** The boxes on the screen, as the region would have them. */
function placeOf(script: PointerScript): SamplePlace {
  const {indices, boxes} = boxesOnScreen(script);
  const targets = indices.map((target, index) => {
    const [x = 0, y = 0, w = 0, h = 0] = boxes.slice(4 * index, 4 * index + 4);
    return {key: script.targets[target]!.id, x, y, w, h};
  });
  return {originX: 0, originY: 0, targets};
}
