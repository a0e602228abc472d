/** The nearest matching element among the element and its ancestors, across shadow roots. */
export function closest(element: Element, selector: string): Element | undefined {
  const found = element.closest(selector);
  if (found !== null) return found;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? closest(root.host, selector) : undefined;
}

/** A node and its ancestors, innermost first, including shadow roots and their hosts. */
export function pathFrom(start: Node | null): Node[] {
  const path: Node[] = [];
  for (let node = start; node !== null;) {
    path.push(node);
    node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
  }
  return path;
}
