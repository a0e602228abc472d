/** The native control in one of the kit's elements, through the button inside it, if there is one. */
export function controlOf(element: Element, name = 'button'): HTMLElement {
  const root = element.shadowRoot!;
  const inner = root.querySelector<HTMLElement>(`[part~=${name}]`);
  if (inner === null) throw new Error(`<${element.localName}> has no part ${name}.`);
  return inner.localName === 'predictive-button' ? controlOf(inner) : inner;
}

/** The innermost element with the focus. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** The outermost element with the focus, by its id. */
export function focusedId(): string | undefined {
  return document.activeElement?.id;
}

/** The middle of an element, for the pointer. */
export function middleOf(element: Element): [x: number, y: number] {
  const {x, y, width, height} = element.getBoundingClientRect();
  return [Math.round(x + width / 2), Math.round(y + height / 2)];
}
