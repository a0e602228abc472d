/** Browsers round to fractions of a pixel, so that what just fits may seem not to, CSS px. */
const tolerancePx = 0.5;

/** Widths in CSS px; an item that is not shown has none. */
export interface Row {
  items: readonly number[];
  available: number;
  gap: number;
  /** Width of the button that opens the rest. */
  more: number;
}

/** How many of the items fit into the row, from the first; if not all, beside the button that opens the rest. */
export function itemsThatFit({items, available, gap, more}: Row): number {
  const room = available + tolerancePx;
  const steps = items.map((width) => (width === 0 ? 0 : width + gap));
  const total = steps.reduce((sum, step) => sum + step, 0);
  if (total - gap <= room) return items.length;
  let used = more;
  let count = 0;
  for (const step of steps) {
    used += step;
    if (used > room) break;
    count++;
  }
  return count;
}
