export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A label of a point. */
export interface Label {
  x: number;
  y: number;
  text: string;
  width: number;
  /** Left out if there is no space beside its point; other labels get a line. */
  optional: boolean;
}

/** A placed label. */
export interface Placed {
  box: Box;
  /** Whether it is so far away that it needs a line. */
  isApart: boolean;
}

/** Line height of a label, px. */
const lineHeight = 15;

/** Distances of a label from its point, px: beside the mark, then farther and farther. */
const distances = [9, 14, 22, 32, 44, 58, 74];

/** Greatest distance of an optional label; farther labels have a line, px. */
const nearPx = 14;

/** Directions, the most readable first: right, left, above, below, between. */
const directions = [0, 180, -90, 90, -45, 45, -135, 135, -20, 20, -160, 160, -70, 70, -110, 110];

/** Places labels beside their points, one after the other, where they overlap nothing. */
export function placeLabels<Kind extends Label>(
  labels: readonly Kind[],
  {within, obstacles}: {within: Box; obstacles: readonly Box[]},
): (Kind & Placed)[] {
  const taken = [...obstacles];
  const placed: (Kind & Placed)[] = [];
  for (const label of labels) {
    const candidates = candidatesFor(label).filter(({box}) => contains(within, box));
    const free = candidates.find(({box}) => !taken.some((other) => overlap(box, other) > 0));
    const covered = ({box}: {box: Box}): number =>
      taken.reduce((area, other) => area + overlap(box, other), 0);
    const chosen =
      free ?? (label.optional ? undefined : candidates.sort((a, b) => covered(a) - covered(b))[0]);
    if (chosen === undefined) continue;
    taken.push(chosen.box);
    placed.push({...label, ...chosen});
  }
  return placed;
}

/** A square around a point. */
export function around({x, y}: {x: number; y: number}, px: number): Box {
  return {x: x - px, y: y - px, w: 2 * px, h: 2 * px};
}

/** Boxes along a curve, so close together that no label fits between them. */
export function along(points: readonly {x: number; y: number}[], px: number): Box[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index]!;
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / (2 * px)));
    return Array.from({length: steps + 1}, (_, step) => {
      const share = step / steps;
      return around({x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y)}, px);
    });
  });
}

function candidatesFor({x, y, width, optional}: Label): Placed[] {
  return distances
    .filter((distance) => !optional || distance <= nearPx)
    .flatMap((distance) =>
      directions.map((degrees) => {
        const cos = Math.cos((degrees * Math.PI) / 180);
        const sin = Math.sin((degrees * Math.PI) / 180);
        const box = {
          x: x + cos * distance - width * towards(cos),
          y: y + sin * distance - lineHeight * towards(sin),
          w: width,
          h: lineHeight,
        };
        return {box, isApart: distance > nearPx};
      }),
    );
}

/** Share of the label before its anchor: 0 to the right, 1 to the left. */
function towards(component: number): number {
  if (component > 0.3) return 0;
  return component < -0.3 ? 1 : 0.5;
}

function contains(outer: Box, {x, y, w, h}: Box): boolean {
  return x >= outer.x && y >= outer.y && x + w <= outer.x + outer.w && y + h <= outer.y + outer.h;
}

function overlap(a: Box, b: Box): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return w > 0 && h > 0 ? w * h : 0;
}
