import {LitElement, type CSSResult} from 'lit';
import {ElementOfAttributes} from '../core/element-of-attributes.js';
import {isElement} from '../core/view.js';
import {adoptStyles} from './adopt-styles.js';

/** An element with a template, whose properties always have the values of its attributes. */
export abstract class FamilyElement extends LitElement {
  static override readonly shadowRootOptions: ShadowRootInit = {mode: 'open', delegatesFocus: true};
  declare static readonly styles: CSSResult;

  constructor() {
    super();
    this.willUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const {styles} = this.constructor as typeof FamilyElement;
    // Again in another document: the browser takes the styles away with the one that they belong to.
    adoptStyles(this.renderRoot as ShadowRoot, styles.cssText);
  }

  /** Moves the focus to the element, also before it is rendered. */
  override focus(options?: FocusOptions): void {
    this.performUpdate();
    super.focus(options);
  }

  /** A root that a server has rendered is rendered anew: its content says nothing that the attributes do not. */
  protected override createRenderRoot(): ShadowRoot {
    const {shadowRootOptions} = this.constructor as typeof FamilyElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    root.replaceChildren();
    return root;
  }

  protected override willUpdate(): void {
    ElementOfAttributes.prototype.willUpdate.call(this);
  }
}

/** The text of an element's own label: what is in its default slot. On a server, elements have no content. */
export function labelOf(element: Element): string {
  const own = [...(element.childNodes ?? [])].filter((node) => !(isElement(node) && node.slot));
  return own
    .map(({nodeType, textContent}) => (nodeType === Node.COMMENT_NODE ? '' : (textContent ?? '')))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
