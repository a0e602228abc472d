import {closestInTree} from '../core/dom.js';
import {isOfKit, type PredictiveTarget} from '../core/target.js';
import {NativeTarget} from './native-target.js';
import type {RegionHost} from './region-host.js';
import {rootsOf} from './scope.js';

export interface NativeTargetsOptions {
  host: RegionHost;
  isExcluded: (element: Element) => boolean;
  onAdded: (target: PredictiveTarget) => void;
  onRemoved: (target: PredictiveTarget) => void;
}

/** The native targets of one region, kept in sync with its selector and content. */
export class NativeTargets {
  readonly #options: NativeTargetsOptions;
  readonly #targets = new Map<Element, PredictiveTarget>();

  constructor(options: NativeTargetsOptions) {
    this.#options = options;
  }

  /** Adds the elements that the selector matches now and removes all others; an empty selector matches nothing. */
  match(selector: string): void {
    const {host, onAdded, onRemoved} = this.#options;
    const roots = selector === '' ? [] : rootsOf(host);
    const matched = new Set(
      roots
        .flatMap((root) => [...root.querySelectorAll<HTMLElement>(selector)])
        .filter((element) => this.#isOurs(element)),
    );
    for (const [element, target] of this.#targets) {
      if (matched.has(element as HTMLElement)) continue;
      this.#targets.delete(element);
      onRemoved(target);
    }
    for (const element of matched) {
      if (this.#targets.has(element)) continue;
      const target = new NativeTarget(element);
      this.#targets.set(element, target);
      onAdded(target);
    }
  }

  /** Nested regions have their own targets, and the kit's buttons announce themselves. */
  #isOurs(element: Element): boolean {
    const {host, isExcluded} = this.#options;
    const nearest = closestInTree(element.parentElement, host.localName);
    return (
      // Also in another window, which has classes of its own.
      'style' in element &&
      !isOfKit(element) &&
      (nearest === host || (host.scope !== '' && nearest === null)) &&
      !isExcluded(element)
    );
  }
}
