import {PointerController, restMs, type PressStart} from './pointer.js';
import {TargetRects} from './target-boxes.js';
import type {PredictiveTarget} from '../core/target.js';
import {Decision} from '../prediction/decision.js';
import {scorerInUse, type ModelInUse, type WindowModel} from '../prediction/model-in-use.js';
import {lookInterval} from '../prediction/pace.js';
import {Predictor} from '../prediction/predictor.js';
import type {Preloader} from '../preload/preloader.js';
import type {TargetRegistry} from './targets.js';

/** Where styles find the probability of a target. */
const property = '--predictive-probability';

/** Below this a probability counts as none: it would be rounded to 0.00. */
const leastProbability = 0.005;

/** Above this a press is likely enough for something to be preloaded before long. */
const likely = 0.1;

/** Below this it is not written for styles: writing costs the page more than predicting, and nobody would see it. */
const leastWritten = 0.1;

/** By how much what is written may be off. */
const writtenStep = 0.05;

export interface PredictionLoopOptions {
  registry: TargetRegistry;
  /** The region's top left corner, CSS px of the viewport. */
  origin: () => {x: number; y: number};
  onChange: (change: {target: PredictiveTarget | null; probability: number}) => void;
  loadPreloader: () => Promise<Preloader | undefined>;
  /** The pointer came over another target, or left all (`undefined`). */
  onHover: (target: PredictiveTarget | undefined) => void;
  /** At every look, before anything is written: it may measure. */
  onLook: (now: number) => void;
  /** The probabilities are new. */
  onShown: () => void;
  onPressStart: (target: PredictiveTarget | undefined, start: PressStart | undefined) => void;
}

/** What is known of the order of presses, once that has been loaded. */
export interface HabitSource {
  /** Takes it into what the pointer says of targets, in place; returns the probability of none. */
  fuse(shown: Map<PredictiveTarget, number>, none: number): number;
  /** What it says by itself, while the pointer says nothing: what styles get, and what is preloaded. */
  alone(): {written: Map<PredictiveTarget, number>; preloaded: Map<PredictiveTarget, number>};
  /** Targets have come, gone or changed. */
  invalidate(): void;
}

/**
 * Watches the pointer for one region and keeps its targets informed: refreshes the boxes, asks the model,
 * decides, shows. Only while the pointer moves, and not oftener than is of use.
 */
export class PredictionLoop {
  readonly pointer: PointerController;
  readonly rects = new TargetRects();
  /** Loaded when there may be something to preload. */
  preloader: Preloader | undefined;
  readonly decision = new Decision<PredictiveTarget>({threshold: 0.5});
  /** What scores the targets; replaced when a model is taken into use. */
  model: ModelInUse = scorerInUse();
  habits: HabitSource | undefined;
  readonly #options: PredictionLoopOptions;
  readonly #predictor = new Predictor();
  /** Probability of every target that has one above 0; what is shown. */
  #shown = new Map<PredictiveTarget, number>();
  /** What of that, or of what habit alone says, the preloader knows. */
  #preloaded = this.#shown;
  /** What of that is written for styles. */
  readonly #written = new Map<PredictiveTarget, number>();
  #none = 1;
  /** How many looks there were: what they take beside the prediction is spread over them. */
  #looks = 0;
  #preloading: Promise<Preloader | undefined> | undefined;
  #hovered: PredictiveTarget | undefined;
  /** Counts what has been settled: an answer to an earlier approach is stale. */
  #approach = 0;

  constructor(options: PredictionLoopOptions) {
    this.#options = options;
    this.pointer = new PointerController({
      pointerSeen: (now, sight) => this.#onSeen(now, sight),
      pointerPressed: (event, start) => this.#onPressed(event, start),
      pointerLost: () => this.#lose(),
    });
  }

  /** Does something with the preloader, once it has been loaded. */
  preload(act: (preloader: Preloader) => void): void {
    if (this.preloader) act(this.preloader);
    else
      void (this.#preloading ??= this.#options.loadPreloader()).then((preloader) => {
        this.preloader = preloader;
        if (preloader) act(preloader);
      });
  }

  add(target: PredictiveTarget): void {
    this.rects.add(target);
    this.habits?.invalidate();
  }

  /** The target has left the region. */
  delete(target: PredictiveTarget): void {
    this.rects.delete(target);
    this.retract(target);
  }

  /** Targets may have moved, or be called something else. */
  invalidate(): void {
    this.rects.invalidate();
    this.habits?.invalidate();
  }

  /** The target can no longer be pressed: nothing of it stays predicted or preloaded. */
  retract(target: PredictiveTarget): void {
    this.preloader?.cancel(target);
    this.invalidate();
    if (this.#hovered === target) this.#hovered = undefined;
    if (this.decision.predicted === target) this.#withdraw();
    this.#shown.delete(target);
    target.showPredicted(false);
    this.#write(target, 0);
  }

  /** Clears what is shown: a press was made, or nothing is known any more. */
  settle(): void {
    this.#approach++;
    this.show(new Map(), {none: 1, ...this.habits?.alone()});
  }

  /** What is shown of a target, 0…1. */
  probabilityOf(target: PredictiveTarget): number {
    return this.#shown.get(target) ?? 0;
  }

  /** Probability that no target is pressed next, 0…1. */
  get none(): number {
    return this.#none;
  }

  #onSeen(now: number, {path, resting}: {path: EventTarget[]; resting: boolean}): void {
    this.#hover(this.#options.registry.find(path));
    const {trajectory} = this.pointer;
    // Entering a target was a press.
    if (trajectory.length === 0) {
      this.settle();
      return;
    }
    this.#looks++;
    if (resting) this.rects.refresh([...this.#shown.keys()]);
    else this.rects.refresh(this.#toMeasure(), {briefly: this.#looks % 3 > 0});
    this.#options.onLook(now);
    // A listener may have removed the region.
    if (trajectory.length === 0) return;
    const idleMs = now - trajectory.t(trajectory.length - 1);
    if (resting && idleMs >= restMs[1] - 50 && this.#hovered === undefined) this.settle();
    else if (this.model.kind === 'sequence' && this.model.windows.isOpen())
      this.#askWindows(this.model.windows);
    else {
      const {visible, boxes} = this.rects;
      const {count, indices, probabilities, none} = this.#predictor.predict(
        this.model.rows,
        trajectory,
        now,
        boxes,
        visible.length,
      );
      const shown = new Map<PredictiveTarget, number>();
      for (let i = 0; i < count; i++) {
        const probability = probabilities[i]!;
        if (probability >= leastProbability) shown.set(visible[indices[i]!]!, probability);
      }
      this.#showFused(shown, none);
      let highest = 0;
      for (const probability of shown.values()) highest = Math.max(highest, probability);
      this.pointer.lookMs = lookInterval(highest);
    }
  }

  /** Whose box is measured again at this look: mostly the predicted target's; in between the hovered one's, or any other's. */
  #toMeasure(): PredictiveTarget[] {
    const watched = this.#looks % 3 > 0 ? this.decision.predicted : this.#hovered;
    return watched ? [watched] : this.rects.inTurn();
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
      const shown = new Map<PredictiveTarget, number>();
      for (const target of this.rects.visible) {
        const probability = probabilities.get(this.#options.registry.keyOf(target)) ?? 0;
        if (probability >= leastProbability) shown.set(target, probability);
      }
      this.#showFused(shown, 0);
    });
  }

  /** Shows what the pointer says, and habit beside it. */
  #showFused(shown: Map<PredictiveTarget, number>, none: number): void {
    this.show(shown, {none: this.habits?.fuse(shown, none) ?? none});
  }

  /**
   * Shows probabilities, 0…1, of the targets that have any, and that of none; decides, and preloads. What is
   * written for styles and what is preloaded may be something else.
   */
  show(
    shown: Map<PredictiveTarget, number>,
    {
      none,
      written = shown,
      preloaded = shown,
    }: {none: number; written?: typeof shown; preloaded?: typeof shown},
  ): void {
    this.#none = none;
    const before = this.decision.predicted;
    const after = this.decision.update(shown);
    const gone = this.#preloaded;
    this.#shown = shown;
    this.#preloaded = preloaded;
    for (const target of this.#written.keys()) if (!written.has(target)) this.#write(target, 0);
    for (const [target, probability] of written) this.#write(target, probability);
    if (after !== before) {
      before?.showPredicted(false);
      after?.showPredicted(true);
    } else if (after !== null) this.#keepMarked(after);
    // From here on listeners of the page are called: they may remove targets, press one, end the region.
    if (after !== before) {
      const subject = after ?? before;
      this.#options.onChange({target: after, probability: (subject && shown.get(subject)) ?? 0});
    }
    for (const target of gone.keys()) if (!preloaded.has(target)) this.preloader?.predict(target, 0);
    for (const [target, probability] of preloaded) {
      if (this.#shown !== shown) return;
      if (this.preloader) this.preloader.predict(target, probability);
      else if (probability > likely) this.preload(() => {});
    }
    if (this.#shown === shown) this.#options.onShown();
  }

  #withdraw(): void {
    this.decision.withdraw();
    this.#options.onChange({target: null, probability: 0});
  }

  #hover(target: PredictiveTarget | undefined): void {
    if (target === this.#hovered) return;
    this.#hovered = target;
    this.preloader?.hover(target);
    this.#options.onHover(target);
  }

  #onPressed(event: PointerEvent, start: PressStart | undefined): void {
    const target = this.#options.registry.find(event.composedPath());
    if (start !== undefined) this.rects.refresh([...this.#shown.keys()]);
    this.#options.onPressStart(target, start);
    if (target !== undefined && event.button === 0)
      this.preload((preloader) => preloader.engage(target, 'press'));
  }

  #lose(): void {
    this.#hover(undefined);
    this.#options.onPressStart(undefined, undefined);
    this.settle();
    this.preloader?.lose();
  }

  /** Writes a probability where styles can use it, unless what stands there is as good. */
  #write(target: PredictiveTarget, probability: number): void {
    const next = probability < leastWritten ? 0 : probability;
    const off = Math.abs(next - (this.#written.get(target) ?? 0));
    if (off < writtenStep) return;
    const {style} = target.element;
    if (next > 0) {
      style.setProperty(property, next.toFixed(2));
      this.#written.set(target, next);
    } else {
      style.removeProperty(property);
      this.#written.delete(target);
    }
  }

  /** The predicted target is marked again now and then, in case a framework has stripped what it did not write. */
  #keepMarked(target: PredictiveTarget): void {
    const {element} = target;
    if (!element.matches('[predicted], [data-predicted]')) target.showPredicted(true);
    const written = this.#written.get(target);
    if (written !== undefined && element.style.getPropertyValue(property) === '')
      element.style.setProperty(property, written.toFixed(2));
  }
}
