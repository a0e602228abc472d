import {keyOf, type PredictiveTarget} from '../core/target.js';
import type {NativeTargets} from './native-targets.js';
import {regionReadyEvent, TargetConnectEvent, type TargetOwner} from '../core/target-connect-event.js';

export interface TargetRegistryOptions {
  region: HTMLElement & TargetOwner;
  onAdded: (target: PredictiveTarget) => void;
  onRemoved: (target: PredictiveTarget) => void;
  /** Something inside the region changed that may have moved or renamed targets. */
  onMutated: () => void;
  /** A mark of the kit on a target was written, by the kit or by someone else. */
  onMarked: () => void;
  /** The code for native targets could not be loaded. */
  onError: (error: unknown) => void;
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

/**
 * The targets of one region: buttons that announce themselves by a connect event, and native elements
 * matched by a selector. Whatever is inside a nested region is that region's.
 */
export class TargetRegistry {
  readonly #options: TargetRegistryOptions;
  readonly #byElement = new Map<EventTarget, PredictiveTarget>();
  #selector = '';
  #natives: NativeTargets | undefined;
  #selecting: Promise<void> | undefined;
  #signal: AbortSignal | undefined;
  /** What each target calls itself, and that made unique. */
  #keys: Map<PredictiveTarget, {own: string; unique: string}> | undefined;

  constructor(options: TargetRegistryOptions) {
    this.#options = options;
  }

  values(): Iterable<PredictiveTarget> {
    return this.#byElement.values();
  }

  /** Starts taking targets in, until the signal aborts. */
  connect(signal: AbortSignal): void {
    const {region, onMutated, onMarked} = this.#options;
    this.#signal = signal;
    region.addEventListener(
      TargetConnectEvent.type,
      (event) => this.#onConnect(event as TargetConnectEvent),
      {signal},
    );
    const observer = new MutationObserver((records) => {
      if (records.some(({attributeName}) => attributeName === null || !ownMarks.includes(attributeName))) {
        this.renamed();
        this.#natives?.match(this.#selector);
        onMutated();
      } else if (records.some(({attributeName}) => attributeName?.includes('predicted'))) onMarked();
    });
    observer.observe(region, {subtree: true, childList: true, characterData: true, attributes: true});
    signal.addEventListener('abort', () => {
      observer.disconnect();
      this.#natives?.match('');
      for (const target of [...this.values()]) this.#remove(target);
    });
    region.ownerDocument.dispatchEvent(new Event(regionReadyEvent));
    void this.select(this.#selector);
  }

  /** Sets the selector of native targets; empty for none. */
  select(selector: string): Promise<void> {
    this.#selecting = this.#select(selector);
    return this.#selecting;
  }

  async #select(selector: string): Promise<void> {
    this.#selector = selector;
    if (selector === '' && this.#natives === undefined) return;
    try {
      // Loaded when asked for: most regions have buttons of the kit alone.
      const {NativeTargets} = await import('./native-targets.js');
      this.#natives ??= new NativeTargets({
        region: this.#options.region,
        onAdded: (target) => this.#add(target),
        onRemoved: (target) => this.#remove(target),
      });
      if (this.#signal?.aborted === false) this.#natives.match(this.#selector);
    } catch (error) {
      // Or every mutation would meet it again.
      if (this.#selector === selector) this.#selector = '';
      this.#options.onError(error);
    }
  }

  /** The target that an event went to, by its composed path. */
  find(path: readonly EventTarget[]): PredictiveTarget | undefined {
    for (const node of path) {
      const target = this.#byElement.get(node);
      if (target !== undefined || node === this.#options.region) return target;
    }
    return undefined;
  }

  /** The target's identity as a class, unique in the region: the second "Save" to join is "Save (2)". */
  keyOf(target: PredictiveTarget): string {
    const own = keyOf(target);
    // Renamed where no mutation is seen: in a shadow root.
    if (this.#keys?.get(target)?.own !== own) this.#keys = this.#uniqueKeys();
    return this.#keys?.get(target)?.unique ?? own;
  }

  /** The keys in document order, once native targets have been taken in. */
  async keys(): Promise<string[]> {
    await this.#selecting;
    return [...this.values()]
      .sort((a, b) =>
        a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
      )
      .map((target) => this.keyOf(target));
  }

  /** A key may have changed. */
  renamed(): void {
    this.#keys = undefined;
  }

  #uniqueKeys(): Map<PredictiveTarget, {own: string; unique: string}> {
    const taken = new Set<string>();
    const counts = new Map<string, number>();
    const keys = new Map<PredictiveTarget, {own: string; unique: string}>();
    for (const target of this.values()) {
      const own = keyOf(target);
      let unique = own;
      let count = counts.get(own) ?? 1;
      while (taken.has(unique)) unique = `${own} (${++count})`;
      counts.set(own, count);
      taken.add(unique);
      keys.set(target, {own, unique});
    }
    return keys;
  }

  #onConnect(event: TargetConnectEvent): void {
    event.stopPropagation();
    event.region = this.#options.region;
    const {predictiveTarget: target, signal} = event;
    this.#add(target);
    signal.addEventListener('abort', () => this.#remove(target), {once: true});
  }

  #add(target: PredictiveTarget): void {
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
