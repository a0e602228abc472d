import type {Trajectory} from '../../src/prediction/trajectory.js';
import type {featureNames} from '../../src/prediction/feature-names.js';

/** The features of a row; missing ones are 0. */
type Row = Partial<Record<(typeof featureNames)[number], number>>;

/** A box as x, y, w, h, CSS px. */
export type Box = readonly [x: number, y: number, w: number, h: number];

interface Velocity {
  x: number;
  y: number;
}

const slow = 0.05;
const logLength = (px: number): number => Math.log1p(px / 8);
const logTime = (ms: number): number => Math.log1p(ms / 50);
const logSpeed = (pace: number): number => Math.sign(pace) * Math.log1p(Math.abs(pace) * 10);

function distance(px: number, py: number, [x, y, w, h]: Box): number {
  return Math.hypot(Math.max(x - px, 0, px - x - w), Math.max(y - py, 0, py - y - h));
}

/**
 * The plain definition of the features, by name, each row from scratch: a faster extractor must not change
 * what the shipped weights were trained on. The last row is "none". `boxes` are the candidates' boxes, out of
 * `targets` targets.
 */
export function plainRows(
  trajectory: Trajectory,
  now: number,
  boxes: readonly Box[],
  {targets}: {targets: number},
): Row[] {
  const points = trajectory.points();
  const [x, y, lastTime] = points.at(-1)!;
  const velocity = (ms: number): Velocity => {
    const position = new Float64Array(2);
    trajectory.positionAt(now - ms, position);
    return {x: (x - position[0]!) / ms, y: (y - position[1]!) / ms};
  };
  const speedOf = (of: Velocity): number => Math.hypot(of.x, of.y);
  const [short, middle] = [velocity(50), velocity(120)];
  const [startX, startY] = points[Math.max(0, trajectory.movementStart - 1)]!;
  const {path, peakSpeed, peakTime} = strides(points.slice(trajectory.movementStart), {
    now,
    speed: speedOf(short),
  });
  const ahead = (box: Box): number => distance(x + middle.x * 120, y + middle.y * 120, box);
  const nearest = Math.min(...boxes.map((box) => distance(x, y, box)));

  const movement = {
    speed50: logSpeed(speedOf(short)),
    speed120: logSpeed(speedOf(middle)),
    speedOfPeak: speedOf(short) / (peakSpeed + slow),
    peakSpeed: logSpeed(peakSpeed),
    sincePeak: logTime(now - peakTime),
    path: logLength(path),
    idle: logTime(now - lastTime),
    insideAny: +(nearest === 0),
    nearestDistance: boxes.length > 0 ? logLength(nearest) : 0,
    targets: Math.log1p(targets),
  };

  const rowOf = (box: Box): Row => {
    const others = boxes.filter((other) => other !== box);
    const leadOf = (of: (box: Box) => number): number =>
      others.length > 0 ? Math.log((of(box) + 8) / (Math.min(...others.map(of)) + 8)) : 0;
    const [left, top, w, h] = box;
    const away = distance(x, y, box);
    const [toX, toY] = [left + w / 2 - x, top + h / 2 - y];
    const centreDistance = Math.hypot(toX, toY);
    const closing = (of: Velocity): number => (of.x * toX + of.y * toY) / (centreDistance + 1);
    const cosine = (of: Velocity): number => closing(of) / (speedOf(of) + slow);
    const firstOutside = points.findLastIndex(([px, py]) => distance(px, py, box) > 0);
    return {
      none: 0,
      distance: logLength(away),
      inside: +(away === 0),
      cosine50: cosine(short),
      cosine120: cosine(middle),
      angularMiss: Math.log1p(
        Math.acos(Math.min(1, Math.max(-1, cosine(middle)))) /
          Math.atan2(Math.sqrt(w * h) / 2, centreDistance),
      ),
      closing120: logSpeed(closing(middle)),
      timeToContact: logTime(Math.min(3000, away / Math.max(0.01, closing(middle)))),
      distanceIn120: logLength(ahead(box)),
      size: logLength(Math.sqrt(w * h)),
      distanceLead: leadOf((other) => distance(x, y, other)),
      extrapolatedLead: leadOf(ahead),
      covered: Math.max(-1, 1 - (away + 1) / (distance(startX, startY, box) + 1)),
      dwell: away === 0 ? logTime(now - points[firstOutside + 1]![2]) : 0,
      ...movement,
    };
  };
  const rows = boxes.map(rowOf);
  const meanOf = (feature: keyof Row): number =>
    rows.reduce((sum, row) => sum + row[feature]!, 0) / Math.max(1, rows.length);
  const means = {
    meanDistance: meanOf('distance'),
    meanCosine120: meanOf('cosine120'),
    meanAngularMiss: meanOf('angularMiss'),
    meanClosing120: meanOf('closing120'),
    meanDistanceIn120: meanOf('distanceIn120'),
    meanSize: meanOf('size'),
  };
  return [...rows, {none: 1, ...movement}].map((row) => ({...row, ...means}));
}

/** Path length of the points, and the fastest 50 ms among them, at least `speed`. */
function strides(
  points: readonly [x: number, y: number, t: number][],
  {now, speed}: {now: number; speed: number},
): {path: number; peakSpeed: number; peakTime: number} {
  let [path, peakSpeed, peakTime] = [0, speed, now];
  points.forEach(([x, y, t], index) => {
    const [fromX, fromY] = points[Math.max(0, index - 1)]!;
    path += Math.hypot(x - fromX, y - fromY);
    // The latest point at least 50 ms earlier, or else the first.
    const before = points.slice(0, index).findLast(([, , at]) => t - at >= 50) ?? points[0]!;
    const pace = Math.hypot(x - before[0], y - before[1]) / Math.max(50, t - before[2]);
    if (pace <= peakSpeed) return;
    peakSpeed = pace;
    peakTime = t;
  });
  return {path, peakSpeed, peakTime};
}
