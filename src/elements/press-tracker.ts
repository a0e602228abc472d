import {SampleRecorder, type Capture, type SamplePlace} from '../learning/sample-recorder.js';
import type {PressStart} from '../pointer/pointer-controller.js';
import type {PredictiveTarget} from '../pointer/target.js';
import type {PredictionLoop} from './prediction-loop.js';
import type {TargetRegistry} from './target-registry.js';

/** Boxes kept with a sample at most: those nearest to being pressed are among the first on the screen. */
const maxPlaceTargets = 1000;

export interface PressTrackerOptions {
  loop: PredictionLoop;
  registry: TargetRegistry;
  /** The region's top left corner, CSS px of the viewport. */
  origin: () => {x: number; y: number};
  /** Whether a press is a sample; else entering is. */
  labelsClicks: () => boolean;
  /** The user pressed a target with the pointer. */
  onPress: (key: string) => void;
  onCapture: (capture: Capture) => void;
}

/** A press that has begun, and what the target was called and where all of them lay then. */
interface Press {
  target: PredictiveTarget;
  key: string;
  start: PressStart;
  place: SamplePlace;
}

/** Knows of every press in a region: by pointer, keyboard or program; captures the user's own. */
export class PressTracker {
  readonly #options: PressTrackerOptions;
  readonly #recorder = new SampleRecorder({time: Date.now, random: Math.random});
  #started: Press | undefined;

  constructor(options: PressTrackerOptions) {
    this.#options = options;
  }

  watch(view: Window, {region, signal}: {region: HTMLElement; signal: AbortSignal}): void {
    const {registry, loop} = this.#options;
    const passive = {capture: true, passive: true, signal};
    const on = <Type extends 'focusin' | 'focusout' | 'keydown'>(
      type: Type,
      use: (target: PredictiveTarget, event: HTMLElementEventMap[Type]) => void,
    ): void =>
      region.addEventListener(
        type,
        (event) => {
          const target = registry.find(event.composedPath());
          if (target !== undefined) use(target, event);
        },
        passive,
      );
    view.addEventListener('click', (event) => this.#onClick(event), passive);
    // Focus that came with a press is a press, and was seen as one.
    const engage = (target: PredictiveTarget, trigger: 'focus' | 'press'): void =>
      loop.preload((preloader) => preloader.engage(target, trigger));
    on('focusin', (target, event) => isFocusVisible(event) && engage(target, 'focus'));
    on('focusout', (target) => loop.preloader?.blur(target));
    on('keydown', (target, {key, repeat}) => {
      if ((key === 'Enter' || key === ' ') && !repeat) engage(target, 'press');
    });
  }

  /** The pointer went down, on a target or elsewhere; or what it began came to nothing. */
  start(target: PredictiveTarget | undefined, start: PressStart | undefined): void {
    this.#started = target && start && this.#pressOf(target, start);
  }

  /** The pointer entered a target, which stands for a press of it. */
  enter(target: PredictiveTarget | undefined): void {
    const {pointer, rects} = this.#options.loop;
    const {trajectory, trusted} = pointer;
    const points = trajectory.points();
    const last = points.at(-1);
    if (target === undefined || target.targetDisabled || last === undefined) return;
    rects.refresh();
    this.#capture(this.#pressOf(target, {t: last[2], trusted, points}));
    pointer.startAnew();
  }

  /** Told at each look: a movement may turn out to have led to no press. */
  move(now: number, held: {presses: number; none: number}): void {
    const {pointer} = this.#options.loop;
    const {trajectory} = pointer;
    if (!pointer.trusted || trajectory.length === 0) return;
    this.#keep(
      this.#recorder.move(now, {
        startedAt: trajectory.t(trajectory.movementStart),
        points: () => trajectory.points(),
        place: () => this.#place(),
        held,
      }),
    );
  }

  /** Forgets what is under way. */
  reset(): void {
    this.#recorder.reset();
    this.#started = undefined;
  }

  #onClick(event: MouseEvent): void {
    const started = this.#started;
    this.#started = undefined;
    const {registry, loop, labelsClicks, onPress} = this.#options;
    const target = registry.find(event.composedPath());
    if (target === undefined || target.targetDisabled) return;
    if (started?.target === target && event.isTrusted) {
      // As it was called when it was pressed: its name may have changed since.
      onPress(started.key);
      if (labelsClicks()) this.#capture(started);
    }
    loop.preload((preloader) => preloader.press(target));
    loop.settle();
  }

  #pressOf(target: PredictiveTarget, start: PressStart): Press {
    return {target, key: this.#options.registry.keyOf(target), start, place: this.#place()};
  }

  #capture({key, start, place}: Press): void {
    if (place.targets.some((one) => one.key === key)) this.#keep(this.#recorder.press(key, start, place));
  }

  #keep(capture: Capture | undefined): void {
    if (capture !== undefined) this.#options.onCapture(capture);
  }

  #place(): SamplePlace {
    const {loop, registry, origin} = this.#options;
    const {x: originX, y: originY} = origin();
    const {visible, boxes} = loop.rects;
    const targets = visible.slice(0, maxPlaceTargets).map((target, index) => {
      const [x = 0, y = 0, w = 0, h = 0] = boxes.slice(index * 4, index * 4 + 4);
      return {key: registry.keyOf(target), x, y, w, h};
    });
    return {originX, originY, targets};
  }
}

function isFocusVisible(event: Event): boolean {
  const [innermost] = event.composedPath();
  return innermost instanceof Element && innermost.matches(':focus-visible');
}
