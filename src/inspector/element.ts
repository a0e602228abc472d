export type Attributes = Record<string, string | number>;

/** Creates an HTML element with attributes and children; text is never parsed as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

/** Creates an SVG element likewise. */
export function svgElement<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function filled<T extends HTMLElement | SVGElement>(
  target: T,
  attributes: Attributes,
  children: (Node | string)[],
): T {
  for (const [name, value] of Object.entries(attributes))
    // A page's policy may forbid the attribute, but not the property.
    if (name === 'style') target.style.cssText = String(value);
    else target.setAttribute(name, String(value));
  target.append(...children);
  return target;
}
