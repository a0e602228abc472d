/** What names a button without text. */
const naming = '[aria-label], [aria-labelledby], [title], [alt]:not([alt=""]), svg:has(title)';

/** Whether the button contains something, but no text; warns if it then has no name. */
export function isIconOnly(button: HTMLElement & {labels: NodeList}): boolean {
  if (button.firstElementChild === null || hasText(button)) return false;
  if (!button.matches(naming) && !button.querySelector(naming) && button.labels.length === 0)
    console.warn('predictive-buttons: a button with an icon alone needs an aria-label.', button);
  return true;
}

/** Whether anything but a picture has text. */
function hasText(node: Node): boolean {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue!.trim() !== '';
  return node.nodeName !== 'svg' && [...node.childNodes].some(hasText);
}
