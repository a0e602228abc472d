/**
 * Host attributes that the native control has too, because assistive technology reads them there: all texts of ARIA,
 * by the browser's properties such as `ariaExpanded`.
 */
export const texts = ['title'];
for (const name in globalThis.Element?.prototype)
  if (/^aria(?!.*Elem)/.test(name)) texts.push(`aria-${name.slice(4).toLowerCase()}`);

/** Properties such as `ariaDetailsElements` refer to elements from inside a shadow root, where ids do not reach them. */
const references = ['Controls', 'DescribedBy', 'Details', 'LabelledBy'];

/** In browsers without those properties, texts replace the names and descriptions. */
const replacements: Partial<Record<string, string>> = {
  LabelledBy: 'aria-label',
  DescribedBy: 'aria-description',
};

const attributeOf = (reference: string): string => `aria-${reference.toLowerCase()}`;

export const passedOn = [...texts, ...references.map(attributeOf), 'popovertarget', 'commandfor'];

export function setAttribute(element: Element, name: string, value: string | null | undefined): void {
  if (value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Sets the attributes with these properties' names, separated by spaces, to their values. */
export function copyProperties(from: object, to: Element, names: string): void {
  // The properties are those of attributes.
  for (const name of names.split(' '))
    setAttribute(to, name, Reflect.get(from, name) as string | null | undefined);
}

/** The elements with the ids that an attribute has, in the tree of its owner. */
export function referenced(host: Element, attribute: string): HTMLElement[] {
  const ids = host.getAttribute(attribute)?.split(/\s+/) ?? [];
  // A removed element may have a root without this method.
  const root = host.getRootNode() as Partial<Document>;
  return ids.flatMap((id) => root.getElementById?.(id) ?? []);
}

/** Lets the control refer to the host's elements. The host's labels name it, as they name a native control. */
export function passReferences(host: HTMLElement & {labels: NodeList}, control: HTMLElement): void {
  // Browsers search the whole tree for the labels of an element, but remember that it has none.
  const root = host.getRootNode() as Partial<Document>;
  const mayBeLabelled = root.getElementsByTagName?.('label').length !== 0;
  for (const reference of references) {
    const property = `aria${reference}Elements`;
    const replacement = replacements[reference];
    if (property in control) {
      const [...labels] = mayBeLabelled && replacement === 'aria-label' ? host.labels : [];
      Reflect.set(control, property, Reflect.get(host, property) ?? (labels[0] ? labels : null));
    } else if (replacement) {
      const elements = referenced(host, attributeOf(reference));
      const words = elements.map(({textContent}) => textContent.trim()).join(' ');
      if (words) control.setAttribute(replacement, words);
    }
  }
}
