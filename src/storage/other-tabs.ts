import {asGenerations, type Generations} from './deletions.js';
import {recordKinds, type RecordKind} from './records.js';

export interface OtherTabsOptions {
  /** Only tabs of the same topic hear each other. */
  topic: string;
  /** Another tab has deleted records. */
  onDeleted: (generations: Generations) => void;
  /** Another tab has stored a model or habits. Postponed while nobody sees this page. */
  onStored: (kind: RecordKind) => void;
  /** The page may have missed deletions. */
  onReturn: () => void;
}

/** Start of the keys of deletions in `localStorage`. */
export const deletionsPrefix = 'predictive-buttons:deletions:';

type Message = {deleted: Generations} | {stored: RecordKind};

/**
 * Tells the other tabs of a learner at once what has changed in storage. It saves time only: storage itself has every
 * deletion, and a page reads it before it writes, and when it is seen again.
 */
export class OtherTabs {
  readonly #options: OtherTabsOptions;
  #channel: BroadcastChannel | undefined;
  #wasUnattended = false;
  #isClosed = false;
  /** Kinds that other tabs have stored, or may have, while this page was not seen. */
  #missed = new Set<RecordKind>();

  constructor(options: OtherTabsOptions) {
    this.#options = options;
    this.#connect();
  }

  /** Looks for what it may have missed whenever the page is seen again, until the signal aborts. */
  attend(signal: AbortSignal): void {
    document.addEventListener('visibilitychange', () => this.#onVisibility(), {signal});
    // Another process may see what a tab has just written to `localStorage` only now.
    addEventListener('storage', ({key}) => key?.startsWith(deletionsPrefix) && this.#options.onReturn(), {
      signal,
    });
    // An open channel may keep a page out of the back-forward cache.
    addEventListener('pagehide', () => this.#disconnect(), {signal});
    addEventListener('pageshow', ({persisted}) => persisted && this.#onPageBack(), {signal});
    // A page that is frozen while it reads would keep the other tabs from writing.
    document.addEventListener('freeze', () => this.#disconnect(), {signal});
    document.addEventListener('resume', () => this.#onPageBack(), {signal});
    signal.addEventListener('abort', () => (this.#wasUnattended = true), {once: true});
    if (!this.#wasUnattended) return;
    this.#wasUnattended = false;
    this.#onPageBack();
  }

  tell(message: Message): void {
    this.#channel?.postMessage(message);
  }

  close(): void {
    this.#isClosed = true;
    this.#disconnect();
  }

  #connect(): void {
    if (this.#isClosed || this.#channel !== undefined || !('BroadcastChannel' in globalThis)) return;
    this.#channel = new BroadcastChannel(`predictive-buttons:${this.#options.topic}`);
    this.#channel.onmessage = ({data}: MessageEvent<unknown>) => this.#hear(data);
  }

  #disconnect(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  /** Any script of the origin may send messages, so they are checked. */
  #hear(data: unknown): void {
    const {deleted, stored} = (typeof data === 'object' && data !== null ? data : {}) as Record<
      string,
      unknown
    >;
    if (deleted !== undefined) this.#options.onDeleted(asGenerations(deleted));
    const kind = recordKinds.find((each) => each === stored);
    if (kind === undefined) return;
    if (document.hidden) this.#missed.add(kind);
    else this.#options.onStored(kind);
  }

  #onVisibility(): void {
    if (document.hidden) {
      if (this.#channel === undefined) this.#missAll();
    } else this.#return();
  }

  #onPageBack(): void {
    this.#connect();
    this.#missAll();
    if (!document.hidden) this.#return();
  }

  #missAll(): void {
    this.#missed = new Set<RecordKind>(['model', 'habits']);
  }

  #return(): void {
    this.#options.onReturn();
    const missed = this.#missed;
    this.#missed = new Set();
    for (const kind of missed) this.#options.onStored(kind);
  }
}
