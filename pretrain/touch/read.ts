import {gaussian, type Random} from '../../src/core/random.js';
import {between, lognormal} from '../simulator/draw.js';
import {boxInView, type Block, type PageTarget, type PhonePage} from './page.js';
import type {Reader} from './reader.js';
import {scrollBy} from './scroll.js';

/** What a finger and a page do, in chronological order. Times in ms, places in CSS px of the viewport. */
export type TouchStep =
  | {kind: 'down'; t: number; x: number; y: number}
  /** The page is scrolled to `y`. */
  | {kind: 'scroll'; t: number; y: number}
  /** The finger is lifted; `target` is the index of the target that it has tapped, −1 for none. */
  | {kind: 'up'; t: number; target?: number};

/** One page, from when it is shown until it is left. */
export interface PageView {
  page: PhonePage;
  steps: TouchStep[];
  /** When it is left, ms. */
  endsAt: number;
}

/** Longest time on a page, ms. */
const longestMs = 150_000;

/** How long a tap takes, ms. */
const tapMs = {median: 95, spread: 0.25};

/** Most times that a person goes back to something on one page. */
const mostReturns = 3;

/** The thought of someone at one page. */
interface Reading {
  page: PhonePage;
  reader: Reader;
  random: Random;
  steps: TouchStep[];
  t: number;
  y: number;
  hasLeft: boolean;
  read: Set<Block>;
  thoughts: Map<Block, Thought>;
  /** Wanted, but compared with others first. */
  kept: number[];
  returns: number;
  /** Interest in this page, as a factor. */
  interest: number;
}

/** Simulates how a person reads a page, starting with a goal on it if there is one. */
export function readPage(
  page: PhonePage,
  {reader, random, goal}: {reader: Reader; random: Random; goal?: number | undefined},
): PageView {
  const reading: Reading = {
    page,
    reader,
    random,
    steps: [],
    t: lognormal(random, reader.orientMs),
    y: 0,
    hasLeft: false,
    read: new Set(),
    thoughts: new Map(),
    kept: [],
    returns: 0,
    interest: lognormal(random, {median: 1, spread: 0.5}),
  };
  if (goal !== undefined && page.targets[goal] !== undefined) pursue(reading, goal);
  while (!reading.hasLeft && reading.t < longestMs) screenful(reading);
  return {page, steps: reading.steps, endsAt: reading.t};
}

/** Looks at what is in view, and then moves on, back or away. */
function screenful(reading: Reading): void {
  const {reader, random, page} = reading;
  const limit = reading.y + page.height * reader.readTo;
  for (const block of page.blocks) {
    if (reading.read.has(block) || block.y + block.h < reading.y + 10) continue;
    // What is longer than the screen is read as far as it goes.
    if (block.y + Math.min(block.h, page.height / 2) > limit) break;
    reading.read.add(block);
    lookAt(reading, block);
    if (reading.hasLeft || reading.t > longestMs) return;
  }
  if (random() < reader.away.probability) reading.t += lognormal(random, reader.away.ms);
  if (random() < reader.leaves) reading.hasLeft = true;
  else if (reading.kept.length > 0 && random() < 0.3 + 0.15 * reading.kept.length) returnToKept(reading);
  else if (random() < reader.returns) toTop(reading);
  else if (isAtEnd(reading)) atEnd(reading);
  else if (random() < reader.forages) forage(reading);
  else moveOn(reading);
}

/** What a part of a page means to a person: decided at the first glance, before it is read. */
interface Thought {
  /** The targets in it that are wanted. */
  wanted: number[];
  isRead: boolean;
}

function thoughtOf(reading: Reading, block: Block): Thought {
  const {page, reader, random, thoughts} = reading;
  let thought = thoughts.get(block);
  if (thought === undefined) {
    const wanted = block.targets.filter((index) => random() < wishFor(page.targets[index]!, reading));
    // Without anything to tap, what there is to read is prose.
    const isProse = block.targets.every((index) => page.targets[index]!.kind === 'inline');
    const isRead = wanted.length > 0 || random() < (isProse ? 1 - reader.skims : reader.curious);
    thoughts.set(block, (thought = {wanted, isRead}));
  }
  return thought;
}

/** Reads a part or glances at it, and taps what is wanted when the eyes have come to it. */
function lookAt(reading: Reading, block: Block): void {
  const {page, reader, random} = reading;
  const {wanted, isRead} = thoughtOf(reading, block);
  if (!isRead) {
    reading.t += lognormal(random, reader.glanceMs);
    return;
  }
  const words = block.words * between(random, 0.6, 1.05);
  let ms = (words / reader.wordsPerS) * 1000 * lognormal(random, {median: 1, spread: 0.2});
  for (let i = 0; i < block.images; i++) ms += lognormal(random, reader.imageMs);
  let share = 0;
  for (const index of wanted) {
    const {kind, y, h} = page.targets[index]!;
    // A link in prose is met on the way; of all else, most is read before the decision.
    const met = kind === 'inline' ? Math.min(1, (y + h - block.y) / block.h) : between(random, 0.5, 1);
    if (met > share) {
      reading.t += (met - share) * ms;
      share = met;
    }
    if (random() < reader.compares && kind !== 'action') reading.kept.push(index);
    else if (tap(reading, index)) return;
  }
  reading.t += (1 - share) * ms;
}

function wishFor({kind, appeal}: PageTarget, {reader, interest}: Reading): number {
  const share = {
    item: 1,
    further: 1.4,
    inline: reader.inlineShare,
    action: reader.actionShare,
    navigation: 0.04,
  }[kind];
  return Math.min(0.9, reader.taps * appeal * share * interest);
}

/** Taps the target; scrolls first if it is out of reach. Returns whether the page was left. */
function tap(reading: Reading, index: number): boolean {
  const {page, reader, random} = reading;
  const target = page.targets[index]!;
  reading.t += lognormal(random, reader.decideMs);
  const isReached = (): boolean => {
    const {y, h} = boxInView(target, reading.y);
    const middle = (y + h / 2) / page.height;
    return middle >= reader.comfort.from && middle <= reader.comfort.to;
  };
  const isIn = (): boolean => {
    const {y, h} = boxInView(target, reading.y);
    return y + Math.min(h, 40) / 2 > 0 && y + h / 2 < page.height;
  };
  if (target.isFixed !== true && (!isIn() || (!isReached() && random() < reader.adjusts)))
    bringTo(reading, target, between(random, reader.comfort.from, reader.comfort.to));
  if (!isIn()) return false;
  const {x, y, w, h} = boxInView(target, reading.y);
  const stretch = isReached() ? 1 : between(random, 1.1, 1.6);
  reading.t += lognormal(random, reader.reachMs) * stretch;
  const inside = (from: number, size: number, most: number): number =>
    Math.min(
      most - 2,
      Math.max(1, from + size * Math.min(0.95, Math.max(0.05, 0.5 + 0.17 * gaussian(random)))),
    );
  reading.steps.push({
    kind: 'down',
    t: reading.t,
    x: inside(x, w, page.width),
    y: inside(Math.max(0, y), Math.min(y + h, page.height) - Math.max(0, y), page.height),
  });
  reading.t += lognormal(random, tapMs);
  reading.steps.push({kind: 'up', t: reading.t, target: index});
  reading.kept = reading.kept.filter((each) => each !== index);
  reading.hasLeft = target.isLink;
  if (!target.isLink) reading.t += between(random, 300, 1500);
  return target.isLink;
}

/** Goes to a target at once: finds it in view, or scrolls until it is. */
function pursue(reading: Reading, index: number): void {
  const {page, reader, random} = reading;
  const target = page.targets[index]!;
  for (let tries = 0; tries < 12; tries++) {
    const {y, h} = boxInView(target, reading.y);
    const isIn = y + h / 2 > 0 && y + h / 2 < page.height;
    if (isIn) {
      // The more there is in view, the longer it takes to find it.
      const seen = page.targets.filter((each) => {
        const box = boxInView(each, reading.y);
        return box.y + box.h > 0 && box.y < page.height;
      }).length;
      reading.t += lognormal(random, {median: 120 * Math.log2(2 + seen), spread: 0.5});
      tap(reading, index);
      return;
    }
    scroll(reading, Math.sign(y) * lognormal(random, reader.fling) * page.height);
    reading.t += between(random, 120, 700);
  }
}

function moveOn(reading: Reading): void {
  const {page, reader, random} = reading;
  if (random() < reader.flings) {
    const from = reading.y;
    for (let times = 1 + Math.floor(random() ** 2 * 4); times > 0; times--) {
      scroll(reading, lognormal(random, reader.fling) * page.height);
      reading.t += between(random, 60, 500);
    }
    // What was passed by is not read.
    for (const block of page.blocks)
      if (block.y >= from && block.y + block.h < reading.y) reading.read.add(block);
    if (random() < reader.overshoots) back(reading, between(random, 0.2, 0.8));
  } else if (random() < reader.rereads) {
    back(reading, between(random, 0.2, 0.9));
    reading.t += lognormal(random, {median: 1500, spread: 0.7});
  } else scroll(reading, Math.min(0.95, lognormal(random, reader.readOn)) * page.height);
  // The eyes find where they were.
  reading.t += between(random, 80, 350);
}

/** Scrolls on until something catches the eye, and brings it where the eyes are. */
function forage(reading: Reading): void {
  const {page, reader, random} = reading;
  const farthest = reading.y + between(random, 1.5, 6) * page.height;
  const next = page.blocks.find((block) => {
    if (reading.read.has(block) || block.y < reading.y) return false;
    if (block.y > farthest || thoughtOf(reading, block).isRead) return true;
    reading.read.add(block);
    return false;
  });
  if (next === undefined) scroll(reading, page.length);
  else {
    const share = Math.min(0.9, Math.max(0.1, reader.focus + 0.08 * gaussian(random)));
    const middle = Math.min(next.h, page.height * 0.6) / 2;
    const to = (): number => next.y + middle - share * page.height;
    // Long ways take several strokes.
    for (let strokes = 0; strokes < 8 && Math.abs(to() - reading.y) > 8; strokes++) {
      const before = reading.y;
      const most = lognormal(random, reader.fling) * page.height;
      scroll(reading, Math.sign(to() - reading.y) * Math.min(most, Math.abs(to() - reading.y)));
      if (reading.y === before) break;
      reading.t += between(random, 50, 350);
    }
    if (isInView(reading, next)) {
      reading.read.add(next);
      lookAt(reading, next);
    }
  }
}

function isInView({y, page}: Reading, block: Block): boolean {
  return block.y < y + page.height && block.y + block.h > y;
}

/** Goes back by a share of the screen, and reads again what is there. */
function back(reading: Reading, share: number): void {
  scroll(reading, -share * reading.page.height);
  for (const block of reading.read)
    if (block.y >= reading.y && block.y < reading.y + 0.5 * reading.page.height && reading.random() < 0.5)
      reading.read.delete(block);
}

/** Goes back to what was kept in mind: the most appealing of it. */
function returnToKept(reading: Reading): void {
  const {page, random} = reading;
  const best = reading.kept.reduce((a, b) => (page.targets[a]!.appeal >= page.targets[b]!.appeal ? a : b));
  reading.kept = reading.kept.filter((each) => each !== best);
  bringTo(reading, page.targets[best]!, between(random, 0.2, 0.8));
  reading.t += lognormal(random, {median: 500, spread: 0.5});
  if (random() < 0.75) tap(reading, best);
}

/** Returns to the top, and perhaps looks for another page there. */
function toTop(reading: Reading): void {
  const {page, random} = reading;
  for (let tries = 0; reading.y > 0 && tries < 8; tries++) {
    scroll(reading, -between(random, 1, 4) * page.height);
    reading.t += between(random, 60, 300);
  }
  const navigation = [...page.targets.keys()].filter((index) => page.targets[index]!.kind === 'navigation');
  const index = navigation[Math.floor(random() * navigation.length)];
  reading.t += lognormal(random, {median: 700, spread: 0.5});
  if (index !== undefined && random() < 0.6) pursue(reading, index);
}

function atEnd(reading: Reading): void {
  const {random} = reading;
  reading.t += lognormal(random, {median: 1200, spread: 0.7});
  if (reading.kept.length > 0) returnToKept(reading);
  else if (reading.returns++ < mostReturns && random() < 0.4) {
    if (random() < 0.5) toTop(reading);
    else back(reading, between(random, 0.4, 1.5));
  } else reading.hasLeft = true;
}

function isAtEnd({page, y}: Reading): boolean {
  return y >= page.length - page.height - 2;
}

/** Scrolls so that the middle of a target comes to about a share of the screen. */
function bringTo(reading: Reading, target: PageTarget, share: number): void {
  const {page, random} = reading;
  for (let tries = 0; tries < 6; tries++) {
    const {y, h} = boxInView(target, reading.y);
    const px = y + h / 2 - share * page.height;
    const before = reading.y;
    scroll(reading, Math.sign(px) * Math.min(Math.abs(px), between(random, 1, 3) * page.height));
    if (Math.abs(px) < 1.5 * page.height || reading.y === before) return;
    reading.t += between(random, 80, 400);
  }
}

/** Scrolls as far as the page goes; a screen that does not move is not touched. */
function scroll(reading: Reading, px: number): void {
  const {page, reader, random, steps} = reading;
  const to = Math.min(Math.max(0, page.length - page.height), Math.max(0, reading.y + px));
  if (Math.abs(to - reading.y) < 2) return;
  const side = reader.hand === 0 ? Math.sign(random() - 0.5) : reader.hand;
  const move = scrollBy(to - reading.y, {t: reading.t, y: reading.y, random, reader});
  const x = page.width * Math.min(0.97, Math.max(0.03, 0.5 + 0.25 * side + 0.08 * gaussian(random)));
  const downY = page.height * Math.min(0.95, Math.max(0.1, (px > 0 ? 0.72 : 0.45) + 0.1 * gaussian(random)));
  steps.push({kind: 'down', t: reading.t, x, y: downY});
  let isDown = true;
  for (const {t, y} of move.steps) {
    if (isDown && t >= move.liftedAt) {
      steps.push({kind: 'up', t: move.liftedAt});
      isDown = false;
    }
    steps.push({kind: 'scroll', t, y});
    reading.y = y;
  }
  if (isDown) steps.push({kind: 'up', t: move.liftedAt});
  reading.t = Math.max(move.restAt, move.liftedAt);
}
