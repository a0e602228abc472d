import {PointerController, restMs, type PressStart} from '../pointer/pointer-controller.js';
import {TargetRects} from '../pointer/target-rects.js';
import type {PredictiveTarget} from '../pointer/target.js';
import {Decision, type Candidate} from '../prediction/decision.js';
import {scorerInUse, type ModelInUse, type WindowModel} from '../prediction/model-in-use.js';
import {Predictor} from '../prediction/predictor.js';
import {Preloader, type PreloadOutcome} from '../preload/preloader.js';
import type {TargetRegistry} from './target-registry.js';

export interface PredictionLoopOptions {
  registry: TargetRegistry;
  /** The region's top left corner, CSS px of the viewport. */
  origin: () => {x: number; y: number};
  onChange: (change: {target: PredictiveTarget | null; probability: number}) => void;
  onPreloadOutcome: (outcome: PreloadOutcome) => void;
  /** The pointer came over another target, or left all (`undefined`). */
  onHover: (target: PredictiveTarget | undefined) => void;
  /** After every frame in which the pointer was looked at. */
  onFrame: (now: number) => void;
  /** The probabilities are new. */
  onShown: () => void;
  onPressStart: (target: PredictiveTarget | undefined, start: PressStart | undefined) => void;
}

/**
 * Watches the pointer for one region and keeps its targets informed: refreshes the boxes, asks the model,
 * decides, shows. At most once per frame, and only while the pointer moves.
 */
export class PredictionLoop {
  readonly pointer: PointerController;
  readonly rects = new TargetRects();
  readonly preloader: Preloader;
  readonly decision = new Decision<PredictiveTarget>({threshold: 0.5});
  /** What scores the targets; replaced when a model is taken into use. */
  model: ModelInUse = scorerInUse();
  readonly #options: PredictionLoopOptions;
  readonly #predictor = new Predictor();
  /** Probability of every target that has one above 0; what is shown. */
  #shown = new Map<PredictiveTarget, number>();
  #none = 1;
  #hovered: PredictiveTarget | undefined;
  /** Counts what has been settled: an answer to an earlier approach is stale. */
  #approach = 0;

  constructor(options: PredictionLoopOptions) {
    this.#options = options;
    this.preloader = new Preloader({onOutcome: options.onPreloadOutcome, now: () => performance.now()});
    this.pointer = new PointerController({
      pointerFrame: (now, frame) => this.#onFrame(now, frame),
      pointerPressed: (event, start) => this.#onPressed(event, start),
      pointerLost: () => this.#lose(),
    });
  }

  /** The target has left the region. */
  delete(target: PredictiveTarget): void {
    this.rects.delete(target);
    this.retract(target);
  }

  /** The target can no longer be pressed: nothing of it stays predicted or preloaded. */
  retract(target: PredictiveTarget): void {
    this.preloader.cancel(target);
    this.rects.invalidate();
    if (this.#hovered === target) this.#hovered = undefined;
    if (this.decision.predicted === target) this.#withdraw();
    this.#shown.delete(target);
    show(target, {predicted: false, probability: 0});
  }

  /** Clears what is shown: a press was made, or nothing is known any more. */
  settle(): void {
    this.#approach++;
    this.#show([], {none: 1});
  }

  /** What is shown of a target, 0…1. */
  probabilityOf(target: PredictiveTarget): number {
    return this.#shown.get(target) ?? 0;
  }

  /** Probability that no target is pressed next, 0…1. */
  get none(): number {
    return this.#none;
  }

  #onFrame(now: number, {path, resting}: {path: EventTarget[]; resting: boolean}): void {
    this.#hover(this.#options.registry.find(path));
    const {trajectory} = this.pointer;
    // Entering a target was a press.
    if (trajectory.length === 0) {
      this.settle();
      return;
    }
    this.rects.refresh(this.#shown.keys());
    const idleMs = now - trajectory.t(trajectory.length - 1);
    if (resting && idleMs >= restMs[1] - 50 && this.#hovered === undefined) this.settle();
    else if (this.model.kind === 'sequence' && this.model.windows.isOpen())
      this.#askWindows(this.model.windows);
    else {
      const {visible, boxes} = this.rects;
      const prediction = this.#predictor.predict(this.model.rows, trajectory, now, boxes, visible.length);
      const candidates: Candidate<PredictiveTarget>[] = [];
      for (let i = 0; i < prediction.count; i++)
        candidates.push({
          target: visible[prediction.indices[i]!]!,
          probability: prediction.probabilities[i]!,
        });
      this.#show(candidates, {none: prediction.none});
    }
    this.#options.onFrame(now);
  }

  /** The answer comes in its own time; one that comes after a press or withdrawal is dropped. */
  #askWindows(windows: WindowModel): void {
    const {x, y} = this.#options.origin();
    const points = this.pointer.trajectory
      .points()
      .map(([px, py, t]): [number, number, number] => [px - x, py - y, t]);
    const approach = this.#approach;
    void windows.predict(points).then((probabilities) => {
      if (probabilities === undefined || approach !== this.#approach) return;
      this.rects.refresh();
      const candidates = this.rects.visible.map((target) => ({
        target,
        probability: probabilities.get(this.#options.registry.keyOf(target)) ?? 0,
      }));
      this.#show(candidates, {none: 0});
    });
  }

  #show(candidates: readonly Candidate<PredictiveTarget>[], {none}: {none: number}): void {
    this.#none = none;
    const before = this.decision.predicted;
    const after = this.decision.update(candidates);
    const gone = this.#shown;
    // Below half a percent a probability is shown as none: it would be rounded to 0.00.
    const shown = new Map<PredictiveTarget, number>();
    for (const {target, probability} of candidates) if (probability >= 0.005) shown.set(target, probability);
    this.#shown = shown;
    for (const [target, probability] of shown) {
      // The predicted one is shown again each frame, in case a framework has stripped its attribute.
      if (Math.abs((gone.get(target) ?? 0) - probability) >= 0.01 || target === after || target === before)
        show(target, {predicted: target === after, probability});
      gone.delete(target);
    }
    for (const target of gone.keys()) show(target, {predicted: target === after, probability: 0});
    // From here on listeners of the page are called: they may remove targets, press one, end the region.
    if (after !== before) {
      const subject = after ?? before;
      this.#options.onChange({target: after, probability: (subject && shown.get(subject)) ?? 0});
    }
    for (const target of gone.keys()) this.preloader.predict(target, 0);
    for (const [target, probability] of shown)
      if (this.#shown === shown) this.preloader.predict(target, probability);
    if (this.#shown === shown) this.#options.onShown();
  }

  #withdraw(): void {
    this.decision.withdraw();
    this.#options.onChange({target: null, probability: 0});
  }

  #hover(target: PredictiveTarget | undefined): void {
    if (target === this.#hovered) return;
    this.#hovered = target;
    this.preloader.hover(target);
    this.#options.onHover(target);
  }

  #onPressed(event: PointerEvent, start: PressStart | undefined): void {
    const target = this.#options.registry.find(event.composedPath());
    if (start !== undefined) this.rects.refresh(this.#shown.keys());
    this.#options.onPressStart(target, start);
    if (target !== undefined && event.button === 0) this.preloader.engage(target, 'press');
  }

  #lose(): void {
    this.#hover(undefined);
    this.#options.onPressStart(undefined, undefined);
    this.settle();
    this.preloader.lose();
  }
}

/** Marks a target, and writes its probability where styles can use it. */
function show(
  target: PredictiveTarget,
  {predicted, probability}: {predicted: boolean; probability: number},
): void {
  target.showPredicted(predicted);
  const {style} = target.element;
  if (probability > 0) style.setProperty('--predictive-probability', probability.toFixed(2));
  else style.removeProperty('--predictive-probability');
}
