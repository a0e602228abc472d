import type {Observation} from '../core/observation.js';
import type {Sample} from '../core/sample.js';
import {percent} from '../core/percent.js';
import {readMovement} from '../prediction/movement.js';
import type {Trajectory} from '../prediction/trajectory.js';
import type {Palette} from './palette.js';

/** How far the path is extrapolated, ms: as far as the network's features. */
const aheadMs = 120;

/** Probabilities below this are drawn as a thin box without a number. */
const leastLabelled = 0.02;

/** Most canvas pixels per CSS px: more would cost time without visible benefit. */
const highestRatio = 2;

export interface PageScene {
  /** The pointer's recent positions, CSS px of the viewport. */
  trail: Trajectory;
  /** Current time on the trail's clock, ms. */
  now: number;
  observation: Observation | undefined;
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

  draw({trail, now, observation, replayed}: PageScene): void {
    this.clear();
    this.#isBlank = false;
    this.#context.lineJoin = this.#context.lineCap = 'round';
    if (observation !== undefined) this.#drawTargets(observation);
    if (replayed !== undefined) this.#drawRecorded(replayed);
    if (trail.length > 0) this.#drawTrail(trail, now);
  }

  #drawTargets({targets, predicted}: Observation): void {
    const context = this.#context;
    // All unlikely targets in one stroke: there may be hundreds.
    context.beginPath();
    for (const {box, probability} of targets)
      if (probability < leastLabelled) context.rect(box.x - 1, box.y - 1, box.width + 2, box.height + 2);
    context.lineWidth = 1;
    context.strokeStyle = this.palette.muted;
    context.stroke();
    for (const {box, probability, element} of targets) {
      if (probability < leastLabelled) continue;
      const isPredicted = element === predicted;
      context.lineWidth = isPredicted ? 4 : 1 + 2 * probability;
      context.strokeStyle = this.palette.accent;
      context.strokeRect(box.x - 3, box.y - 3, box.width + 6, box.height + 6);
      this.#drawFigure(percent(probability), box, isPredicted);
    }
  }

  /** Writes the probability on the box's upper edge, or above it if there is space. */
  #drawFigure(text: string, {x, y}: DOMRectReadOnly, isPredicted: boolean): void {
    const context = this.#context;
    const {accent, surface} = this.palette;
    context.font = '600 12px system-ui, sans-serif';
    context.textBaseline = 'middle';
    const width = context.measureText(text).width + 10;
    const top = y > 22 ? y - 20 : y + 2;
    context.fillStyle = isPredicted ? accent : surface;
    context.strokeStyle = accent;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(x - 3, top, width, 18, 4);
    context.fill();
    context.stroke();
    context.fillStyle = isPredicted ? surface : accent;
    context.fillText(text, x + 2, top + 9.5);
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
  #strokeWithHalo(colour: string): void {
    const context = this.#context;
    context.lineWidth = 4;
    context.strokeStyle = this.palette.surface;
    context.stroke();
    context.lineWidth = 2;
    context.strokeStyle = colour;
    context.stroke();
  }
}
