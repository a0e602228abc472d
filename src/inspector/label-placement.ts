/** A rectangle, CSS px of the viewport. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Space between labels, and between a label and the outline of its target, CSS px. */
const gap = 4;

export interface PlacementOptions {
  /** Size of the labels, CSS px; one for each target. */
  sizes: readonly {width: number; height: number}[];
  /** What a label must be inside of. */
  viewport: Rect;
  /** What no label may cover, such as the panel. */
  obstacles?: readonly Rect[];
}

/**
 * Places a label at each target, the first target first: no two labels overlap, none is outside the viewport or on an
 * obstacle, and none covers another target unless there is no other place. `undefined` for a label without any.
 */
export function placeLabels(
  targets: readonly Rect[],
  {sizes, viewport, obstacles = []}: PlacementOptions,
): (Rect | undefined)[] {
  const taken: Rect[] = [...obstacles];
  return targets.map((target, index) => {
    const {width, height} = sizes[index]!;
    const others = targets.filter((other) => other !== target);
    const isFree = (rect: Rect): boolean =>
      isInside(rect, viewport) && !taken.some((other) => overlap(rect, other));
    const places = placesAround(target, {width, height}).filter(isFree);
    const best = places.find((place) => !others.some((other) => overlap(place, other))) ?? places[0];
    if (best !== undefined) taken.push(grown(best, gap / 2));
    return best;
  });
}

/** Places for a label: above, below and beside its target, and on it, then further and further up and down. */
function placesAround(target: Rect, {width, height}: {width: number; height: number}): Rect[] {
  const {x: left, y: top} = target;
  const alongRight = left + target.width - width;
  const above = top - height - gap;
  const below = top + target.height + gap;
  const beside = top + (target.height - height) / 2;
  const places = [
    [left, above],
    [left, below],
    [alongRight, above],
    [alongRight, below],
    [left + target.width + gap, beside],
    [left - width - gap, beside],
    [left, top],
    [alongRight, top + target.height - height],
  ];
  for (let step = 1; step <= 3; step++) {
    const distance = step * (height + gap);
    places.push([left, above - distance], [left, below + distance]);
  }
  return places.map(([x = 0, y = 0]) => ({x, y, width, height}));
}

export function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

export function isInside(rect: Rect, around: Rect): boolean {
  return (
    rect.x >= around.x &&
    rect.y >= around.y &&
    rect.x + rect.width <= around.x + around.width &&
    rect.y + rect.height <= around.y + around.height
  );
}

/** A rectangle that is larger by this on each side. */
export function grown({x, y, width, height}: Rect, by: number): Rect {
  return {x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by};
}
