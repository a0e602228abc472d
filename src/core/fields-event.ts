/** An event that bubbles, also out of shadow roots, and carries its fields as properties. */
export class FieldsEvent<Fields extends object> extends Event {
  static readonly type: string;

  constructor(fields: Fields, init?: EventInit) {
    super(new.target.type, {bubbles: true, composed: true, ...init});
    // Assigning would call setters that a page has put on every object.
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(fields));
  }
}
