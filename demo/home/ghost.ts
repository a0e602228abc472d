import {svgElement} from '../../src/inspector/element.js';
import type {Approach} from './approach.js';

/** Unlike any real pointer's id, so that the kit starts a new movement. */
const pointerId = 77_001;

/** Points of the dotted trail behind the arrow, and the way between two of them, CSS px. */
const trailLength = 60;
const trailStepPx = 9;

/**
 * A pointer that nobody holds: an arrow over `stage`, and the events that a mouse would send in its place. They come
 * from a script, so the kit predicts from them as from any others, and learns nothing.
 */
export class Ghost {
  readonly #stage: HTMLElement;
  readonly #trail = svgElement('g', {class: 'trail'});
  readonly #arrow = svgElement('path', {class: 'arrow', d: 'M0 0v19l5-4.500 3.200 7 3-1.300-3.200-7h6.600z'});
  readonly #drawing = svgElement('svg', {class: 'ghost', 'aria-hidden': 'true'}, this.#trail, this.#arrow);
  #sent = '';
  /** Where the trail ends. */
  #marked: {x: number; y: number} | undefined;

  constructor(stage: HTMLElement) {
    this.#stage = stage;
    stage.append(this.#drawing);
    this.hide();
  }

  /** Shows the arrow where an approach starts. */
  appear({points}: Approach): void {
    this.#trail.replaceChildren();
    this.#marked = undefined;
    this.#move(points[0]!);
    this.#drawing.style.opacity = '1';
  }

  /** Follows an approach, relative to the stage, in real time until its press; rejects with the signal's reason. */
  async play({points, pressAt}: Approach, signal: AbortSignal): Promise<void> {
    const begun = await nextFrame(signal);
    for (let elapsed = 0, next = 0; elapsed < pressAt;) {
      elapsed = (await nextFrame(signal)) - begun;
      while (next + 1 < points.length && points[next + 1]![2] <= elapsed) next++;
      this.#move(points[next]!);
    }
  }

  /** Fades, and the page's regions no longer know where the pointer is. */
  hide(): void {
    this.#drawing.style.opacity = '0';
    document.documentElement.dispatchEvent(
      new PointerEvent('pointerleave', {pointerId, pointerType: 'mouse'}),
    );
  }

  #move([x, y]: Approach['points'][number]): void {
    this.#arrow.setAttribute('transform', `translate(${x} ${y})`);
    this.#mark(x, y);
    const {left, top} = this.#stage.getBoundingClientRect();
    const [clientX, clientY] = [Math.round(left + x), Math.round(top + y)];
    // A resting mouse sends nothing.
    if (this.#sent === `${clientX} ${clientY}`) return;
    this.#sent = `${clientX} ${clientY}`;
    dispatchEvent(
      new PointerEvent('pointermove', {pointerId, pointerType: 'mouse', isPrimary: true, clientX, clientY}),
    );
  }

  /** Adds dots at equal distances up to a place. */
  #mark(x: number, y: number): void {
    let from = this.#marked ?? {x, y};
    for (let left = Math.hypot(x - from.x, y - from.y); left >= trailStepPx; left -= trailStepPx) {
      const share = trailStepPx / left;
      from = {x: from.x + share * (x - from.x), y: from.y + share * (y - from.y)};
      this.#trail.append(svgElement('circle', {cx: from.x, cy: from.y, r: 1.5}));
      if (this.#trail.childElementCount > trailLength) this.#trail.firstElementChild!.remove();
    }
    this.#marked = from;
  }
}

/** Resolves to the time of the next frame; rejects with the signal's reason. */
function nextFrame(signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const frame = requestAnimationFrame((time) => {
      signal.removeEventListener('abort', onAbort);
      resolve(time);
    });
    const onAbort = (): void => {
      cancelAnimationFrame(frame);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, {once: true});
  });
}
