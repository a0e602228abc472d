import {LitElement, type CSSResult, type PropertyValues} from 'lit';
import {adoptStyles} from './adopt-styles.js';

/** An element with a template, whose properties always have the values of its attributes, or what missing ones mean. */
export abstract class TemplateElement extends LitElement {
  constructor() {
    super();
    this.willUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Again in another document: the browser takes the styles away with the one that they belong to.
    const {styles} = this.constructor as typeof LitElement;
    adoptStyles(this.renderRoot as ShadowRoot, (styles as CSSResult).cssText);
  }

  /** Frameworks unset a property by writing `undefined`: it then has the value that a missing attribute means. */
  protected override willUpdate(_changed?: PropertyValues): void {
    const {elementProperties} = this.constructor as typeof LitElement;
    for (const [name, {attribute = name}] of elementProperties)
      if (attribute !== false && this[name as keyof this] === undefined)
        this.attributeChangedCallback(attribute as string, null, null);
  }

  /** Empties a root that a server has rendered: the template is rendered anew, and nothing has to match. */
  protected override createRenderRoot(): ShadowRoot {
    return this.attachShadow((this.constructor as typeof LitElement).shadowRootOptions);
  }
}
