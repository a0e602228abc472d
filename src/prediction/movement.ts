import type {Trajectory} from '../pointer/trajectory.js';

/** Spans over which velocity is taken, ms: the latest moment, one submovement's middle, all of it. */
export const velocityWindowsMs = [50, 120, 300] as const;

/** What the pointer is doing at one moment, whatever the targets are. CSS px and ms. */
export interface Movement {
  x: number;
  y: number;
  /** Mean velocity over each of `velocityWindowsMs`, px per ms. */
  velocityX: number[];
  velocityY: number[];
  speed: number[];
  /** Fastest 50 ms since the movement began, px per ms, and how long ago that was. */
  peakSpeed: number;
  sincePeakMs: number;
  /** Where the movement began, and how far the pointer has travelled and got since. */
  startX: number;
  startY: number;
  pathPx: number;
  durationMs: number;
  /** Time since the last event. */
  idleMs: number;
}

const position = new Float64Array(2);

/** The movement at `now`, which is not before the trajectory's last point. Needs at least one point. */
export function readMovement(trajectory: Trajectory, now: number): Movement {
  const last = trajectory.length - 1;
  const start = trajectory.movementStart;
  const x = trajectory.x(last);
  const y = trajectory.y(last);
  const velocityX: number[] = [];
  const velocityY: number[] = [];
  const speed: number[] = [];
  for (const windowMs of velocityWindowsMs) {
    trajectory.positionAt(now - windowMs, position);
    const vx = (x - position[0]!) / windowMs;
    const vy = (y - position[1]!) / windowMs;
    velocityX.push(vx);
    velocityY.push(vy);
    speed.push(Math.hypot(vx, vy));
  }

  let pathPx = 0;
  let peakSpeed = speed[0]!;
  let peakTime = now;
  let tail = start;
  for (let i = start + 1; i <= last; i++) {
    const t = trajectory.t(i);
    pathPx += Math.hypot(trajectory.x(i) - trajectory.x(i - 1), trajectory.y(i) - trajectory.y(i - 1));
    while (tail < i - 1 && t - trajectory.t(tail + 1) >= velocityWindowsMs[0]) tail++;
    const span = Math.max(velocityWindowsMs[0], t - trajectory.t(tail));
    const pace = Math.hypot(trajectory.x(i) - trajectory.x(tail), trajectory.y(i) - trajectory.y(tail)) / span;
    if (pace > peakSpeed) {
      peakSpeed = pace;
      peakTime = t;
    }
  }

  // The rest before the first event belongs to the movement's start: it was there that it began.
  const origin = start > 0 ? start - 1 : start;
  return {
    x,
    y,
    velocityX,
    velocityY,
    speed,
    peakSpeed,
    sincePeakMs: now - peakTime,
    startX: trajectory.x(origin),
    startY: trajectory.y(origin),
    pathPx,
    durationMs: trajectory.t(last) - trajectory.t(start),
    idleMs: now - trajectory.t(last),
  };
}
