import type {PressStart} from '../pointer/pointer-controller.js';
import type {PredictiveTarget} from '../pointer/target.js';
import type {PredictionLoop} from './prediction-loop.js';
import type {SampleCapture} from './sample-capture.js';
import type {TargetRegistry} from './target-registry.js';

export interface PressTrackerOptions {
  loop: PredictionLoop;
  registry: TargetRegistry;
  /** Where presses become samples, if that is wanted and has been loaded. */
  samples: () => SampleCapture | undefined;
  /** The user pressed a target, by whatever means. */
  onClick: (target: PredictiveTarget, click: UserClick) => void;
  /** The user pressed a target with the pointer. */
  onPress: (key: string) => void;
  /** A part of the kit could not be loaded. */
  onError: (error: unknown) => void;
}

/** What watches for a way to press needs of its region. */
export type PartOptions = Pick<PressTrackerOptions, 'loop' | 'registry'> & {signal: AbortSignal};

/** A click of the user: what the target was called, and when it began, ms on the clock of `event.timeStamp`. */
export interface UserClick {
  key: string;
  at: number;
  /** Empty for none; `undefined` where the browser does not say. */
  pointerType: string | undefined;
}

/** A press that has begun, and what the target was called then. */
export interface Press {
  target: PredictiveTarget;
  key: string;
  start: PressStart;
}

/** Knows of every press in a region: by pointer, keyboard or program. */
export class PressTracker {
  readonly #options: PressTrackerOptions;
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
    let touch: Promise<void> | undefined;
    const loadTouch = (): void => {
      touch ??= this.#load(import('./touch-presses.js'), {view, signal});
    };
    // The first tap may be the only one: on a screen that can be touched it is waited for.
    if (view.navigator.maxTouchPoints > 0) loadTouch();
    view.addEventListener('pointerdown', ({pointerType}) => pointerType === 'touch' && loadTouch(), passive);
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
    const {registry, samples} = this.#options;
    this.#started = target && start && {target, key: registry.keyOf(target), start};
    samples()?.begin(this.#started);
  }

  /** Forgets what is under way. */
  reset(): void {
    this.#options.samples()?.reset();
    this.#started = undefined;
  }

  /** What watches for people who use no mouse; without it their presses are seen when they are made. */
  async #load(
    part: Promise<{watchPart: (view: Window, options: PartOptions) => void}>,
    {view, signal}: {view: Window; signal: AbortSignal},
  ): Promise<void> {
    const {loop, registry, onError} = this.#options;
    try {
      const {watchPart} = await part;
      if (!signal.aborted) watchPart(view, {loop, registry, signal});
    } catch (error) {
      onError(error);
    }
  }

  #onClick(event: PointerEvent): void {
    const started = this.#started;
    this.#started = undefined;
    const {registry, loop, samples, onPress, onClick} = this.#options;
    const target = registry.find(event.composedPath());
    if (target === undefined || target.targetDisabled) return;
    const press = started?.target === target ? started : undefined;
    if (event.isTrusted) {
      if (press) {
        onPress(press.key);
        samples()?.end(press);
      }
      // As it was called when it was pressed: its name may have changed since.
      const key = press?.key ?? registry.keyOf(target);
      onClick(target, {key, at: press?.start.t ?? event.timeStamp, pointerType: event.pointerType});
    }
    loop.preload((preloader) => preloader.press(target));
    loop.settle();
  }
}

function isFocusVisible(event: Event): boolean {
  const [innermost] = event.composedPath();
  return innermost instanceof Element && innermost.matches(':focus-visible');
}
