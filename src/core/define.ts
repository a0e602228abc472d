/**
 * Defines elements unless the page already has them: the first definition wins, and a second copy of the kit keeps
 * it. Does nothing on a server, which has no registry.
 */
export function define(...elements: (CustomElementConstructor & {tagName: string})[]): void {
  if (!globalThis.customElements) return;
  for (const element of elements) {
    const known = customElements.get(element.tagName);
    if (known === undefined) customElements.define(element.tagName, element);
    else if (known !== element) {
      console.warn('predictive-buttons: elements were defined before.');
      return;
    }
  }
}
