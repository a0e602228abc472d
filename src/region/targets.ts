import {closest, openRootsOf, pathFrom} from '../core/dom.js';
import type {PredictiveError} from '../core/errors.js';
import {Lazy} from '../core/lazy.js';
import {keyOf, maxKeyLength, type PredictiveTarget} from '../core/target.js';
import {viewOf} from '../core/view.js';
import type {RegionHost} from './region-host.js';
import type {NativeTargets} from './native-targets.js';
import {rootsOf} from './scope.js';

export interface TargetsOptions {
  context: {readonly host: RegionHost; report(error: unknown): void};
  onAdded: (target: PredictiveTarget) => void;
  onRemoved: (target: PredictiveTarget) => void;
  /** Something inside the region changed that may have moved or renamed targets. */
  onMutated: () => void;
  /** The targets have been matched again after such changes: some may be disabled now. */
  onMatched: () => void;
  /** The kit or the page wrote a mark of the kit on a target. */
  onMarked: () => void;
}

/** Attributes that the kit itself writes on targets. */
const ownMarks = [
  'predicted',
  'data-predicted',
  'style',
  'data-hint',
  'data-preload-state',
  'aria-description',
];

/** What is being edited: marks would be saved with it, also those on islands in it that are not editable. */
const edited = '[contenteditable=""], [contenteditable="true" i], [contenteditable="plaintext-only" i]';

/** Shortest time between two matches, ms: pages that change all the time would match thousands of links each time. */
const matchIntervalMs = 100;

/** The observed changes of a region's content. */
const observed = {subtree: true, childList: true, characterData: true, attributes: true} as const;

/**
 * The targets of one region: buttons that have announced themselves, and native elements matched by a selector.
 * Targets inside a nested region belong to that region.
 */
export class Targets {
  readonly #options: TargetsOptions;
  readonly #byElement = new Map<EventTarget, PredictiveTarget>();
  /** Buttons that have announced themselves, also those that are never targets where they are. */
  readonly #joined = new Set<PredictiveTarget>();
  #selector = '';
  /** Loaded on demand, because most regions have only the kit's buttons. */
  readonly #natives: Lazy<NativeTargets>;
  #selecting: Promise<unknown> | undefined;
  #observer: MutationObserver | undefined;
  #matchedAt = -Infinity;
  /** Whether the page was edited at the latest match. */
  #isEdited = false;
  /** The window of the region, since it has been connected. */
  #view = window;
  #timer: number | undefined;
  /** Each target's own key, and the unique key made from it. */
  #keys: Map<PredictiveTarget, {own: string; unique: string}> | undefined;

  constructor(options: TargetsOptions) {
    const {context} = options;
    const {host} = context;
    this.#options = options;
    const onError = (error: PredictiveError): void => context.report(error);
    this.#natives = new Lazy(
      async () => {
        const {NativeTargets} = await import('./native-targets.js');
        return new NativeTargets({
          host,
          isExcluded: (element) =>
            this.#joined.has(this.#byElement.get(element)!) || this.#isExcluded(element),
          onAdded: (target) => this.#add(target),
          onRemoved: (target) => this.#remove(target),
          onError,
        });
      },
      {onError},
    );
  }

  values(): Iterable<PredictiveTarget> {
    return this.#byElement.values();
  }

  /** The targets that do not say they are disabled. */
  enabled(): PredictiveTarget[] {
    return [...this.values()].filter(({targetDisabled}) => !targetDisabled);
  }

  /** Follows the region's content until the signal aborts; then removes all targets. */
  connect(signal: AbortSignal): void {
    const {onMutated, onMarked, context} = this.#options;
    this.#view = viewOf(context.host);
    this.#observer = new MutationObserver((records) => {
      if (records.some(({attributeName}) => attributeName === null || !ownMarks.includes(attributeName))) {
        this.renamed();
        onMutated();
        this.#matchSoon();
      } else if (records.some(({attributeName}) => attributeName?.includes('predicted'))) onMarked();
    });
    this.#observe();
    signal.addEventListener('abort', () => {
      this.#view.clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#observer?.disconnect();
      this.#observer = undefined;
      this.#natives.current?.match('');
      for (const target of [...this.values()]) this.#remove(target);
      this.#joined.clear();
    });
    this.#match();
  }

  /** Sets the selector of native targets, empty for none, and follows what the region covers and ignores now. */
  select(selector: string): void {
    this.#selector = selector;
    this.#observe();
    this.#match();
  }

  #observe(): void {
    this.#observer?.disconnect();
    const roots = rootsOf(this.#options.context.host);
    // Around them, only whether all is edited now.
    for (const node of roots.flatMap(pathFrom))
      this.#observer?.observe(node, {attributeFilter: ['contenteditable']});
    for (const root of roots) this.#observer?.observe(root, observed);
  }

  #matchSoon(): void {
    const match = (): void => {
      this.#view.clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#match();
      this.#options.onMatched();
    };
    const waitMs = this.#matchedAt + matchIntervalMs - performance.now();
    // An element that is no longer there is dropped at once.
    if (waitMs <= 0 || [...this.values()].some(({element}) => !element.isConnected)) match();
    else this.#timer ??= this.#view.setTimeout(match, waitMs);
  }

  #match(): void {
    this.#matchedAt = performance.now();
    this.#isEdited = this.#isPageEdited;
    for (const target of this.#joined) {
      const isTarget = this.#byElement.get(target.element) === target;
      if (this.#isExcluded(target.element)) this.#remove(target);
      else if (!isTarget) this.#add(target);
    }
    if (this.#observer === undefined || (this.#selector === '' && this.#natives.current === undefined))
      return;
    this.#natives.use((natives) => {
      if (this.#observer === undefined) return;
      try {
        natives.match(this.#selector);
      } catch (error) {
        // The selector is invalid; without this, every mutation would report it again.
        this.#selector = '';
        this.#options.context.report(error);
      }
    });
    // `use()` has already reported this failure.
    if (this.#natives.current === undefined) this.#selecting = this.#natives.request().catch(() => undefined);
  }

  /** The target of an event, found by its composed path. */
  find(path: readonly EventTarget[]): PredictiveTarget | undefined {
    // No observer sees that the page is edited as a whole, or no longer.
    if (this.#isEdited !== this.#isPageEdited) this.#match();
    for (const node of path) {
      const target = this.#byElement.get(node);
      if (target !== undefined && target.isPressedAt?.(path) !== false) return target;
      if (node === this.#options.context.host) break;
    }
    return undefined;
  }

  /** The targets whose elements a path leads through from something inside them that takes presses for itself. */
  passedOver(path: readonly EventTarget[]): PredictiveTarget[] {
    const found: PredictiveTarget[] = [];
    for (const node of path) {
      const target = this.#byElement.get(node);
      if (target?.isPressedAt?.(path) === false) found.push(target);
      if (node === this.#options.context.host) break;
    }
    return found;
  }

  /** The target's identity as a class, unique in the region: the second "Save" to join is "Save (2)". */
  keyOf(target: PredictiveTarget): string {
    const own = keyOf(target);
    // A rename in a shadow root causes no observed mutation.
    if (this.#keys?.get(target)?.own !== own) this.#keys = this.#uniqueKeys();
    return this.#keys?.get(target)?.unique ?? own;
  }

  /** The keys in document order, once native targets have been added. */
  async keys(): Promise<string[]> {
    await this.#selecting;
    return [...this.values()]
      .sort((a, b) =>
        a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
      )
      .map((target) => this.keyOf(target));
  }

  /** Handles a key that may have changed. */
  renamed(): void {
    this.#keys = undefined;
  }

  #uniqueKeys(): Map<PredictiveTarget, {own: string; unique: string}> {
    // As the name of a property, `__proto__` would be lost.
    const taken = new Set(['__proto__']);
    const counts = new Map<string, number>();
    const keys = new Map<PredictiveTarget, {own: string; unique: string}>();
    for (const target of this.values()) {
      const own = keyOf(target);
      let unique = own;
      let count = counts.get(own) ?? 1;
      while (taken.has(unique)) {
        const suffix = ` (${++count})`;
        unique = own.slice(0, maxKeyLength - suffix.length) + suffix;
      }
      counts.set(own, count);
      taken.add(unique);
      keys.set(target, {own, unique});
    }
    return keys;
  }

  /** Adds a target that has announced itself. */
  join(target: PredictiveTarget): void {
    this.#joined.add(target);
    if (!this.#isExcluded(target.element)) this.#add(target);
  }

  /** Removes a target that has left. */
  leave(target: PredictiveTarget): void {
    this.#joined.delete(target);
    this.#remove(target);
  }

  get #isPageEdited(): boolean {
    return this.#options.context.host.ownerDocument.designMode === 'on';
  }

  /** Whether the element is never a target: the region ignores it, or it is part of what is being edited. */
  #isExcluded(element: Element): boolean {
    const {ignore} = this.#options.context.host;
    return (
      this.#isPageEdited || closest(element, ignore === '' ? edited : `${edited}, ${ignore}`) !== undefined
    );
  }

  #add(target: PredictiveTarget): void {
    openRootsOf(target.element);
    // A link that the selector matched, and that its navigation offers.
    const before = this.#byElement.get(target.element);
    if (before !== undefined) this.#remove(before);
    this.#byElement.set(target.element, target);
    this.renamed();
    this.#options.onAdded(target);
  }

  #remove(target: PredictiveTarget): void {
    if (this.#byElement.get(target.element) !== target) return;
    this.#byElement.delete(target.element);
    this.renamed();
    this.#options.onRemoved(target);
  }
}
