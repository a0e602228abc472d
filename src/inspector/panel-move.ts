/** Distance that an arrow key moves the panel, CSS px; with Shift, a tenth of it. */
const stepPx = 40;

/** Least visible part of the panel, CSS px. */
const leastVisiblePx = 80;

const arrows: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * Moves the panel by this distance, CSS px, but not off the screen. Only the floating panel's styles use it.
 */
export function movePanel(panel: HTMLElement, {x, y}: {x: number; y: number}): void {
  const {left, top, width} = panel.getBoundingClientRect();
  const within = (place: number, from: number, to: number): number => Math.min(to, Math.max(from, place));
  panel.style.setProperty(
    '--left',
    `${within(left + x, leastVisiblePx - width, innerWidth - leastVisiblePx)}px`,
  );
  panel.style.setProperty('--top', `${within(top + y, 0, innerHeight - leastVisiblePx)}px`);
}

/** Moves the panel with the pointer, from a `pointerdown` on its handle until the pointer is lifted. */
export function dragPanel(panel: HTMLElement, {currentTarget, pointerId, button}: PointerEvent): void {
  if (button !== 0 || !(currentTarget instanceof HTMLElement)) return;
  const lifted = new AbortController();
  const options = {signal: lifted.signal};
  currentTarget.setPointerCapture(pointerId);
  currentTarget.addEventListener(
    'pointermove',
    ({movementX: x, movementY: y}) => movePanel(panel, {x, y}),
    options,
  );
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'])
    currentTarget.addEventListener(type, () => lifted.abort(), options);
}

/** Moves the panel with an arrow key on its handle. */
export function nudgePanel(panel: HTMLElement, event: KeyboardEvent): void {
  const direction = arrows[event.key];
  if (direction === undefined) return;
  event.preventDefault();
  const step = event.shiftKey ? stepPx / 10 : stepPx;
  movePanel(panel, {x: direction[0] * step, y: direction[1] * step});
}
