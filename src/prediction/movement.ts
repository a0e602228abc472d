import type {Trajectory} from './trajectory.js';

/** The pointer's movement at one moment, regardless of targets. CSS px and ms. */
export interface Movement {
  x: number;
  y: number;
  /** Mean velocity over the last 50 and 120 ms, px per ms: the present moment, and half a submovement. */
  short: Velocity;
  middle: Velocity;
  /** Fastest 50 ms since the movement started, px per ms, and the time since then. */
  peakSpeed: number;
  sincePeakMs: number;
  /** Where the movement started, and the distance travelled since. */
  startX: number;
  startY: number;
  pathPx: number;
  /** Time since the last event. */
  idleMs: number;
}

export interface Velocity {
  x: number;
  y: number;
  speed: number;
}

/** Shortest span for measuring velocity, ms. */
const shortMs = 50;

const position = new Float64Array(2);

/** The movement at `now`, which is not before the trajectory's last point. Needs at least one point. */
export function readMovement(trajectory: Trajectory, now: number): Movement {
  const last = trajectory.length - 1;
  const start = trajectory.movementStart;
  const x = trajectory.x(last);
  const y = trajectory.y(last);
  const over = (ms: number): Velocity => {
    trajectory.positionAt(now - ms, position);
    const vx = (x - position[0]!) / ms;
    const vy = (y - position[1]!) / ms;
    return {x: vx, y: vy, speed: Math.hypot(vx, vy)};
  };
  const short = over(shortMs);

  let pathPx = 0;
  let peakSpeed = short.speed;
  let peakTime = now;
  let tail = start;
  for (let i = start + 1; i <= last; i++) {
    const t = trajectory.t(i);
    pathPx += stride(trajectory, i - 1, i);
    while (tail < i - 1 && t - trajectory.t(tail + 1) >= shortMs) tail++;
    const pace = stride(trajectory, tail, i) / Math.max(shortMs, t - trajectory.t(tail));
    if (pace > peakSpeed) {
      peakSpeed = pace;
      peakTime = t;
    }
  }

  // The rest before the first event belongs to the movement: it started there.
  const origin = Math.max(0, start - 1);
  return {
    x,
    y,
    short,
    middle: over(120),
    peakSpeed,
    sincePeakMs: now - peakTime,
    startX: trajectory.x(origin),
    startY: trajectory.y(origin),
    pathPx,
    idleMs: now - trajectory.t(last),
  };
}

/** Distance between two points of the trajectory. */
function stride(trajectory: Trajectory, from: number, to: number): number {
  return Math.hypot(trajectory.x(to) - trajectory.x(from), trajectory.y(to) - trajectory.y(from));
}
