import {gaussian, type Random} from '../../src/core/random.js';
import type {SampleTarget} from '../../src/core/sample.js';
import {between, pick} from './draw.js';

export interface Layout {
  width: number;
  height: number;
  kinds: LayoutKind[];
  targets: SampleTarget[];
}

type Box = Omit<SampleTarget, 'key'>;

/** Kinds of pages, in CSS px. */
const kinds = {toolbar, menu, form, grid, table, ring, scattered, row, icons, crowd};

export type LayoutKind = keyof typeof kinds;

/** A page of a random size with 2 to 60 targets of 16 to 400 px; `weights` are the frequencies of the kinds. */
export function drawLayout(random: Random, weights: Record<LayoutKind, number>): Layout {
  const [width, height] = pick(random, [
    [1280, 720],
    [1440, 900],
    [1920, 1080],
    [1024, 768],
    [800, 600],
  ] as const);
  const layout: Layout = {width, height, kinds: [], targets: []};
  while (layout.targets.length < 2) {
    layout.kinds = Array.from({length: random() < 0.3 ? 2 : 1}, () => pickKind(random, weights));
    const boxes = layout.kinds
      .flatMap((kind) => kinds[kind](random, width, height))
      .filter(({x, y, w, h}) => x >= 0 && y >= 0 && x + w <= width && y + h <= height)
      .slice(0, 60);
    layout.targets = withoutOverlaps(boxes).map((box, index) => ({key: String(index), ...box}));
  }
  return layout;
}

function pickKind(random: Random, weights: Record<LayoutKind, number>): LayoutKind {
  const names = Object.keys(kinds) as LayoutKind[];
  let left = random() * names.reduce((sum, name) => sum + weights[name], 0);
  return names.find((name) => (left -= weights[name]) < 0) ?? names[0]!;
}

function toolbar(random: Random, width: number, height: number): Box[] {
  const size = between(random, 20, 44);
  const gap = between(random, 0, 12);
  return line(random, {count: between(random, 4, 24), w: size, h: size, gap, width, height});
}

function row(random: Random, width: number, height: number): Box[] {
  const w = between(random, 60, 240);
  return line(random, {
    count: between(random, 2, 6),
    w,
    h: between(random, 28, 100),
    gap: between(random, 10, 140),
    width,
    height,
  });
}

function line(
  random: Random,
  {
    count,
    w,
    h,
    gap,
    width,
    height,
  }: {count: number; w: number; h: number; gap: number; width: number; height: number},
): Box[] {
  const x0 = between(random, 0, Math.max(1, width - count * (w + gap)));
  const y = between(random, 0, height - h);
  return Array.from({length: Math.floor(count)}, (_, i) => ({x: x0 + i * (w + gap), y, w, h}));
}

function menu(random: Random, width: number, height: number): Box[] {
  const w = between(random, 120, 320);
  const h = between(random, 24, 48);
  const count = Math.floor(between(random, 3, 14));
  const x = between(random, 0, width - w);
  const y = between(random, 0, Math.max(1, height - count * h));
  return Array.from({length: count}, (_, i) => ({x, y: y + i * h, w, h}));
}

function form(random: Random, width: number, height: number): Box[] {
  const w = between(random, 180, 400);
  const x = between(random, 0, width - w);
  const y = between(random, 0, height / 3);
  const gap = between(random, 14, 40);
  const fields = Array.from({length: Math.floor(between(random, 2, 8))}, (_, i) => ({
    x,
    y: y + i * (36 + gap),
    w,
    h: 36,
  }));
  const below = y + fields.length * (36 + gap);
  return [...fields, {x, y: below, w: 110, h: 40}, {x: x + 126, y: below, w: 90, h: 40}];
}

function grid(random: Random, width: number, height: number): Box[] {
  const w = between(random, 60, 260);
  const h = between(random, 30, 200);
  const gap = between(random, 4, 60);
  const columns = Math.max(2, Math.floor(between(random, 2, width / (w + gap))));
  const rows = Math.max(1, Math.floor(between(random, 1, height / (h + gap))));
  const x = between(random, 0, Math.max(1, width - columns * (w + gap)));
  const y = between(random, 0, Math.max(1, height - rows * (h + gap)));
  return Array.from({length: columns * rows}, (_, i) => ({
    x: x + (i % columns) * (w + gap),
    y: y + Math.floor(i / columns) * (h + gap),
    w,
    h,
  }));
}

function table(random: Random, width: number, height: number): Box[] {
  const rowHeight = between(random, 28, 56);
  const count = Math.floor(between(random, 3, 15));
  const y = between(random, 0, Math.max(1, height - count * rowHeight));
  const columns = Math.floor(between(random, 1, 4));
  const w = between(random, 24, 90);
  const x = between(random, width / 2, Math.max(width / 2 + 1, width - columns * (w + 8)));
  return Array.from({length: count * columns}, (_, i) => ({
    x: x + (i % columns) * (w + 8),
    y: y + Math.floor(i / columns) * rowHeight + 3,
    w,
    h: rowHeight - 6,
  }));
}

function ring(random: Random, width: number, height: number): Box[] {
  const radius = between(random, 100, Math.min(width, height) / 2 - 60);
  const size = between(random, 30, 100);
  const count = Math.floor(between(random, 4, 14));
  return Array.from({length: count}, (_, i) => ({
    x: width / 2 + radius * Math.cos((2 * Math.PI * i) / count) - size / 2,
    y: height / 2 + radius * Math.sin((2 * Math.PI * i) / count) - size / 2,
    w: size,
    h: size,
  }));
}

function scattered(random: Random, width: number, height: number): Box[] {
  const w = between(random, 20, 80);
  return Array.from({length: Math.floor(between(random, 4, 45))}, () => ({
    x: between(random, 0, width - w),
    y: between(random, 0, height - w),
    w: w * between(random, 0.7, 1.3),
    h: w * between(random, 0.7, 1.3),
  }));
}

/** Small controls in loose clusters all over a screen, as in an application or a long list of links. */
function icons(random: Random, width: number, height: number): Box[] {
  const size = between(random, 18, 32);
  const clusters = Array.from({length: Math.floor(between(random, 2, 7))}, () => ({
    x: between(random, 0, width),
    y: between(random, 0, height),
    spread: between(random, 30, 220),
  }));
  return Array.from({length: Math.floor(between(random, 8, 60))}, () => {
    const {x, y, spread} = pick(random, clusters);
    return {
      x: x + spread * gaussian(random),
      y: y + spread * gaussian(random),
      w: size * between(random, 1, 1.4),
      h: size * between(random, 1, 1.4),
    };
  });
}

/** Many small controls all over a screen, some in clusters. */
function crowd(random: Random, width: number, height: number): Box[] {
  const size = between(random, 20, 42);
  const clusters = Array.from({length: 5}, () => ({
    x: between(random, 0, width),
    y: between(random, 0, height),
  }));
  const loose = between(random, 0.1, 1);
  return Array.from({length: Math.floor(between(random, 20, 90))}, () => {
    const {x, y} = pick(random, clusters);
    const isLoose = random() < loose;
    return {
      x: isLoose ? between(random, 0, width - size) : x + 120 * gaussian(random),
      y: isLoose ? between(random, 0, height - size) : y + 120 * gaussian(random),
      w: size * between(random, 0.8, 1.3),
      h: size * between(random, 0.8, 1.2),
    };
  });
}

function withoutOverlaps(boxes: readonly Box[]): Box[] {
  const kept: Box[] = [];
  for (const box of boxes) {
    const isFree = kept.every(
      ({x, y, w, h}) => box.x >= x + w || box.x + box.w <= x || box.y >= y + h || box.y + box.h <= y,
    );
    if (isFree) kept.push(box);
  }
  return kept;
}
