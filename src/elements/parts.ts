/** Creates an element that pages can style by this name. */
export function part(tag: string, name: string): HTMLElement {
  const element = document.createElement(tag);
  element.setAttribute('part', name);
  return element;
}

/** Creates a named slot that pages can style by the same name. */
export function slotOf(name: string): HTMLSlotElement {
  const slot = part('slot', name) as HTMLSlotElement;
  slot.name = name;
  return slot;
}
