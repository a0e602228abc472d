import type {RegionPrediction} from './timed-prediction.js';
import {Engine, type PressStart} from '../../src/prediction/engine.js';
import type {Trajectory} from '../../src/prediction/trajectory.js';
import type {PointerScript, PointerStep} from '../recordings/pointer-script.js';

/** Callbacks of a replay. Targets are indices. */
export interface EngineObserver {
  onPrediction?: (prediction: RegionPrediction) => void;
  /** A button goes down at the end of the movement so far; `target` is −1 for none. */
  onPressStart?: (start: PressStart, target: number) => void;
  /** A target was clicked: the button that went down at `pressedAt`, ms, was released over the same target. */
  onClick?: (target: number, pressedAt: number) => void;
}

/** The boxes of the targets on screen as x, y, w, h, and each target's index among all targets. */
export function boxesOnScreen({viewport: [width, height], targets}: PointerScript): {
  indices: number[];
  boxes: Float64Array;
} {
  const indices = [...targets.keys()].filter((index) => {
    const {x, y, w, h} = targets[index]!;
    return x < width && y < height && x + w > 0 && y + h > 0;
  });
  const boxes = indices.flatMap((index) => {
    const {x, y, w, h} = targets[index]!;
    return [x, y, w, h];
  });
  return {indices, boxes: Float64Array.from(boxes)};
}

/** Drives the kit's engine through a script without a page, on the script's clock and as fast as possible. */
export function driveEngine(
  engine: Engine<number>,
  script: PointerScript,
  {onPrediction = () => {}, onPressStart = () => {}, onClick = () => {}}: EngineObserver,
): void {
  const {indices: targets, boxes} = boxesOnScreen(script);
  let now = -Infinity;
  /** Index of the target under the pointer, −1 for none. */
  let under = -1;
  let isHeld = false;
  let pressed: {t: number; target: number} | undefined;

  const tickUntil = (t: number): void => {
    for (;;) {
      const due = Math.max(now, engine.nextTickAt);
      if (due > t || due === Infinity) return;
      now = due;
      const prediction = engine.tick(now, {targets, boxes, isOverTarget: under >= 0});
      if (prediction !== undefined) onPrediction(prediction);
    }
  };

  const move = ({t, x, y, target}: PointerStep): void => {
    if (!isHeld) {
      engine.follow(1, true);
      engine.push(x, y, t);
      under = target;
    } else if (engine.drag(x, y)) {
      engine.startMovement();
      under = -1;
      onPrediction(engine.clear(t));
    }
  };

  const down = ({t, x, y, target}: PointerStep): void => {
    isHeld = true;
    const start = engine.hold({x, y, t, isTrusted: true, canPress: true});
    // Without a movement before it, a press is known only by its click.
    pressed = start && {t, target};
    // A press beside every target ends the approach.
    if (target < 0) onPrediction(engine.clear(t));
    onPressStart(start ?? {t, trusted: true, points: []}, target);
    engine.startMovement();
  };

  /** The click follows; a click outside all targets changes nothing. */
  const up = ({t, target}: PointerStep): void => {
    isHeld = false;
    const before = pressed;
    pressed = undefined;
    if (target < 0) return;
    onClick(target, before?.target === target ? before.t : t);
    engine.pressed(t);
    onPrediction(engine.clear(t));
  };

  for (const step of script.steps) {
    tickUntil(step.t);
    now = step.t;
    if (step.kind === 'move') move(step);
    else if (step.kind === 'down') down(step);
    else up(step);
  }
}

/** Calls back at a region's ticks during a script, every `everyMs` of a movement; predicts nothing. */
export function watchTicks(
  script: PointerScript,
  {
    everyMs,
    onTick,
    onPressStart,
  }: {everyMs: number; onTick: (trajectory: Trajectory, now: number) => void} & Pick<
    EngineObserver,
    'onPressStart'
  >,
): void {
  const nothing = {
    count: 0,
    indices: new Int32Array(0),
    probabilities: new Float32Array(0),
    none: 1,
    timing: undefined,
  };
  const engine = new Engine<number>({
    model: {logits: () => {}},
    tickIntervalMs: () => everyMs,
    predictor: {
      predict(_model, trajectory, now) {
        onTick(trajectory, now);
        return nothing;
      },
    },
  });
  driveEngine(engine, script, {...(onPressStart && {onPressStart})});
}
