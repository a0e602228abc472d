/** The nearest of the element and what is around it that matches; out of shadow roots, too. */
export function closest(element: Element, selector: string): Element | undefined {
  const found = element.closest(selector);
  if (found !== null) return found;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? closest(root.host, selector) : undefined;
}

/** A node and everything around it, innermost first, shadow roots and their hosts among them. */
export function pathFrom(start: Node | null): Node[] {
  const path: Node[] = [];
  for (let node = start; node !== null;) {
    path.push(node);
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
  }
  return path;
}
