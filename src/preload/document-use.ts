import type {WasteReason} from '../core/preload.js';
import {onCopiesLost} from './copies-lost.js';
import {onFollowed, type Followed} from './followed.js';
import {warnOfRouter} from './router-warning.js';

/** Presses that a router handled after which no document is fetched: one may be an exception. */
const mostUnfollowed = 2;

/** Whether a region's preloaded documents are of use. Loaded with the first of them. */
export class DocumentUse {
  /** Presses that led to no document, or to none yet: the next links are approached already. */
  #unfollowed = 0;

  /** Calls `onLost` when the browser has lost its copies, until the signal aborts. */
  constructor(onLost: () => void, signal: AbortSignal) {
    onCopiesLost(onLost, signal);
  }

  /** Whether a router handles the clicks, so that no document should be fetched. */
  get isVain(): boolean {
    return this.#unfollowed >= mostUnfollowed;
  }

  /** Calls back once it is known whether a click leads to the preloaded document, or why not. */
  press(followed: Followed, use: (reason?: WasteReason) => void): void {
    this.#unfollowed++;
    onFollowed(followed, (reason) => {
      if (reason !== 'router') this.#unfollowed--;
      else if (this.isVain) warnOfRouter();
      use(reason);
    });
  }
}
