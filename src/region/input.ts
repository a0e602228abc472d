import type {PredictiveTarget} from '../core/target.js';
import type {Layout, PressStart} from '../prediction/engine.js';
import type {EarlyEvent} from './early-input.js';
import type {FeatureContext, FeatureEvents} from './feature-context.js';
import {Pointer} from './pointer.js';
import {Presses} from './presses.js';

/** Half a frame of the fastest usual screens, ms: a tick that is due then is over before the next frame. */
const halfFrameMs = 4;

/** The session as its input sees it. */
export interface InputContext extends FeatureContext {
  tell<Event extends keyof FeatureEvents>(event: Event, ...told: FeatureEvents[Event]): void;
}

/**
 * Handles the user's input in one region: ticks the engine as the pointer moves, and reports hovers, presses and
 * keys.
 */
export class Input {
  readonly #context: InputContext;
  readonly #pointer: Pointer;
  readonly #presses: Presses;
  #hovered: PredictiveTarget | undefined;
  /** Spreads box measurements over several ticks. */
  #ticks = 0;

  constructor(context: InputContext) {
    this.#context = context;
    this.#pointer = new Pointer(context.engine, {
      tick: () => this.#tick(),
      pressStart: (event, path, start) => this.#pressStart(event, path, start),
      pointerLost: () => this.#pointerLost(),
    });
    this.#presses = new Presses(context.targets, {
      assisted: (click, path) => context.parts.assist.current?.end(click, path),
      pressed: (press) => {
        context.tell('onPress', press);
        context.engine.pressed(performance.now());
        context.clear();
      },
      pressedBeside: () => {
        // The start of the press may have ended the approach already.
        if (context.prediction.probabilities.size > 0) context.clear();
      },
      pressBegan: (beginning) => context.tell('onPressStart', beginning),
      keyboardUsed: (use) => context.tell('onKeyboard', use),
    });
  }

  /** Number of presses of targets so far. */
  get presses(): number {
    return this.#presses.count;
  }

  /** Starts listening, until the signal aborts. */
  watch(view: Window, signal: AbortSignal): void {
    this.#pointer.watch(view, signal);
    this.#presses.watch(view, signal);
    const passive = {capture: true, passive: true, signal};
    view.addEventListener('scroll', (event) => this.#moved(event), passive);
    view.addEventListener('resize', (event) => this.#moved(event), passive);
  }

  /** Replays events from before it listened. */
  replay(early: readonly EarlyEvent[]): void {
    for (const {event, path} of early) {
      // The event's type determines its class.
      const pointer = event as PointerEvent;
      if (event.type === 'pointermove') this.#pointer.move(pointer, path);
      else if (event.type === 'pointerdown') this.#pointer.down(pointer, path);
      else if (event.type === 'click' || event.type === 'auxclick') this.#presses.click(pointer, path);
      else this.#presses.key(event, path);
    }
  }

  /** Forgets a hovered target that has left. */
  forget(target: PredictiveTarget): void {
    if (this.#hovered === target) this.#hovered = undefined;
  }

  /** Forgets the current press. */
  resetPress(): void {
    this.#presses.reset();
  }

  /** The page has moved under the pointer: a highlight is checked before the next frame. */
  #moved({type}: Event): void {
    this.#context.boxes.invalidate();
    this.#pointer.requestTick(this.#context.prediction.predicted ? halfFrameMs : undefined);
    if (type === 'scroll') this.#context.tell('onScroll');
  }

  #tick(): void {
    const now = performance.now();
    const {boxes, engine, parts, targets} = this.#context;
    const {trajectory} = engine;
    if (trajectory.length > 0) this.#measure(now);
    // A sequence model answers asynchronously.
    const {current: learning} = parts.learning;
    const isAsked = learning?.canAnswer === true;
    const over = this.#hovered;
    // Over a button inside a link card, the hand is not on its way to the card.
    const passed = targets.passedOver(this.#pointer.path);
    const layout: Layout<PredictiveTarget> = {
      get targets() {
        return boxes.without(passed).targets;
      },
      get boxes() {
        return boxes.without(passed).boxes;
      },
      isOverTarget: over !== undefined,
      confirm: (likely) => boxes.confirm(likely, {over, pointer: trajectory.end, now}),
    };
    const prediction = engine.tick(now, layout, {predicts: !isAsked});
    if (prediction !== undefined) this.#context.publish(prediction);
    else if (isAsked && trajectory.length > 0) learning.ask();
  }

  /** Updates everything that a tick depends on. */
  #measure(now: number): void {
    const {boxes, engine, parts, targets, prediction} = this.#context;
    const {trajectory} = engine;
    const {path} = this.#pointer;
    this.#hover(parts.assist.current?.covers(path) ? undefined : targets.find(path));
    // With `label-on="hover"`, entering a target was a press and ended the movement.
    if (trajectory.length === 0) {
      this.#context.clear();
      return;
    }
    this.#ticks++;
    if (engine.isResting) boxes.refresh([...prediction.probabilities.keys()]);
    else boxes.refresh(this.#toMeasure());
    const pointer = trajectory.end;
    boxes.begin(now, pointer);
    if (this.#hovered !== undefined) boxes.enter(this.#hovered, pointer);
    this.#context.tell('onTick', Math.max(now, trajectory.t(trajectory.length - 1)));
  }

  /** The target to measure at this tick: usually the predicted one; at times the hovered one, or any other in turn. */
  #toMeasure(): PredictiveTarget[] {
    const {boxes, prediction} = this.#context;
    const watched = this.#ticks % 3 > 0 ? prediction.predicted : this.#hovered;
    return watched ? [watched] : boxes.inTurn();
  }

  #hover(target: PredictiveTarget | undefined): void {
    if (target === this.#hovered) return;
    this.#hovered = target;
    this.#context.tell('onHover', target);
  }

  #pressStart(event: PointerEvent, path: readonly EventTarget[], start: PressStart | undefined): void {
    const {boxes, parts, prediction, targets} = this.#context;
    if (start !== undefined) boxes.refresh([...prediction.probabilities.keys()]);
    const assisted = parts.assist.current?.begin(event);
    const target = assisted ?? targets.find(path);
    // A press beside every target ends the approach, too.
    if (target === undefined) this.#context.clear();
    this.#presses.begin(event, {target, start: assisted ? undefined : start});
  }

  #pointerLost(): void {
    this.#hover(undefined);
    this.#presses.lose();
    this.#context.clear();
    this.#context.tell('onPointerLost');
  }
}
