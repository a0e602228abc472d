import {oneOf, share} from '../core/attribute-converters.js';
import {timeOf} from '../core/event-time.js';
import type {PredictiveTarget} from '../core/target.js';
import {trust} from '../core/trust.js';
import {isWithin, LikelyTarget, nearestInside} from '../prediction/margin.js';
import {flatPath, isBlank} from './blank.js';
import type {AssistPart, AssistedPress, FeatureContext, RegionPrediction} from './feature-context.js';
import {forwardPress} from './forwarded-press.js';
import {HitArea} from './hit-area.js';
import {elementAt, isPressedBy, type Box, type Point} from './hit-test.js';

const assist = oneOf('assist', ['none', 'expand']);
const assistFrom = share('assist-from', 0.7);

/** The property with the width of the margin, CSS px: 12, about half of the least size of a target in WCAG 2.2. */
const property = {
  name: '--predictive-assist-margin',
  syntax: '<length>',
  inherits: true,
  initialValue: '12px',
};

/** How far inside a target it is pressed, CSS px: beyond its border; or beyond its corners, if they are round. */
const insetsPx = [2, 16];

/** A press beside its target that has started. */
interface Begun {
  target: PredictiveTarget;
  down: PointerEvent;
  mouseDown: MouseEvent | undefined;
  /** What was selected when it started. */
  selected: readonly unknown[] | undefined;
}

/** Where a press may be taken. */
interface Place {
  target: PredictiveTarget;
  /** The point at which the target is pressed. */
  at: Point;
  /** What is at the pointer. */
  hit: Element;
}

/**
 * Gives a target that is very likely to be pressed the presses in a margin around it, where a press would do nothing.
 * The kit's buttons are pressed there by the browser; a press beside a native element is forwarded.
 */
class Assist implements AssistPart {
  readonly #context: FeatureContext;
  readonly #area: HitArea;
  readonly #likely = new LikelyTarget<PredictiveTarget>();
  /** The latest movement, while it tells where the pointer is and that no modifier is held. */
  #move: PointerEvent | undefined;
  #begun: Begun | undefined;
  /** The click that is being forwarded. */
  #forwarded: {click: PointerEvent; press: AssistedPress} | undefined;

  constructor(context: FeatureContext, signal: AbortSignal) {
    this.#context = context;
    const {ownerDocument} = context.host;
    const view = ownerDocument.defaultView!;
    this.#area = new HitArea(ownerDocument);
    try {
      view.CSS.registerProperty(property);
    } catch {
      // Another region has, or the browser cannot: then it is read as it is written.
    }
    const passive = {capture: true, passive: true, signal};
    view.addEventListener('pointermove', (event) => this.#onMove(event), passive);
    view.addEventListener('mousedown', (event) => this.#onMouseDown(event), passive);
    // Whether a modifier is held, which gives a press another meaning, is known again at the next movement.
    view.addEventListener('keydown', () => this.#rest(), passive);
    view.addEventListener('scroll', () => this.#rest(), passive);
    for (const type of ['pointercancel', 'dragstart'])
      view.addEventListener(type, () => this.#forget(), passive);
    signal.addEventListener('abort', () => this.#forget(), {once: true});
  }

  begin(event: PointerEvent): PredictiveTarget | undefined {
    this.#begun = undefined;
    const target = this.#candidateAt(event);
    if (target === undefined || event.button !== 0 || this.#placeAt(event, target) === undefined) {
      this.#rest();
      return undefined;
    }
    this.#begun = {target, down: event, mouseDown: undefined, selected: selectedNow()};
    return target;
  }

  covers(path: readonly EventTarget[]): boolean {
    return this.#area.isHitBy(path);
  }

  end(click: PointerEvent, path: readonly EventTarget[]): AssistedPress | 'forwarded' | undefined {
    if (this.#forwarded?.click === click) return this.#forwarded.press;
    const begun = this.#begun;
    // A key, or a script, may press something meanwhile.
    if (begun === undefined || !trust.isUsers(click) || click.detail === 0) return undefined;
    this.#begun = this.#move = undefined;
    this.#area.hide();
    // Not yet: WebKit presses a button with what was hit inside it, if that is still there after all listeners.
    setTimeout(() => this.#begun ?? this.#area.remove());
    const {target, down} = begun;
    const press: AssistedPress = {at: timeOf(down), isUsers: true, isPredictable: true, isAssisted: true};
    if (click.type === 'click' && this.#context.targets.find(path) === target) return press;
    const place = this.#isUnused(begun, click) ? this.#placeAt(click, target, {hasBegun: true}) : undefined;
    if (place === undefined) return undefined;
    click.stopImmediatePropagation();
    forwardPress({
      target,
      at: place.at,
      click,
      onClick: (forwarded) => (this.#forwarded = {click: forwarded, press}),
    });
    this.#forwarded = undefined;
    return 'forwarded';
  }

  onPrediction(prediction: RegionPrediction): void {
    this.#likely.update(prediction, this.#from);
    // A press that has started keeps its place until its click.
    if (this.#begun === undefined && this.#move !== undefined) this.#show(this.#move);
  }

  onTargetGone(target: PredictiveTarget): void {
    if (this.#begun?.target === target) this.#forget();
    if (this.#likely.at(-Infinity) === target) this.#likely.clear();
  }

  onSettings(): void {
    if (this.#from > 1) this.#forget();
    this.#likely.update(this.#context.prediction, this.#from);
  }

  onStop(): void {
    this.#forget();
  }

  /** The probability from which a target takes presses beside it: without `assist="expand"`, none does. */
  get #from(): number {
    const {host} = this.#context;
    if (assist.fromAttribute!(host.assist) !== 'expand') return Infinity;
    return assistFrom.fromAttribute!(host.getAttribute('assist-from'));
  }

  /** The target that may take a press beside it at the time of an event. */
  #candidateAt(event: UIEvent): PredictiveTarget | undefined {
    return this.#from <= 1 ? this.#likely.at(timeOf(event)) : undefined;
  }

  #onMove(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    this.#move = event;
    this.#show(event);
  }

  /** Shows the hit area of a button of the kit while the pointer is in its margin. */
  #show(event: PointerEvent): void {
    const hasBegun = this.#begun !== undefined;
    const target = event.buttons !== 0 ? this.#begun?.target : this.#likely.at(performance.now());
    const control = target && controlOf(target);
    const place = control && this.#placeAt(event, target, {hasBegun});
    if (place !== undefined && !isClipped(place)) {
      this.#area.show(control!, pointOf(event));
      // What covers the button, or clips it, covers its hit area: then presses are forwarded.
      if (isPressedBy(place.target, elementAt(pointOf(event), place.target.element))) return;
    }
    this.#area.hide();
    if (!hasBegun) this.#area.remove();
  }

  #onMouseDown(event: MouseEvent): void {
    if (this.#begun !== undefined && this.#begun.mouseDown === undefined && trust.isUsers(event))
      this.#begun.mouseDown = event;
  }

  /**
   * Where a target takes a press that is made, or would be, at the pointer: `undefined` if it does not. A press that
   * has begun beside the target may end on it.
   */
  #placeAt(event: PointerEvent, target: PredictiveTarget, {hasBegun = false} = {}): Place | undefined {
    const {element} = target;
    const {shiftKey, ctrlKey, altKey, metaKey, pointerType} = event;
    if (!trust.isUsers(event) || pointerType === 'touch' || target.targetDisabled) return undefined;
    if (shiftKey || ctrlKey || altKey || metaKey) return undefined;
    const box = this.#boxOf(target);
    const point = pointOf(event);
    if (box === undefined || !isWithin(box, point, marginOf(element))) return undefined;
    const hit = this.#area.without(() => elementAt(point, element));
    if (hit === null) return undefined;
    if (isPressedBy(target, hit)) return hasBegun ? {target, at: point, hit} : undefined;
    if (!isBlank(hit, point, element) || isOpenMenu(element)) return undefined;
    const at = insetsPx
      .map((inset) => nearestInside(box, point, inset))
      .find((inside) => isPressedBy(target, elementAt(inside, element)));
    return at && {target, at, hit};
  }

  /** The target's box, as far as a press reaches it. */
  #boxOf(target: PredictiveTarget): Box | undefined {
    const {boxes} = this.#context;
    boxes.refresh([target]);
    const index = boxes.visible.indexOf(target);
    if (index < 0) return undefined;
    const [x = 0, y = 0, width = 0, height = 0] = boxes.boxes.slice(4 * index, 4 * index + 4);
    return {x, y, width, height};
  }

  /** Whether the page has made nothing of a press, and no text was selected by it. */
  #isUnused({down, mouseDown, selected}: Begun, click: PointerEvent): boolean {
    if (click.type !== 'click' || down.defaultPrevented || mouseDown?.defaultPrevented === true) return false;
    const now = selectedNow();
    return now === undefined || now.every((each, index) => each === selected?.[index]);
  }

  /** Takes presses again at the next movement. */
  #rest(): void {
    this.#move = undefined;
    this.#area.hide();
    if (this.#begun === undefined) this.#area.remove();
  }

  #forget(): void {
    this.#begun = undefined;
    this.#rest();
  }
}

function pointOf({clientX: x, clientY: y}: MouseEvent): Point {
  return {x, y};
}

function marginOf(element: Element): number {
  return parseFloat(getComputedStyle(element).getPropertyValue(property.name) || property.initialValue) || 0;
}

/** The ends of the selected text, if there is any. */
function selectedNow(): readonly unknown[] | undefined {
  const selection = getSelection();
  // A drag onto a button selects its element, but no text.
  if (selection === null || selection.isCollapsed || String(selection).trim() === '') return undefined;
  const {anchorNode, anchorOffset, focusNode, focusOffset} = selection;
  return [anchorNode, anchorOffset, focusNode, focusOffset];
}

/** The native control of a button of the kit. */
function controlOf({element}: PredictiveTarget): Element | undefined {
  if (element.localName !== 'predictive-button') return undefined;
  return element.shadowRoot?.querySelector('[part~="button"]') ?? undefined;
}

/** Whether something around the target, but not around what is at the pointer, would clip the hit area or scroll to it. */
function isClipped({target, hit}: Place): boolean {
  const around = flatPath(hit);
  return flatPath(target.element).some(
    (element) => !around.includes(element) && getComputedStyle(element).overflow !== 'visible',
  );
}

/** Whether the target has opened something: a press beside it closes that, and another one would open it again. */
function isOpenMenu(element: HTMLElement): boolean {
  return element.getAttribute('aria-expanded') === 'true' && !element.localName.startsWith('predictive-');
}

/** Makes the targets of one region easier to hit, until the signal aborts. */
export function connect(context: FeatureContext, signal: AbortSignal): Assist {
  const feature = new Assist(context, signal);
  // It may have loaded while the pointer rested.
  feature.onPrediction(context.prediction);
  return feature;
}
