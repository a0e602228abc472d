/** A scroll: from the first movement until the page rested. */
export interface LastScroll {
  /** Distance, CSS px; down is positive. */
  distancePx: number;
  durationMs: number;
  peakPxPerMs: number;
}

/** What was seen of a target on this page. */
export interface Seen {
  /** Time in view while the page rested, ms. */
  ms: number;
  /** Rests in which it was in view. */
  rests: number;
}

/** What is known of a rest beside the targets in view. */
export interface Rest {
  /** Size of the viewport, CSS px. */
  width: number;
  height: number;
  /** Time at rest, and since the page was shown, ms. */
  restMs: number;
  pageMs: number;
  /** Time since the last press on this page, ms; `Infinity` before the first. */
  sincePressMs: number;
  /** Scrolls so far, the last one, and how far the page is from where it started, CSS px. */
  scrolls: number;
  last: LastScroll | undefined;
  depthPx: number;
  /** Mean logarithm of the rests so far, s: this person's pace on this page. */
  pace: number;
  /** Where the last finger came down, CSS px. */
  touch: {x: number; y: number} | undefined;
}

/** A target in view: its box, what was seen of it, and how much likelier than an even share habit finds it. */
export interface TargetInView {
  x: number;
  y: number;
  w: number;
  h: number;
  seen: Seen;
  /** Times that it was pressed on this page. */
  presses: number;
  /** 1 if there is no habit. */
  habit: number;
}

/**
 * The features of a row, in order. Those of the rest are the same in all rows, and alone in that of "none"; the
 * others say where the target is under eye and thumb, and how it was read.
 */
export const readingFeatureNames = [
  'isTarget',
  'logRest',
  'logPage',
  'logSincePress',
  'logTargets',
  'logScrolls',
  'depth',
  'lastScroll',
  'lastSpeed',
  'lastDuration',
  'pace',
  'highestHabit',
  'logSeen',
  'isNew',
  'logRestsSeen',
  'shareOfRestsSeen',
  'centreY',
  'newY',
  'logSpeedFromTop',
  'logSpeedFromNew',
  'aside',
  'logWidth',
  'logHeight',
  'shareInView',
  'rank',
  'logAbove',
  'logGroup',
  'placeInGroup',
  'gapAbove',
  'gapBelow',
  'touchY',
  'touchX',
  'habit',
  'logPresses',
] as const;

export const readingFeatureCount = readingFeatureNames.length;

/** Features are limited to this size: nothing a page does may make a number that is not one. */
const largest = 10;

/** Where and when the eyes begin, CSS px and s: a line of text, and the time of a glance. */
const startPx = 24;
const startS = 0.3;

/** Side of the grid to which boxes are rounded to find lists, CSS px: items of a list differ by less. */
const groupPx = 6;

/** Writes the row of each target, and the row of "none" after them, into `out`. */
export function readingFeatures(rest: Rest, targets: readonly TargetInView[], out: Float32Array): void {
  const {width, height, last, touch} = rest;
  const rests = rest.scrolls + 1;
  const highestHabit = targets.reduce((most, {habit}) => Math.max(most, habit), 1);
  const shared = [
    seconds(rest.restMs),
    seconds(rest.pageMs),
    seconds(Math.min(rest.sincePressMs, 600_000)),
    Math.log1p(targets.length),
    Math.log1p(rest.scrolls),
    signedLog(rest.depthPx / height),
    signedLog((last?.distancePx ?? 0) / height),
    Math.log1p(last?.peakPxPerMs ?? 0),
    seconds(last?.durationMs ?? 0),
    rest.pace,
    Math.log(highestHabit),
  ];
  const write = (row: number, values: readonly number[]): void => {
    for (let i = 0; i < readingFeatureCount; i++)
      out[row * readingFeatureCount + i] = limited(values[i] ?? 0);
  };
  const places = placesOf(targets);
  // What came into view with the last scroll begins here: the eyes go on reading there.
  const scrolled = last?.distancePx ?? height;
  const begin = scrolled > 0 ? Math.max(0, height - scrolled) : 0;
  // Pixels per second at which the eyes would have come to a place by now.
  const logSpeed = (px: number): number =>
    Math.log((Math.max(0, px) + startPx) / (rest.restMs / 1000 + startS));
  targets.forEach(({x, y, w, h, seen, presses, habit}, row) => {
    const inView =
      (Math.max(0, Math.min(width, x + w) - Math.max(0, x)) *
        Math.max(0, Math.min(height, y + h) - Math.max(0, y))) /
      (w * h);
    const {above, size, place, gapAbove, gapBelow} = places[row]!;
    write(row, [
      1,
      ...shared,
      seconds(seen.ms),
      Number(seen.rests <= 1),
      Math.log1p(seen.rests),
      seen.rests / rests,
      (y + h / 2) / height,
      (y + h / 2 - begin) / height,
      logSpeed(y + h / 2),
      logSpeed(y + h / 2 - begin),
      Math.abs((2 * (x + w / 2)) / width - 1),
      Math.log(w / width),
      Math.log(h / height),
      inView,
      above / targets.length,
      Math.log1p(above),
      Math.log1p(size),
      place,
      Math.min(1, gapAbove / height),
      Math.min(1, gapBelow / height),
      touch === undefined ? 0 : (y + h / 2 - touch.y) / height,
      touch === undefined ? 0 : (x + w / 2 - touch.x) / width,
      Math.log(habit),
      Math.log1p(presses),
    ]);
  });
  write(targets.length, [0, ...shared]);
}

interface Place {
  /** Targets that begin above it. */
  above: number;
  /** Targets of its size in its column or row, and its place among them, 0…1. */
  size: number;
  place: number;
  /** Distance to the nearest target above and below, CSS px: text, or an image. */
  gapAbove: number;
  gapBelow: number;
}

function placesOf(targets: readonly TargetInView[]): Place[] {
  const round = (px: number): number => Math.round(px / groupPx);
  const columns = new Map<string, number[]>();
  const rows = new Map<string, number[]>();
  const add = (groups: Map<string, number[]>, key: string, at: number): void => {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [at]);
    else group.push(at);
  };
  const keysOf = ({x, y, w, h}: TargetInView): [column: string, row: string] => [
    `${round(x)} ${round(w)}`,
    `${round(y)} ${round(h)}`,
  ];
  for (const target of targets) {
    const [column, row] = keysOf(target);
    add(columns, column, target.y);
    add(rows, row, target.x);
  }
  const tops = targets.map(({y}) => y).sort((a, b) => a - b);
  const bottoms = targets.map(({y, h}) => y + h).sort((a, b) => a - b);
  return targets.map((target) => {
    const [columnKey, rowKey] = keysOf(target);
    const column = columns.get(columnKey)!;
    const row = rows.get(rowKey)!;
    const [group, at] = column.length >= row.length ? [column, target.y] : [row, target.x];
    const before = group.filter((each) => each < at).length;
    const {y, h} = target;
    return {
      above: countBelow(tops, y),
      size: group.length,
      place: group.length > 1 ? before / (group.length - 1) : 0,
      gapAbove: Math.max(0, y - (bottoms[countBelow(bottoms, y + 1) - 1] ?? 0)),
      gapBelow: Math.max(0, (tops[countBelow(tops, y + h - 1)] ?? Infinity) - y - h),
    };
  });
}

/** How many of the sorted numbers are below a limit. */
function countBelow(sorted: readonly number[], limit: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (sorted[middle]! < limit) from = middle + 1;
    else to = middle;
  }
  return from;
}

function seconds(ms: number): number {
  return Math.log1p(Math.max(0, ms) / 1000);
}

function signedLog(value: number): number {
  return Math.sign(value) * Math.log1p(Math.abs(value));
}

function limited(value: number): number {
  return Number.isNaN(value) ? 0 : Math.min(largest, Math.max(-largest, value));
}
