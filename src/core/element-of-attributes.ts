import {ReactiveElement} from '@lit/reactive-element';

/** An element whose properties always have the values of its attributes, or what missing attributes mean. */
export abstract class ElementOfAttributes extends ReactiveElement {
  constructor() {
    super();
    this.willUpdate();
  }

  /**
   * Frameworks unset a property by writing `undefined`: it then has the value that a missing attribute means. Public for
   * elements with templates, which inherit from another class.
   */
  override willUpdate(): void {
    const {elementProperties} = this.constructor as typeof ReactiveElement;
    for (const [name, {attribute = name}] of elementProperties)
      if (this[name as keyof this] === undefined)
        this.attributeChangedCallback(attribute as string, null, null);
  }
}
