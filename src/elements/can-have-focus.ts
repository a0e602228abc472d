import {closest} from '../core/dom.js';

/** Whether an element is on screen, as far as styles say, and not inert; it may still be disabled. */
export function canHaveFocus(element: Element): boolean {
  return element.checkVisibility({visibilityProperty: true}) && closest(element, '[inert]') === undefined;
}
