import type {Sample} from '../core/sample.js';
import {percent} from '../core/percent.js';
import {readMovement} from '../prediction/movement.js';
import type {Trajectory} from '../prediction/trajectory.js';
import {grown, isInside, placeLabels, type Rect} from './label-placement.js';
import type {Palette} from './palette.js';
import {bounds, traceShape, type TargetShape} from './target-shape.js';

/** How far the path is extrapolated, ms: as far as the network's features. */
const aheadMs = 120;

/** Distance of an outline's middle from its target, CSS px: where the kit's own highlight has its ring. */
const outlineGap = 3;

/** Height of a label, and the space on each side of its text, CSS px. */
const labelHeight = 20;
const labelPadding = 7;

/** A target that is marked. */
export interface TargetMark {
  shape: TargetShape;
  probability: number;
  isPredicted: boolean;
}

/** Most canvas pixels per CSS px: more would cost time without visible benefit. */
const highestRatio = 2;

export interface PageScene {
  /** The pointer's recent positions, CSS px of the viewport. */
  trail: Trajectory;
  /** Current time on the trail's clock, ms. */
  now: number;
  /** The likeliest targets, the likeliest first. */
  marks: readonly TargetMark[];
  /** Where the panel is: no label is drawn below it. */
  panel: Rect;
  /** The movement being replayed, offset to the region's current position. */
  replayed: {sample: Sample; origin: {x: number; y: number}} | undefined;
}

/** Draws a region's predictions over the page, on a canvas that ignores the pointer. */
export class PageDrawing {
  readonly canvas: HTMLCanvasElement;
  /** Colours of the drawing. */
  palette: Palette;
  readonly #context: CanvasRenderingContext2D;
  #isBlank = true;

  constructor(canvas: HTMLCanvasElement, palette: Palette) {
    this.canvas = canvas;
    this.palette = palette;
    // Only `null` for a canvas with a context of another kind.
    this.#context = canvas.getContext('2d')!;
  }

  /** Resizes the canvas to the viewport. */
  fit(): void {
    const ratio = Math.min(devicePixelRatio, highestRatio);
    this.canvas.width = Math.round(innerWidth * ratio);
    this.canvas.height = Math.round(innerHeight * ratio);
    this.#context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#isBlank = true;
  }

  clear(): void {
    if (!this.#isBlank) this.#context.clearRect(0, 0, innerWidth, innerHeight);
    this.#isBlank = true;
  }

  draw({trail, now, marks, panel, replayed}: PageScene): void {
    this.clear();
    this.#isBlank = false;
    this.#context.lineJoin = this.#context.lineCap = 'round';
    this.#drawMarks(marks, panel);
    if (replayed !== undefined) this.#drawRecorded(replayed);
    if (trail.length > 0) this.#drawTrail(trail, now);
  }

  #drawMarks(all: readonly TargetMark[], panel: Rect): void {
    const context = this.#context;
    // The label of a target behind the panel would be beside nothing.
    const marks = all.filter(({shape}) => !isInside(bounds(shape), panel));
    for (const {shape, probability, isPredicted} of marks) {
      context.beginPath();
      traceShape(context, shape, outlineGap);
      this.#strokeWithHalo(this.palette.accent, isPredicted ? 3 : 1 + 2 * probability);
    }
    context.font = '600 12px system-ui, sans-serif';
    const texts = marks.map(({probability}) => percent(probability));
    const rects = placeLabels(
      marks.map(({shape}) => grown(bounds(shape), outlineGap)),
      {
        sizes: texts.map((text) => ({
          width: context.measureText(text).width + 2 * labelPadding,
          height: labelHeight,
        })),
        viewport: {x: 0, y: 0, width: innerWidth, height: innerHeight},
        obstacles: [panel],
      },
    );
    rects.forEach((rect, index) => {
      if (rect !== undefined) this.#drawLabel(texts[index]!, rect, marks[index]!);
    });
  }

  #drawLabel(text: string, {x, y, width, height}: Rect, {isPredicted}: TargetMark): void {
    const context = this.#context;
    const {accent, 'on-accent': onAccent, surface} = this.palette;
    context.fillStyle = isPredicted ? accent : surface;
    context.strokeStyle = accent;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(x, y, width, height, height / 2);
    context.fill();
    context.stroke();
    context.textBaseline = 'middle';
    context.fillStyle = isPredicted ? onAccent : accent;
    context.fillText(text, x + labelPadding, y + height / 2 + 0.5);
  }

  #drawTrail(trail: Trajectory, now: number): void {
    const context = this.#context;
    const last = trail.length - 1;
    context.beginPath();
    for (let i = trail.movementStart; i <= last; i++) context.lineTo(trail.x(i), trail.y(i));
    this.#strokeWithHalo(this.palette.accent);
    context.fillStyle = this.palette.accent;
    context.beginPath();
    for (let i = trail.movementStart; i <= last; i += 2) {
      context.moveTo(trail.x(i) + 2, trail.y(i));
      context.arc(trail.x(i), trail.y(i), 2, 0, 2 * Math.PI);
    }
    context.fill();
    const {x, y, middle} = readMovement(trail, Math.max(now, trail.t(last)));
    const ahead = {x: x + middle.x * aheadMs, y: y + middle.y * aheadMs};
    context.setLineDash([6, 5]);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(ahead.x, ahead.y);
    this.#strokeWithHalo(this.palette.warn);
    context.setLineDash([]);
    context.beginPath();
    context.arc(ahead.x, ahead.y, 5, 0, 2 * Math.PI);
    this.#strokeWithHalo(this.palette.warn);
  }

  /** Draws the recorded boxes, and the whole path. */
  #drawRecorded({sample: {points, targets, pressed}, origin}: NonNullable<PageScene['replayed']>): void {
    const context = this.#context;
    context.setLineDash([3, 4]);
    context.lineWidth = 1.5;
    context.strokeStyle = this.palette.warn;
    for (const {key, x, y, w, h} of targets)
      if (key === pressed) context.strokeRect(origin.x + x, origin.y + y, w, h);
    context.setLineDash([]);
    context.beginPath();
    for (const [x, y] of points) context.lineTo(origin.x + x, origin.y + y);
    this.#strokeWithHalo(this.palette.muted);
  }

  /** Draws so that it is visible on any background. */
  #strokeWithHalo(colour: string, width = 2): void {
    const context = this.#context;
    context.lineWidth = width + 2;
    context.strokeStyle = this.palette.surface;
    context.stroke();
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}
