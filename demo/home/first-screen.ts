import {PredictiveButton, PredictiveRegion} from '../../src/index.js';
import {nameOf} from '../../src/inspector/wording.js';
import {seededRandom} from '../../src/core/random.js';
import {part} from '../part.js';
import {simulateApproach} from './approach.js';
import {Ghost} from './ghost.js';
import {pause} from './pages.js';
import {openBothWays, PreparedPages, type PreparedPage} from './prepared-pages.js';
import {Race} from './race.js';

/** Seed of the simulated hand: every visitor sees the same movements, measured on their own machine. */
const seed = 12;

/** Time between a simulated press and the next approach, ms: enough to read the figures. */
const betweenMs = 3200;

/** Where the simulated hand starts, away from the buttons: shares of the first screen's width, and of its height down to the end of the card. */
const starts = [
  {x: 0.96, y: 0.97},
  {x: 0.06, y: 0.99},
  {x: 0.62, y: 0.98},
];

/** The hand sets out after that time even if the kit could not be loaded, ms. */
const longestWaitMs = 4000;

/** A press, and since when its button was lit. */
interface Press {
  button: HTMLElement;
  /** When the button lit up, ms on the clock of `event.timeStamp`; `undefined` if it had not. */
  litAt: number | undefined;
  by: 'ghost' | 'pointer' | 'touch' | 'keyboard';
}

/**
 * The first screen: a simulated hand heads for the buttons until the visitor moves. Each press, its or the visitor's,
 * opens the page behind the button with what the kit has prepared and without, and shows how early it was known.
 */
export class FirstScreen {
  readonly #region = part('start', PredictiveRegion);
  readonly #buttons = [...this.#region.querySelectorAll('predictive-button')];
  readonly #toggle = part('ghost-toggle', PredictiveButton);
  readonly #ghost = new Ghost(part('first', HTMLElement));
  readonly #random = seededRandom(seed);
  readonly #prepared = new PreparedPages(this.#region);
  readonly #race = new Race();
  #lit: {button: HTMLElement; since: number} | undefined;
  #begun: Press | undefined;
  #playing: AbortController | undefined;

  constructor() {
    // What is seen: a light stays under a hand that rests, though no press is predicted any more.
    const lights = new MutationObserver(() => {
      const button = this.#buttons.find(({predicted}) => predicted);
      if (button !== this.#lit?.button) this.#lit = button && {button, since: performance.now()};
    });
    for (const button of this.#buttons) lights.observe(button, {attributeFilter: ['predicted']});
    // A click ends the light.
    this.#region.addEventListener('pointerdown', (event) => this.#onDown(event), {capture: true});
    this.#region.addEventListener('click', (event) => this.#onClick(event));
    this.#toggle.addEventListener('click', () => {
      if (this.#playing === undefined) this.#play();
      else this.#stop();
    });
    const stop = (event: Event): void => {
      // A finger that scrolls the page has not come to the buttons.
      if (event.isTrusted && !('pointerType' in event && event.pointerType === 'touch')) this.#stop();
    };
    addEventListener('pointermove', stop, {passive: true});
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches) this.#play();
  }

  #play(): void {
    this.#playing = new AbortController();
    this.#toggle.textContent = 'Pause';
    this.#approachAgain(this.#playing.signal).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) throw error;
    });
  }

  #stop(): void {
    if (this.#playing === undefined) return;
    this.#playing.abort();
    this.#playing = undefined;
    this.#ghost.hide();
    this.#toggle.textContent = 'Play again';
  }

  async #approachAgain(signal: AbortSignal): Promise<void> {
    const stage = part('first', HTMLElement);
    await this.#region.updateComplete;
    const awake = Promise.race([firstObservation(this.#region), pause(longestWaitMs, signal)]);
    for (let count = 0; ; count++) {
      await isVisible(stage, signal);
      const button = this.#buttons[Math.floor(this.#random() * this.#buttons.length)]!;
      const start = starts[count % starts.length]!;
      const {left, top, width} = stage.getBoundingClientRect();
      // On a narrow screen there are other buttons below the card.
      const height = stage.querySelector('.stage')!.getBoundingClientRect().bottom - top;
      const {x, y, width: w, height: h} = button.getBoundingClientRect();
      const approach = simulateApproach({
        from: {x: width * start.x, y: height * start.y},
        box: new DOMRect(x - left, y - top, w, h),
        random: this.#random,
      });
      this.#ghost.appear(approach);
      await awake;
      await this.#ghost.play(approach, signal);
      this.#begun = {button, litAt: this.#litAt(button), by: 'ghost'};
      button.click();
      await pause(betweenMs, signal);
      this.#ghost.hide();
      await pause(400, signal);
    }
  }

  #onDown({target, pointerType}: PointerEvent): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('predictive-button') : null;
    if (button === null) return;
    this.#stop();
    const by = pointerType === 'touch' ? 'touch' : 'pointer';
    this.#begun = {button, litAt: this.#litAt(button), by};
  }

  #onClick({target, timeStamp}: Event): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('predictive-button') : null;
    if (button === null) return;
    const begun = this.#begun;
    this.#begun = undefined;
    const press: Press = begun?.button === button ? begun : {button, litAt: undefined, by: 'keyboard'};
    if (press.by !== 'ghost') this.#stop();
    const prepared = this.#prepared.take(button);
    this.#showLead(press, {prepared, now: timeStamp});
    void this.#run(press, prepared);
  }

  async #run(press: Press, prepared: PreparedPage | undefined): Promise<void> {
    const line = part('race-line', HTMLElement);
    const who = press.by === 'ghost' ? 'the simulated hand' : 'you';
    line.textContent = `${nameOf(press.button)}, opened by ${who}. Both clocks run from the press.`;
    try {
      const times = await this.#race.run(openBothWays(press.button, prepared));
      if (times === undefined) return;
      const gained = Math.max(0, times.without - times.withKit);
      line.textContent = `${nameOf(press.button)}, opened by ${who}: ${seconds(gained)} less to wait.`;
    } catch {
      line.textContent = `${nameOf(press.button)} did not come: the server does not answer.`;
    }
  }

  #litAt(button: HTMLElement): number | undefined {
    return this.#lit?.button === button ? this.#lit.since : undefined;
  }

  /** Shows how long before the press the button was known and its page on its way. */
  #showLead(
    {button, litAt, by}: Press,
    {prepared, now}: {prepared: PreparedPage | undefined; now: number},
  ): void {
    const line = part('lead-text', HTMLElement);
    // Only what visitors do themselves is announced.
    line.setAttribute('aria-live', by === 'ghost' ? 'off' : 'polite');
    const name = nameOf(button);
    if (prepared === undefined) {
      part('lead', HTMLElement).textContent = '0\u00a0s';
      line.textContent = `ahead: ${name} was not known before this press.`;
      return;
    }
    part('lead', HTMLElement).textContent = seconds(Math.max(0, now - prepared.at));
    line.textContent =
      litAt === undefined
        ? `before the click, the page of ${name} was on its way: ${triggers[by]}.`
        : `before the click, the page of ${name} was on its way. The button lit up ${seconds(now - litAt)} before.`;
  }
}

/** What told the kit of a press that the approach did not. */
const triggers = {
  ghost: 'the button went down',
  pointer: 'the button went down',
  touch: 'your finger stayed on it',
  keyboard: 'the focus was on it',
};

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(ms < 100 ? 2 : 1)}\u00a0s`;
}

/**
 * Resolves when the region predicts for the first time. Its network is loaded with the first movement, and on a busy
 * machine the hand would be there before it.
 */
async function firstObservation(region: PredictiveRegion): Promise<void> {
  let stop = (): void => {};
  await new Promise<void>((resolve) => {
    stop = region.observe(() => resolve());
  });
  stop();
}

/** Resolves when the element is on the screen; rejects with the signal's reason. */
function isVisible(element: Element, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({isIntersecting}) => isIntersecting)) return;
        observer.disconnect();
        resolve();
      },
      {threshold: 0.5},
    );
    observer.observe(element);
    signal.addEventListener('abort', () => {
      observer.disconnect();
      reject(signal.reason as Error);
    });
  });
}
