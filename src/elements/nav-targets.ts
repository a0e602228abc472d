import type {PreloadDeclaration} from '../core/preload.js';
import {NativeTarget} from '../region/native-target.js';
import {Membership} from './membership.js';

/** A link, which declares what its navigation declares for all links, and more. */
class NavTarget extends NativeTarget {
  readonly #defaults: () => Partial<PreloadDeclaration>;

  constructor(element: HTMLElement, defaults: () => Partial<PreloadDeclaration>) {
    super(element);
    this.#defaults = defaults;
  }

  override get preloadDeclaration(): Partial<PreloadDeclaration> {
    return {...this.#defaults(), ...super.preloadDeclaration};
  }
}

/** The links of one navigation as targets of the region around it, which then needs no selector for them. */
export class NavTargets {
  readonly #defaults: () => Partial<PreloadDeclaration>;
  readonly #memberships = new Map<HTMLElement, Membership>();

  /** `defaults` are read whenever a link's preload is. */
  constructor(defaults: () => Partial<PreloadDeclaration>) {
    this.#defaults = defaults;
  }

  /** Offers these elements, and takes all others back. */
  offer(elements: readonly HTMLElement[]): void {
    for (const [element, membership] of this.#memberships) {
      if (elements.includes(element)) continue;
      this.#memberships.delete(element);
      membership.disconnect();
    }
    for (const element of elements) {
      if (this.#memberships.has(element)) continue;
      const membership = new Membership(new NavTarget(element, this.#defaults));
      this.#memberships.set(element, membership);
      membership.connect();
    }
  }
}
