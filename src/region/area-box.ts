import {closestInTree} from '../core/dom.js';
import type {Box} from './hit-test.js';

/** The image that shows an area of an image map. */
export function imageOf(area: Element): Element | null {
  const name = closestInTree(area, 'map')?.getAttribute('name') ?? '';
  return area.ownerDocument.querySelector(`img[usemap="#${CSS.escape(name)}"]`);
}

/**
 * The box of an area, or none without its image: browsers do not measure it, and its coordinates are those of the
 * image that shows it.
 */
export function areaBoxes(area: Element): Box[] {
  const image = imageOf(area)?.getBoundingClientRect();
  if (image === undefined) return [];
  const shape = area.getAttribute('shape') ?? 'rect';
  const numbers = (area.getAttribute('coords') ?? '').split(',').map(Number);
  const [cx = 0, cy = 0, radius = 0] = numbers;
  const corners = shape.startsWith('circ') ? [cx - radius, cy - radius, cx + radius, cy + radius] : numbers;
  const xs = corners.filter((_, index) => index % 2 === 0);
  const ys = corners.filter((_, index) => index % 2 === 1);
  if (shape === 'default' || ys.length === 0) return [image];
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return [{x: image.x + x, y: image.y + y, width: Math.max(...xs) - x, height: Math.max(...ys) - y}];
}
