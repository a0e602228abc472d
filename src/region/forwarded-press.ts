import type {PredictiveTarget} from '../core/target.js';
import {elementAt, isPressedBy, type Point} from './hit-test.js';

/** A press that starts over a target and ends there, made from a press beside it. */
export interface ForwardedPress {
  target: PredictiveTarget;
  /** A point at which a press reaches the target, CSS px of the viewport. */
  at: Point;
  /** The user's click. */
  click: PointerEvent;
  /** Called with the click before it is dispatched. */
  onClick: (click: PointerEvent) => void;
}

/**
 * Presses an element: all events of a press, because some menus open before the click. The user's own click, which
 * caused it, lets the page open windows and popovers, and submit forms.
 */
export function forwardPress({target, at, click, onClick}: ForwardedPress): void {
  const {element} = target;
  const hit = elementAt(at, element);
  const inner = isPressedBy(target, hit) ? hit! : element;
  const options = {
    bubbles: true,
    cancelable: true,
    composed: true,
    view: element.ownerDocument.defaultView,
    detail: 1,
    clientX: at.x,
    clientY: at.y,
    screenX: click.screenX + at.x - click.clientX,
    screenY: click.screenY + at.y - click.clientY,
  };
  const pointer = {
    ...options,
    isPrimary: true,
    // Older browsers' clicks are mouse events.
    pointerId: click.pointerId ?? 1,
    pointerType: click.pointerType ?? 'mouse',
  };
  const isAllowed = inner.dispatchEvent(new PointerEvent('pointerdown', {...pointer, detail: 0, buttons: 1}));
  const isFocused = !isAllowed || inner.dispatchEvent(new MouseEvent('mousedown', {...options, buttons: 1}));
  if (isFocused && isAllowed) element.focus({preventScroll: true});
  inner.dispatchEvent(new PointerEvent('pointerup', {...pointer, detail: 0}));
  if (isAllowed) inner.dispatchEvent(new MouseEvent('mouseup', options));
  const forwarded = new PointerEvent('click', pointer);
  onClick(forwarded);
  inner.dispatchEvent(forwarded);
}
