import {setTimeout as delay} from 'node:timers/promises';
import type {CDPSession} from 'puppeteer-core';
import type {Random} from '../../src/core/random.js';
import {handPath} from '../../test/support/approaches.js';

/** In CSS px of the viewport. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Time from press to release, ms. */
const heldMs = 80;

/** A pointer that moves as a hand moves it, with trusted events in real time. */
export class Hand {
  readonly cdp: CDPSession;
  readonly #random: Random;
  #at: [x: number, y: number] = [640, 500];

  constructor(cdp: CDPSession, random: Random) {
    this.cdp = cdp;
    this.#random = random;
  }

  async moveInto({x, y, width, height}: Box): Promise<void> {
    const random = this.#random;
    const to: [number, number] = [x + width * (0.2 + 0.6 * random()), y + height * (0.25 + 0.5 * random())];
    const sent: Promise<unknown>[] = [];
    let due = Date.now();
    for (const [pointX, pointY, ms = 0] of handPath({from: this.#at, to, random})) {
      due += ms;
      await delay(Math.max(0, due - Date.now()));
      this.#at = [pointX, pointY];
      sent.push(this.#send('mouseMoved', due));
    }
    await Promise.all(sent);
  }

  /** Resolves to the time of the click, ms since the epoch. */
  async press(): Promise<number> {
    const begun = Date.now();
    await this.#send('mousePressed', begun);
    await delay(heldMs);
    const clickedAt = Date.now();
    // Its page may go with it.
    await this.#send('mouseReleased', begun + heldMs).catch(() => {});
    return clickedAt;
  }

  /** `due` is when a hand would do it, ms, so that a busy machine does not bend the movement. */
  #send(type: 'mouseMoved' | 'mousePressed' | 'mouseReleased', due: number): Promise<unknown> {
    const [x, y] = this.#at;
    const button = type === 'mouseMoved' ? {} : ({button: 'left', clickCount: 1} as const);
    return this.cdp.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      timestamp: due / 1000,
      pointerType: 'mouse',
      ...button,
    });
  }
}
