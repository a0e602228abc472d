import {isElement} from '../core/view.js';

/** What names a button without text. */
const naming = '[aria-label],[aria-labelledby],[title],[alt]:not([alt=""]),svg:has(title)';

/** Whether the button contains something, but no text; warns if it then has no name. */
export function isIconOnly(button: HTMLElement & {labels: NodeList}): boolean {
  const parts = contentOf(button).filter(isElement);
  if (parts.length === 0 || hasText(button)) return false;
  const isNamed = [button, ...parts].some((part) => part.matches(naming) || part.querySelector(naming));
  if (!isNamed && button.labels.length === 0)
    console.warn('predictive-buttons: this button needs an aria-label.', button);
  return true;
}

/** What an element contains, also through the slots of an element around it. */
function contentOf(node: Node): Node[] {
  return [...node.childNodes].flatMap((child) =>
    child.nodeName === 'SLOT' ? (child as HTMLSlotElement).assignedNodes({flatten: true}) : child,
  );
}

/** Whether anything but a picture has text. */
function hasText(node: Node): boolean {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue!.trim() !== '';
  return node.nodeName !== 'svg' && contentOf(node).some(hasText);
}
