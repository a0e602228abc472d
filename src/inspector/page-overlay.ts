import {mediaQuery} from '../core/media-query.js';
import {coalescedEvents} from '../core/coalesced-events.js';
import type {Observation} from '../core/observation.js';
import {Trajectory} from '../prediction/trajectory.js';
import {ranked} from './decision-reason.js';
import {PageDrawing, type PageScene, type TargetMark} from './page-drawing.js';
import {readPalette} from './palette.js';
import {shapeOf} from './target-shape.js';

/** Targets marked: more would hide the page, and the panel lists the others. */
const marksShown = 3;

/** Probability below which no target is marked. */
const leastMarked = 0.02;

export interface PageOverlayOptions {
  canvas: HTMLCanvasElement;
  /** Root with the styles that define the colours. */
  root: ShadowRoot;
  /** Aborting ends the overlay and removes all its listeners. */
  signal: AbortSignal;
  /** The panel's box on the screen. */
  panelBox: () => DOMRectReadOnly;
}

/** Follows the pointer and draws over the page, at most once a frame, and only when something has changed. */
export class PageOverlay {
  /** Whether it draws. */
  isOn = true;
  /** The movement being replayed. */
  replayed: PageScene['replayed'];
  readonly #trail = new Trajectory();
  readonly #drawing: PageDrawing;
  readonly #root: ShadowRoot;
  readonly #panelBox: () => DOMRectReadOnly;
  #observation: Observation | undefined;
  /** `undefined` until they are measured, in the frame that draws them. */
  #marks: readonly TargetMark[] | undefined;
  #frame: number | undefined;

  constructor({canvas, root, signal, panelBox}: PageOverlayOptions) {
    this.#root = root;
    this.#panelBox = panelBox;
    this.#drawing = new PageDrawing(canvas, readPalette(root));
    this.#drawing.fit();
    const options = {capture: true, passive: true, signal};
    addEventListener('pointermove', (event) => this.#onMove(event), options);
    addEventListener('pointerdown', () => this.#trail.reset(), options);
    addEventListener('resize', () => this.#onResize(), options);
    // The boxes have moved; the region measures them again.
    addEventListener('scroll', () => this.#forget(), options);
    for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
      mediaQuery(query)?.addEventListener('change', () => this.#onColours(), {signal});
    signal.addEventListener('abort', () => {
      if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    });
  }

  observed(observation: Observation): void {
    this.#observation = observation;
    this.#marks = undefined;
    // After a press the region starts a new movement, and so does the trail.
    if (observation.pointer === null) this.#trail.reset();
    this.redraw();
  }

  /** Draws in the next frame. */
  redraw(): void {
    this.#frame ??= requestAnimationFrame((now) => {
      this.#frame = undefined;
      if (!this.isOn) this.#drawing.clear();
      else {
        this.#drawing.draw({
          trail: this.#trail,
          now,
          marks: (this.#marks ??= marksOf(this.#observation)),
          panel: this.#panelBox(),
          replayed: this.replayed,
        });
      }
    });
  }

  #onMove(event: PointerEvent): void {
    if (event.pointerType === 'touch') return;
    for (const {clientX, clientY, timeStamp} of coalescedEvents(event))
      this.#trail.push(clientX, clientY, timeStamp);
    if (this.isOn) this.redraw();
  }

  #onResize(): void {
    this.#drawing.fit();
    this.#forget();
  }

  #onColours(): void {
    this.#drawing.palette = readPalette(this.#root);
    this.redraw();
  }

  #forget(): void {
    this.#observation = this.#marks = undefined;
    this.redraw();
  }
}

function marksOf(observation: Observation | undefined): TargetMark[] {
  if (observation === undefined) return [];
  return ranked(observation.targets)
    .slice(0, marksShown)
    .filter(({probability, element}) => probability >= leastMarked && element.isConnected)
    .map((target) => ({
      shape: shapeOf(target),
      probability: target.probability,
      isPredicted: target.element === observation.predicted,
    }));
}
