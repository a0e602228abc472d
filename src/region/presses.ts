import {pathOf} from '../core/dom.js';
import {timeOf} from '../core/event-time.js';
import {trust} from '../core/trust.js';
import type {PredictiveTarget} from '../core/target.js';
import type {PressStart} from '../prediction/engine.js';
import type {AssistPart, KeyboardUse, Press, PressBeginning, TargetPress} from './feature-context.js';
import type {Targets} from './targets.js';

export interface PressObserver {
  /** Asked at each click: a target may take one that is beside it. */
  assisted: AssistPart['end'];
  pressed(press: TargetPress): void;
  pressBegan(beginning: PressBeginning): void;
  /** The user has pressed something that is no target. */
  pressedBeside(): void;
  keyboardUsed(use: KeyboardUse): void;
}

/** Detects every press of a target in a region: by pointer, keyboard or script. */
export class Presses {
  readonly #targets: Targets;
  readonly #observer: PressObserver;
  #begun: Press | undefined;
  #count = 0;

  constructor(targets: Targets, observer: PressObserver) {
    this.#targets = targets;
    this.#observer = observer;
  }

  /** Number of presses so far. */
  get count(): number {
    return this.#count;
  }

  /** Starts listening, until the signal aborts. */
  watch(view: Window, signal: AbortSignal): void {
    const passive = {capture: true, passive: true, signal};
    view.addEventListener('click', (event) => this.click(event, pathOf(event)), passive);
    view.addEventListener('auxclick', (event) => this.click(event, pathOf(event)), passive);
    view.addEventListener('keydown', (event) => this.key(event, pathOf(event)), passive);
    view.addEventListener('focusin', (event) => this.key(event, pathOf(event)), passive);
  }

  /** A button went down on a target or elsewhere. `start` is the movement before it, unless it is not to be learned. */
  begin(
    {button}: PointerEvent,
    {target, start}: {target: PredictiveTarget | undefined; start: PressStart | undefined},
  ): void {
    this.#begun = target && start && {target, key: this.#targets.keyOf(target), start};
    this.#observer.pressBegan({target, press: this.#begun, isPrimaryButton: button === 0});
  }

  /** The press that had started was cancelled, or there was one beside every target. */
  lose(): void {
    this.#begun = undefined;
    this.#observer.pressBegan({target: undefined, press: undefined, isPrimaryButton: false});
  }

  /** Forgets the current press. */
  reset(): void {
    this.#begun = undefined;
  }

  click(event: PointerEvent, path: readonly EventTarget[]): void {
    // The middle button opens a link.
    if (event.type === 'auxclick' && !(event.button === 1 && path.some(isLink))) return;
    const assisted = this.#observer.assisted(event, path);
    // The other click is already over.
    if (assisted === 'forwarded') return;
    const begun = this.#begun;
    this.#begun = undefined;
    const target = this.#targets.find(path);
    if (target === undefined && trust.isUsers(event)) {
      this.lose();
      this.#observer.pressedBeside();
    }
    if (target === undefined || target.targetDisabled) return;
    this.#count++;
    const press = begun?.target === target ? begun : undefined;
    this.#observer.pressed({
      target,
      click: event,
      key: press?.key ?? this.#targets.keyOf(target),
      at: press?.start.t ?? timeOf(event),
      pointerType: event.pointerType,
      isUsers: trust.isUsers(event),
      press,
      isPredictable: press !== undefined || event.detail === 0 || event.button === 1,
      ...assisted,
    });
  }

  /** A key went down, or the focus has moved. */
  key(event: Event, path: readonly EventTarget[]): void {
    const key = 'key' in event ? (event as KeyboardEvent) : undefined;
    if (key === undefined ? this.#isFocus(path) : key.key === 'Tab')
      this.#observer.keyboardUsed({key, presses: this.#count});
  }

  /** Whether the focus moved to a target, and not because of a press. */
  #isFocus(path: readonly EventTarget[]): boolean {
    // Only elements can have the focus.
    return this.#targets.find(path) !== undefined && (path[0] as Element).matches(':focus-visible');
  }
}

function isLink(node: EventTarget): boolean {
  return 'href' in node && Boolean(node.href);
}
