import type {PredictiveError} from '../core/errors.js';
import {PredictiveErrorEvent} from '../core/events.js';
import {Lazy} from '../core/lazy.js';
import type {Observation} from '../core/observation.js';
import {
  regionReadyEvent,
  TargetConnectEvent,
  type JoinedTarget,
  type TargetOwner,
} from '../core/target-connect-event.js';
import {whenIdleAfterLoad} from '../core/when-idle.js';
import type {Scorecard} from '../scorecard/scorecard.js';
import {EarlyInput} from './early-input.js';
import type {RegionHost} from './region-host.js';
import type {Session} from './session.js';

export interface Observer {
  callback: (observation: Observation) => void;
  /** Ends the observation. */
  signal: AbortSignal;
}

/**
 * The state of a region that exists at once and outlives its sessions: the joined targets, the early input, and
 * the loading of a session when the page is idle or the user acts.
 */
export class Standby {
  readonly #host: RegionHost & TargetOwner;
  readonly session: Lazy<Session>;
  /** Scores of the region's predictions since the page loaded; created by its first session. */
  score: Lazy<Scorecard> | undefined;
  /** Press orders that the page has declared to be good. */
  seededOrders: readonly (readonly string[])[] = [];
  early = new EarlyInput();
  readonly #joined = new Set<JoinedTarget>();
  readonly #observers = new Set<Observer>();
  /** The window of the region since it was last in a page. */
  #view: Window | undefined;
  /** Set while the region is in the page, and while it waits for a session. */
  #connection: AbortController | undefined;
  #waiting: AbortController | undefined;
  /** Counts how often the region has left the page for good. */
  #departures = 0;

  constructor(host: RegionHost & TargetOwner) {
    this.#host = host;
    this.session = new Lazy(() => this.#load(), {onError: (error) => this.report(error)});
  }

  /** Handles the region's insertion into a page. */
  connect(view: Window): void {
    const host = this.#host;
    // In another window, points have other places.
    if (this.#view && this.#view !== view) this.early.take();
    this.#view = view;
    this.#connection = new AbortController();
    const {signal} = this.#connection;
    host.addEventListener(TargetConnectEvent.type, (event) => this.#onJoin(event as TargetConnectEvent), {
      signal,
    });
    view.document.dispatchEvent(new Event(regionReadyEvent));
    const {current: session} = this.session;
    if (session === undefined) this.#wait();
    else this.#begin(session);
  }

  /** Handles the region's removal from the page. A region that is only moved keeps its state. */
  disconnect(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#waiting?.abort();
    connection?.abort();
    this.session.current?.stop();
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#departures++;
      this.session.current?.close();
      this.session.drop();
    });
  }

  /** Applies changed attributes: the region stops or starts watching. */
  update(): void {
    const {current: session} = this.session;
    if (this.#host.disabled) {
      this.#waiting?.abort();
      session?.stop();
    } else if (this.#connection !== undefined) {
      if (session === undefined) this.#wait();
      else session.start();
    }
  }

  /** Calls back at each prediction of any session, until the observer's signal aborts. */
  observe(observer: Observer): void {
    this.#observers.add(observer);
    observer.signal.addEventListener('abort', () => this.#observers.delete(observer));
    this.session.current?.observe(observer);
  }

  /** Fires one `predictive-error` on the region. */
  report(error: PredictiveError): void {
    this.#host.dispatchEvent(new PredictiveErrorEvent({error}));
  }

  /** Loads a session when the page is idle or the user acts; until then, keeps the input. */
  #wait(): void {
    if (this.#host.disabled || this.#waiting?.signal.aborted === false) return;
    this.#waiting = new AbortController();
    const {signal} = this.#waiting;
    const load = (): void => this.session.use(() => {});
    this.early.watch(this.#view!, {onInput: load, signal});
    whenIdleAfterLoad(this.#view!, load, signal);
  }

  async #load(): Promise<Session> {
    const departures = this.#departures;
    const {Session} = await import('./session.js');
    if (departures !== this.#departures) throw new DOMException('Region removed.', 'AbortError');
    const session = new Session(this.#host, this);
    this.#begin(session);
    for (const observer of this.#observers) session.observe(observer);
    return session;
  }

  /** Hands the targets and the early input to the session. */
  #begin(session: Session): void {
    this.#waiting?.abort();
    if (this.#connection === undefined) return;
    session.connect(this.#joined, this.#connection.signal);
    if (!this.#host.disabled) session.start(this.early.take());
  }

  #onJoin(event: TargetConnectEvent): void {
    event.stopPropagation();
    event.region = this.#host;
    const joined = {target: event.predictiveTarget, signal: event.signal};
    this.#joined.add(joined);
    joined.signal.addEventListener('abort', () => this.#joined.delete(joined));
    this.session.current?.join(joined);
  }
}
