import type {PressStart} from './pointer.js';
import type {PredictiveTarget} from '../core/target.js';
import type {PredictionLoop} from './prediction-loop.js';
import type {SampleCapture} from './sample-capture.js';
import type {TargetRegistry} from './targets.js';

export interface PressTrackerOptions {
  loop: PredictionLoop;
  registry: TargetRegistry;
  /** Where presses become samples, if that is wanted and has been loaded. */
  samples: () => SampleCapture | undefined;
  /** The user pressed a target, by whatever means. */
  onClick: (target: PredictiveTarget, click: UserClick) => void;
  /** The user pressed a target with the pointer or a key. */
  onPress: (key: string) => void;
  /** How much likelier than others each target is pressed, whatever leads to it; 1 on average. */
  priors?: () => ReadonlyMap<PredictiveTarget, number> | undefined;
  /** A part of the kit could not be loaded. */
  onError: (error: unknown) => void;
}

/** What is needed to watch for a way to press that is not the mouse's. */
export interface PartOptions extends Pick<PressTrackerOptions, 'loop' | 'registry' | 'priors'> {
  view: Window;
  region: HTMLElement;
  signal: AbortSignal;
  /** The key by which the focus is about to come, if it was one. */
  key?: KeyboardEvent | undefined;
  /** Whether a target was pressed while this part was loaded: the focus that led to it is over. */
  wasPressed: boolean;
}

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
  #presses = 0;

  constructor(options: PressTrackerOptions) {
    this.#options = options;
  }

  watch(view: Window, {region, signal}: {region: HTMLElement; signal: AbortSignal}): void {
    const passive = {capture: true, passive: true, signal};
    view.addEventListener('click', (event) => this.#onClick(event), passive);
    // The middle button opens a link.
    view.addEventListener(
      'auxclick',
      (event) => event.button === 1 && event.composedPath().some(isLink) && this.#onClick(event),
      passive,
    );
    // Without these parts presses are seen when they are made.
    const load = (
      part: Promise<{watchPart: (options: PartOptions) => void}>,
      key?: KeyboardEvent,
    ): Promise<void> => {
      const before = this.#presses;
      return part
        .then(({watchPart}) => {
          watchPart({...this.#options, view, region, signal, key, wasPressed: this.#presses > before});
        })
        .catch(this.#options.onError);
    };
    // The first tap may be the only one.
    if (view.navigator.maxTouchPoints > 0) void load(import('./touch.js'));
    let keyboard: unknown;
    for (const type of ['keydown', 'focusin'])
      view.addEventListener(
        type,
        (event) => {
          const key = 'key' in event ? (event as KeyboardEvent) : undefined;
          if (key ? key.key === 'Tab' : this.#isFocused(event))
            keyboard ??= load(import('./keyboard.js'), key);
        },
        passive,
      );
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

  /** Whether the focus came to a target, and not by a press. */
  #isFocused(event: Event): boolean {
    const path = event.composedPath();
    // Elements alone have the focus.
    return this.#options.registry.find(path) !== undefined && (path[0] as Element).matches(':focus-visible');
  }

  #onClick(event: PointerEvent): void {
    const started = this.#started;
    this.#started = undefined;
    const {registry, loop, samples, onPress, onClick} = this.#options;
    const target = registry.find(event.composedPath());
    if (target === undefined || target.targetDisabled) return;
    this.#presses++;
    const press = started?.target === target ? started : undefined;
    if (event.isTrusted) {
      // As it was called when it was pressed: its name may have changed since.
      const key = press?.key ?? registry.keyOf(target);
      if (press) samples()?.end(press);
      // Keys are predicted, too; of a finger nothing could be.
      if (press || event.detail === 0 || event.button === 1) onPress(key);
      onClick(target, {key, at: press?.start.t ?? event.timeStamp, pointerType: event.pointerType});
    }
    loop.preload((preloader) => preloader.press(target));
    loop.settle();
  }
}

function isLink(node: EventTarget): boolean {
  return 'href' in node && Boolean(node.href);
}
