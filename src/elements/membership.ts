import type {PredictiveTarget} from '../core/target.js';
import {regionReadyEvent, TargetConnectEvent, type TargetOwner} from '../core/target-connect-event.js';

/** A target’s place in a region, while its element is on the page. */
export class Membership {
  readonly #target: PredictiveTarget;
  #region: TargetOwner | undefined;
  #connection: AbortController | undefined;

  constructor(target: PredictiveTarget) {
    this.#target = target;
  }

  /** The region that has the target. */
  get region(): TargetOwner | undefined {
    return this.#region;
  }

  /** Whether the target is offered to regions. */
  get isConnected(): boolean {
    return this.#connection !== undefined;
  }

  /** Offers the target to regions, until the signal that it returns aborts. */
  connect(): AbortSignal {
    this.#connection = new AbortController();
    const {signal} = this.#connection;
    this.#join();
    // One beside it may come later, or give it up; one around it stays.
    if (!(this.#region instanceof Node))
      this.#target.element.ownerDocument.addEventListener(regionReadyEvent, () => this.#join(), {signal});
    return signal;
  }

  disconnect(): void {
    const connection = this.#connection;
    // Cleared first: clearing the prediction writes attributes, and if the element was only moved, that connects it
    // before the abort returns.
    this.#connection = this.#region = undefined;
    connection?.abort();
  }

  /** Offers the target to the regions above, and then to those beside it; the nearest accepts it. */
  #join(): void {
    if (this.#region?.isConnected === true || this.#connection === undefined) return;
    const event = new TargetConnectEvent({
      predictiveTarget: this.#target,
      signal: this.#connection.signal,
    });
    this.#target.element.dispatchEvent(event);
    this.#region = event.region;
  }
}
