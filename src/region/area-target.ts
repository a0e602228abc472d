import {closestInTree} from '../core/dom.js';
import type {Box} from './hit-test.js';
import {NativeTarget} from './native-target.js';

/** An area of an image map. Browsers do not measure it: its coordinates are those of the images that show it. */
export class AreaTarget extends NativeTarget {
  /** Its box on each image that is shown. */
  boxes(): Box[] {
    const {element} = this;
    const shape = element.getAttribute('shape') ?? 'rect';
    // As browsers read a list of numbers.
    const numbers = (element.getAttribute('coords') ?? '').match(/[-+.\d]+/g)?.map(Number) ?? [];
    const [cx = 0, cy = 0, radius = 0] = numbers;
    const corners = shape.startsWith('circ') ? [cx - radius, cy - radius, cx + radius, cy + radius] : numbers;
    const xs = corners.filter((_, index) => index % 2 === 0);
    const ys = corners.filter((_, index) => index % 2 === 1);
    return imagesOf(element).map((image) => {
      const {x, y, width, height} = image.getBoundingClientRect();
      if (shape === 'default' || ys.length === 0) return {x, y, width, height};
      // Coordinates are scaled with the image by `zoom` and `transform`, and not by its width.
      const scaleX = width / image.offsetWidth;
      const scaleY = height / image.offsetHeight;
      const left = Math.min(...xs);
      const top = Math.min(...ys);
      return {
        x: x + left * scaleX,
        y: y + top * scaleY,
        width: (Math.max(...xs) - left) * scaleX,
        height: (Math.max(...ys) - top) * scaleY,
      };
    });
  }
}

/** The images that show an area's map, which they name by its name or its id. */
function imagesOf(area: Element): HTMLImageElement[] {
  const map = closestInTree(area, 'map');
  const names = [map?.getAttribute('name'), map?.id].filter(Boolean);
  return [...area.ownerDocument.querySelectorAll<HTMLImageElement>('img[usemap]')].filter(
    (image) =>
      names.includes(image.useMap.split('#')[1]) &&
      image.checkVisibility({visibilityProperty: true, opacityProperty: true}),
  );
}
