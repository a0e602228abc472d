import type {RecordedPoint, RecordedTarget, Recording, StreamWindow, Trial} from './recording.js';

/** Time between two frames of a 60 Hz screen, ms. */
export const frameMs = 1000 / 60;

/** A step of the pointer; `target` is an index, −1 for none. */
export type PointerStep =
  | {kind: 'move'; t: number; x: number; y: number; target: number}
  | {kind: 'down' | 'up'; t: number; x: number; y: number; target: number};

/** A recording in the form that a page can replay. */
export interface PointerScript {
  viewport: [w: number, h: number];
  targets: RecordedTarget[];
  /** In chronological order. */
  steps: PointerStep[];
}

/** A press by the index of its target, −1 for none. */
export interface Press {
  t: number;
  target: number;
}

/** Margin around the recorded targets and points where the viewport is unknown, CSS px. */
const marginPx = 100;

/** The first frame after `t`. */
export function frameAfter(t: number): number {
  return (Math.floor(t / frameMs) + 1) * frameMs;
}

/** The target under a point, as a page has it: edges on whole pixels, later targets on top. −1 for none. */
export function targetAt(targets: readonly RecordedTarget[], x: number, y: number): number {
  const within = (at: number, from: number, size: number): boolean =>
    at >= Math.round(from) && at < Math.round(from + size);
  return targets.findLastIndex((box) => within(x, box.x, box.w) && within(y, box.y, box.h));
}

/** The script of a trial: its movement, then the press at its end. */
export function scriptOfTrial({clicked, clickT, ...recording}: Trial): PointerScript {
  const steps = movesOf(
    recording,
    recording.points.filter(([, , t]) => t <= clickT),
  );
  const [x, y] = steps.at(-1) === undefined ? [0, 0] : [steps.at(-1)!.x, steps.at(-1)!.y];
  const target = recording.targets.findIndex(({id}) => id === clicked);
  return {...sceneOf(recording), steps: [...steps, {kind: 'down', t: clickT, x, y, target}]};
}

/** The script of a window: all its movement, with the presses in between. */
export function scriptOfWindow(window: StreamWindow): PointerScript {
  const moves = movesOf(window, window.points);
  const steps = [...moves];
  for (const [down, up, id] of window.presses) {
    const target = window.targets.findIndex((each) => each.id === id);
    const {x, y} = moves.findLast(({t}) => t <= down) ?? {x: 0, y: 0};
    steps.push({kind: 'down', t: down, x, y, target}, {kind: 'up', t: up, x, y, target});
  }
  // A stable sort keeps the pointer's arrival before a press at the same moment.
  return {...sceneOf(window), steps: steps.sort((a, b) => a.t - b.t)};
}

/** All presses in a script. */
export function pressesIn({steps}: PointerScript): Press[] {
  return steps.filter(({kind}) => kind === 'down').map(({t, target}) => ({t, target}));
}

function movesOf(recording: Recording, points: readonly RecordedPoint[]): PointerStep[] {
  const targets = layOut(recording.targets);
  return points.map(([x, y, t]) => ({kind: 'move', t, x, y, target: targetAt(targets, x, y)}));
}

/** Browsers round boxes to 1/64 of a pixel; a replay without a browser must round them likewise. */
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
