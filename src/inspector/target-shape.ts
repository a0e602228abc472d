import type {Observation} from '../core/observation.js';
import type {Rect} from './label-placement.js';

type ObservedTarget = Observation['targets'][number];

/** A corner's radii, CSS px. */
interface Radius {
  x: number;
  y: number;
}

/** The shape of a target: its line boxes with their corners, clockwise from the top left, or a polygon. */
export type TargetShape = {boxes: {rect: Rect; radii: Radius[]}[]} | {points: [x: number, y: number][]};

/** Furthest that a control may be from its element's own edges to count as its surface, CSS px. */
const samePx = 2;

const corners = ['top-left', 'top-right', 'bottom-right', 'bottom-left'];

/** Measures the shape that a target has on the page. */
export function shapeOf({element, box}: ObservedTarget): TargetShape {
  // Browsers measure no area; its box is the region's.
  if (element instanceof HTMLAreaElement) return shapeOfArea(element, box);
  const surface = surfaceOf(element);
  const style = getComputedStyle(surface);
  const boxes = [...surface.getClientRects()].map((rect) => ({
    rect,
    radii: corners.map((corner) => radius(style.getPropertyValue(`border-${corner}-radius`), rect)),
  }));
  return {boxes: boxes.length > 0 ? boxes : [{rect: box, radii: corners.map(() => ({x: 0, y: 0}))}]};
}

/** The smallest rectangle around a shape. */
export function bounds(shape: TargetShape): Rect {
  const rects =
    'boxes' in shape
      ? shape.boxes.map(({rect}) => rect)
      : shape.points.map(([x, y]) => ({x, y, width: 0, height: 0}));
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return {x, y, width: right - x, height: bottom - y};
}

/** Adds a shape to the path, `gap` px outside of it. */
export function traceShape(path: CanvasPath, shape: TargetShape, gap: number): void {
  if ('boxes' in shape) for (const box of shape.boxes) traceBox(path, box, gap);
  else {
    shape.points.forEach(([x, y], index) => {
      if (index === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
    path.closePath();
  }
}

function traceBox(path: CanvasPath, {rect, radii}: {rect: Rect; radii: Radius[]}, gap: number): void {
  const {x, y, width, height} = rect;
  // A sharp corner stays sharp.
  const outer = radii.map((each) => (each.x > 0 ? {x: each.x + gap, y: each.y + gap} : 0));
  path.roundRect(x - gap, y - gap, width + 2 * gap, height + 2 * gap, outer);
}

/** The element that draws the target: a custom element's own button or link where that fills it, or the target. */
function surfaceOf(element: HTMLElement): Element {
  const around = element.getBoundingClientRect();
  const fills = (inner: Element): boolean => {
    const {x, y, right, bottom} = inner.getBoundingClientRect();
    const distances = [x - around.x, y - around.y, right - around.right, bottom - around.bottom];
    return distances.every((distance) => Math.abs(distance) <= samePx);
  };
  const controls = element.shadowRoot?.querySelectorAll('button, a, [part~=button], [part~=base]') ?? [];
  return [...controls].find(fills) ?? element;
}

/** A computed radius, such as `8px`, `8px 4px` or `50%`. */
function radius(text: string, {width, height}: Rect): Radius {
  const [x = '0', y = x] = text.split(' ');
  const px = (value: string, whole: number): number =>
    (value.endsWith('%') ? whole / 100 : 1) * (Number.parseFloat(value) || 0);
  return {x: px(x, width), y: px(y, height)};
}

function shapeOfArea(area: HTMLAreaElement, box: Rect): TargetShape {
  const round = {x: box.width / 2, y: box.height / 2};
  if (area.shape.startsWith('circ')) return {boxes: [{rect: box, radii: corners.map(() => round)}]};
  if (!area.shape.startsWith('poly')) return {boxes: [{rect: box, radii: corners.map(() => ({x: 0, y: 0}))}]};
  const numbers = area.coords.split(',').map(Number);
  const xs = numbers.filter((_, index) => index % 2 === 0);
  const ys = numbers.filter((_, index) => index % 2 === 1);
  // The coordinates are the image's, the box is the window's.
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  return {points: ys.map((y, index) => [box.x + xs[index]! - left, box.y + y - top])};
}
