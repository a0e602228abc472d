/** Host attributes that the native control gets, because assistive technology reads them there. */
const texts = [
  'title',
  ...(
    'atomic braillelabel brailleroledescription busy current description disabled expanded haspopup invalid ' +
    'keyshortcuts label live pressed relevant roledescription'
  )
    .split(' ')
    .map((name) => `aria-${name}`),
];

/** Host attributes with ids of elements, and the properties that refer to those from inside a shadow root. */
const references = Object.fromEntries(
  (
    'ActiveDescendantElement ControlsElements DescribedByElements DetailsElements ErrorMessageElements ' +
    'FlowToElements LabelledByElements OwnsElements'
  )
    .split(' ')
    .map((name) => [`aria-${name.replace(/Elements?$/, '').toLowerCase()}`, `aria${name}`]),
);

/** The texts that replace references in browsers without those properties. */
const replacements: Partial<Record<string, string>> = {
  'aria-labelledby': 'aria-label',
  'aria-describedby': 'aria-description',
};

export const passedOn = [...texts, ...Object.keys(references)];

export function setAttribute(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** The element with the id that an attribute has, in the tree of its owner. */
export function referenced(host: Element, attribute: string): HTMLElement | null {
  const id = host.getAttribute(attribute);
  // A removed element may have a root without this method.
  return id === null ? null : ((host.getRootNode() as Partial<Document>).getElementById?.(id) ?? null);
}

/** Writes the host's attributes on the control. Its labels name the control, as they name a native one. */
export function passOn(host: HTMLElement, control: HTMLElement, labels: NodeList): void {
  for (const name of texts) setAttribute(control, name, host.getAttribute(name));
  for (const [name, property] of Object.entries(references)) {
    if (property in control) {
      const elements: unknown = host.hasAttribute(name) ? Reflect.get(host, property) : null;
      const isLabelled = name === 'aria-labelledby' && labels.length > 0;
      Reflect.set(control, property, elements ?? (isLabelled ? [...labels] : null));
    } else if (name in replacements && host.hasAttribute(name)) {
      const root = host.getRootNode() as ParentNode;
      const words = host
        .getAttribute(name)!
        .split(/\s+/)
        .map((id) => id && root.querySelector(`#${CSS.escape(id)}`)?.textContent?.trim());
      setAttribute(control, replacements[name]!, words.filter(Boolean).join(' '));
    }
  }
}
