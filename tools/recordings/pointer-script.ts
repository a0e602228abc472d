import type {RecordedPoint, RecordedTarget, Recording, StreamWindow, Trial} from './recording.js';

/** Between two frames of a 60 Hz screen, ms. */
export const frameMs = 1000 / 60;

/** Something that the pointer did; `target` is an index, −1 for none. */
export type PointerStep =
  | {kind: 'move'; t: number; x: number; y: number; target: number}
  | {kind: 'down' | 'up'; t: number; x: number; y: number; target: number};

/** A recording as a page would live through it. */
export interface PointerScript {
  viewport: [w: number, h: number];
  targets: RecordedTarget[];
  /** In the order of time. */
  steps: PointerStep[];
}

/** A press by index of its target, −1 for none. */
export interface Press {
  t: number;
  target: number;
}

/** Shown around what was recorded where the viewport is not known, CSS px. */
const marginPx = 100;

/** The first frame after `t`. */
export function frameAfter(t: number): number {
  return (Math.floor(t / frameMs) + 1) * frameMs;
}

/** The target under a point, as the page has it: edges on whole pixels, the later one on top. −1 for none. */
export function targetAt(targets: readonly RecordedTarget[], x: number, y: number): number {
  const within = (at: number, from: number, size: number): boolean =>
    at >= Math.round(from) && at < Math.round(from + size);
  return targets.findLastIndex((box) => within(x, box.x, box.w) && within(y, box.y, box.h));
}

/** The movement, and the button that goes down at its end. */
export function scriptOfTrial({clicked, clickT, ...recording}: Trial): PointerScript {
  const steps = movesOf(
    recording,
    recording.points.filter(([, , t]) => t <= clickT),
  );
  const [x, y] = steps.at(-1) === undefined ? [0, 0] : [steps.at(-1)!.x, steps.at(-1)!.y];
  const target = recording.targets.findIndex(({id}) => id === clicked);
  return {...sceneOf(recording), steps: [...steps, {kind: 'down', t: clickT, x, y, target}]};
}

/** Every movement, and the presses among them. */
export function scriptOfWindow(window: StreamWindow): PointerScript {
  const moves = movesOf(window, window.points);
  const steps = [...moves];
  for (const [down, up, id] of window.presses) {
    const target = window.targets.findIndex((each) => each.id === id);
    const {x, y} = moves.findLast(({t}) => t <= down) ?? {x: 0, y: 0};
    steps.push({kind: 'down', t: down, x, y, target}, {kind: 'up', t: up, x, y, target});
  }
  // The order of steps at one moment stays: the hand arrives before it presses.
  return {...sceneOf(window), steps: steps.sort((a, b) => a.t - b.t)};
}

/** The presses of a script. */
export function pressesIn({steps}: PointerScript): Press[] {
  return steps.filter(({kind}) => kind === 'down').map(({t, target}) => ({t, target}));
}

function movesOf(recording: Recording, points: readonly RecordedPoint[]): PointerStep[] {
  const targets = layOut(recording.targets);
  return points.map(([x, y, t]) => ({kind: 'move', t, x, y, target: targetAt(targets, x, y)}));
}

/** Browsers lay boxes out to 1/64 of a pixel; what works without one must see the same. */
const layoutUnitPx = 1 / 64;

function layOut(targets: readonly RecordedTarget[]): RecordedTarget[] {
  const snap = (px: number): number => Math.round(px / layoutUnitPx) * layoutUnitPx;
  return targets.map(({id, x, y, w, h}) => ({id, x: snap(x), y: snap(y), w: snap(w), h: snap(h)}));
}

function sceneOf({viewport, targets, points}: Recording): Pick<PointerScript, 'viewport' | 'targets'> {
  if (viewport !== null) return {viewport, targets: layOut(targets)};
  const right = [...targets.map(({x, w}) => x + w), ...points.map(([x]) => x)];
  const bottom = [...targets.map(({y, h}) => y + h), ...points.map(([, y]) => y)];
  return {
    viewport: [Math.ceil(Math.max(...right)) + marginPx, Math.ceil(Math.max(...bottom)) + marginPx],
    targets: layOut(targets),
  };
}
