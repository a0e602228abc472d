import type {PredictiveTarget} from '../pointer/target.js';
import {adoptNativeLook, NativeTarget} from './native-target.js';
import {regionReadyEvent, TargetConnectEvent, type TargetOwner} from './target-connect-event.js';

export interface TargetRegistryOptions {
  region: HTMLElement & TargetOwner;
  onAdded: (target: PredictiveTarget) => void;
  onRemoved: (target: PredictiveTarget) => void;
  /** Something inside the region changed that may have moved or renamed targets. */
  onMutated: () => void;
  /** A mark of the kit on a target was written, by the kit or by someone else. */
  onMarked: () => void;
}

/** Attributes that the kit itself writes on targets. */
const ownMarks = new Set<string | null>(['predicted', 'data-predicted', 'style']);

/**
 * The targets of one region: buttons that announce themselves by a connect event, and native elements
 * matched by a selector. Whatever is inside a nested region is that region's.
 */
export class TargetRegistry {
  readonly #options: TargetRegistryOptions;
  readonly #byElement = new Map<EventTarget, PredictiveTarget>();
  #selector = '';
  #natives = new Set<Element>();
  #signal: AbortSignal | undefined;
  #keys: Map<PredictiveTarget, string> | undefined;

  constructor(options: TargetRegistryOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#byElement.size;
  }

  values(): Iterable<PredictiveTarget> {
    return this.#byElement.values();
  }

  /** Starts taking targets in, until the signal aborts. */
  connect(signal: AbortSignal): void {
    const {region, onMutated, onMarked} = this.#options;
    this.#signal = signal;
    region.addEventListener(TargetConnectEvent.type, (event) => this.#onConnect(event as TargetConnectEvent), {signal});
    const observer = new MutationObserver((records) => {
      if (records.every(({attributeName}) => ownMarks.has(attributeName))) {
        if (records.some(({attributeName}) => attributeName !== 'style')) onMarked();
        return;
      }
      this.#keys = undefined;
      this.#matchNatives();
      onMutated();
    });
    observer.observe(region, {subtree: true, childList: true, characterData: true, attributes: true});
    signal.addEventListener('abort', () => {
      observer.disconnect();
      for (const element of [...this.#byElement.keys()]) this.#remove(element);
      this.#natives.clear();
    });
    region.ownerDocument.dispatchEvent(new Event(regionReadyEvent));
    this.#matchNatives();
  }

  /** Sets the selector of native targets; empty for none. */
  select(selector: string): void {
    this.#selector = selector;
    this.#matchNatives();
  }

  /** The target that an event went to, by its composed path. */
  find(path: readonly EventTarget[]): PredictiveTarget | undefined {
    for (const node of path) {
      const target = this.#byElement.get(node);
      if (target !== undefined) return target;
      if (node === this.#options.region) break;
    }
    return undefined;
  }

  /** The keys in document order. */
  keys(): string[] {
    this.#keys ??= this.#uniqueKeys();
    return [...this.#keys.values()];
  }

  /** The target's identity as a class, unique in the region: a second "Save" is "Save (2)". */
  keyOf(target: PredictiveTarget): string {
    this.#keys ??= this.#uniqueKeys();
    return this.#keys.get(target) ?? target.targetKey;
  }

  /** A key may have changed. */
  renamed(): void {
    this.#keys = undefined;
  }

  #uniqueKeys(): Map<PredictiveTarget, string> {
    const counts = new Map<string, number>();
    const keys = new Map<PredictiveTarget, string>();
    const inOrder = [...this.#byElement.values()].sort((a, b) =>
      a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1,
    );
    for (const target of inOrder) {
      const count = (counts.get(target.targetKey) ?? 0) + 1;
      counts.set(target.targetKey, count);
      keys.set(target, count === 1 ? target.targetKey : `${target.targetKey} (${count})`);
    }
    return keys;
  }

  #onConnect(event: TargetConnectEvent): void {
    if (event.region !== undefined) return;
    event.stopPropagation();
    event.region = this.#options.region;
    const {predictiveTarget: target, signal} = event;
    this.#add(target);
    signal.addEventListener('abort', () => this.#byElement.get(target.element) === target && this.#remove(target.element), {
      once: true,
      ...(this.#signal && {signal: this.#signal}),
    });
  }

  #matchNatives(): void {
    const {region} = this.#options;
    if (this.#signal === undefined || this.#signal.aborted) return;
    if (this.#selector === '' && this.#natives.size === 0) return;
    const matched = new Set<Element>(this.#selector === '' ? [] : region.querySelectorAll(this.#selector));
    for (const element of matched)
      if (!(element instanceof HTMLElement) || element.parentElement?.closest(region.localName) !== region)
        matched.delete(element);
    for (const element of this.#natives) if (!matched.has(element)) this.#remove(element);
    for (const element of matched) {
      if (this.#byElement.has(element)) continue;
      adoptNativeLook(element.getRootNode());
      this.#add(new NativeTarget(element as HTMLElement));
      this.#natives.add(element);
    }
  }

  #add(target: PredictiveTarget): void {
    this.#byElement.set(target.element, target);
    this.#keys = undefined;
    this.#options.onAdded(target);
  }

  #remove(element: EventTarget): void {
    const target = this.#byElement.get(element);
    if (target === undefined) return;
    this.#byElement.delete(element);
    this.#natives.delete(element as Element);
    this.#keys = undefined;
    this.#options.onRemoved(target);
  }
}
