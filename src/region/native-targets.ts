import {closestInTree} from '../core/dom.js';
import type {PredictiveError} from '../core/errors.js';
import {Lazy} from '../core/lazy.js';
import {isOfKit, type PredictiveTarget} from '../core/target.js';
import type * as areaModule from './area-target.js';
import {NativeTarget} from './native-target.js';
import type {RegionHost} from './region-host.js';
import {rootsOf} from './scope.js';

export interface NativeTargetsOptions {
  host: RegionHost;
  isExcluded: (element: Element) => boolean;
  onAdded: (target: PredictiveTarget) => void;
  onRemoved: (target: PredictiveTarget) => void;
  onError: (error: PredictiveError) => void;
}

/** The native targets of one region, kept in sync with its selector and content. */
export class NativeTargets {
  readonly #options: NativeTargetsOptions;
  readonly #targets = new Map<Element, PredictiveTarget>();
  readonly #areas: Lazy<typeof areaModule>;
  #selector = '';

  constructor(options: NativeTargetsOptions) {
    this.#options = options;
    this.#areas = new Lazy(() => import('./area-target.js'), options);
  }

  /** Adds the elements that the selector matches now and removes all others; an empty selector matches nothing. */
  match(selector: string): void {
    const {host, onAdded, onRemoved} = this.#options;
    this.#selector = selector;
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
    let areasWait = false;
    for (const element of matched) {
      if (this.#targets.has(element)) continue;
      const isArea = element.localName === 'area';
      const Target = isArea ? this.#areas.current?.AreaTarget : NativeTarget;
      if (Target === undefined) {
        areasWait = true;
        continue;
      }
      const target = new Target(element);
      this.#targets.set(element, target);
      onAdded(target);
    }
    if (areasWait) this.#areas.use(() => this.match(this.#selector));
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
