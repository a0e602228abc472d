/** A window, as its own scripts see it. */
export type View = Window & typeof globalThis;

/** The window that shows a node, which may be a frame of the page, or beside it: it has its own size and timers. */
export function viewOf({ownerDocument}: Node): View {
  return ownerDocument?.defaultView ?? window;
}

/** Whether a part of an event's path is an element. Each window has classes of its own, so `instanceof` cannot tell. */
export function isElement(node: unknown): node is Element {
  return (node as Partial<Node> | undefined | null)?.nodeType === 1;
}

/** Whether a node is a shadow root, of whatever window. */
export function isShadowRoot(node: Node): node is ShadowRoot {
  return node.nodeType === 11 && 'host' in node;
}
