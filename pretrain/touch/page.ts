import type {Random} from '../../src/core/random.js';
import {between, lognormal, pick, runOf} from '../simulator/draw.js';

/** What a target is to a reader. */
export type TargetKind = 'item' | 'inline' | 'navigation' | 'action' | 'further';

/** A link or button on a page, in CSS px of the page; a fixed one in those of the viewport. */
export interface PageTarget {
  key: string;
  x: number;
  y: number;
  w: number;
  h: number;
  isFixed?: boolean;
  kind: TargetKind;
  /** How much it appeals to people in general, relative to others of its kind; 1 on average. */
  appeal: number;
  /** Whether a tap leaves the page. */
  isLink: boolean;
}

/** A part of a page that is read in one go. */
export interface Block {
  y: number;
  h: number;
  words: number;
  /** Images count as looks. */
  images: number;
  /** Indices of the targets that are in it, in the order in which they are read. */
  targets: number[];
}

export interface PhonePage {
  kind: PageKind;
  width: number;
  height: number;
  /** Of the page. */
  length: number;
  blocks: Block[];
  targets: PageTarget[];
}

/** Sizes of the viewport, with the browser's bars, CSS px. */
export const screens = [
  [360, 560],
  [360, 640],
  [375, 553],
  [390, 664],
  [393, 700],
  [412, 732],
  [412, 784],
  [430, 745],
] as const;

export type Screen = readonly [width: number, height: number];

/** Width of a character as a share of the font size, and characters of a word with its space. */
const characterShare = 0.5;
const charactersOfWord = 5.8;

/** Lays out one page from the top to the bottom. */
class Layouter {
  readonly random: Random;
  readonly width: number;
  readonly height: number;
  readonly marginPx: number;
  readonly fontPx: number;
  readonly lineShare: number;
  y = 0;
  readonly blocks: Block[] = [];
  readonly targets: PageTarget[] = [];

  constructor(random: Random, [width, height]: Screen) {
    this.random = random;
    this.width = width;
    this.height = height;
    this.marginPx = between(random, 8, 24);
    this.fontPx = between(random, 14, 19);
    this.lineShare = between(random, 1.25, 1.65);
  }

  get inner(): number {
    return this.width - 2 * this.marginPx;
  }

  get linePx(): number {
    return this.fontPx * this.lineShare;
  }

  between(from: number, to: number): number {
    return between(this.random, from, to);
  }

  count(from: number, to: number): number {
    return Math.floor(between(this.random, from, to + 1));
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  heightOf(
    words: number,
    {width = this.inner, fontPx = this.fontPx}: {width?: number; fontPx?: number} = {},
  ): number {
    const perLine = Math.max(1, width / (fontPx * characterShare * charactersOfWord));
    return Math.ceil(words / perLine) * fontPx * this.lineShare;
  }

  add(target: Omit<PageTarget, 'key' | 'appeal' | 'isLink'> & Partial<PageTarget>): number {
    const index = this.targets.length;
    this.targets.push({
      key: `${target.kind} ${index}`,
      appeal: lognormal(this.random, {median: 0.8, spread: 0.7}),
      isLink: target.kind !== 'action',
      ...target,
    });
    return index;
  }

  block(h: number, {words = 0, images = 0, targets = []}: Partial<Omit<Block, 'y' | 'h'>>): void {
    this.blocks.push({y: this.y, h, words, images, targets});
    this.y += h;
  }

  /** A bar at the top, and perhaps one at the bottom, with the same targets on every page of a site. */
  bars({bottom}: {bottom: number}): void {
    const h = this.between(44, 64);
    const isFixed = this.chance(0.45);
    const size = this.between(32, 48);
    const y = (h - size) / 2;
    const bar = {y, h: size, isFixed, kind: 'navigation'} as const;
    const targets = [this.add({...bar, key: 'home', x: this.marginPx, w: this.between(60, 140)})];
    const buttons = ['menu', 'search', 'account'].slice(0, this.count(0, 3));
    buttons.forEach((key, index) =>
      targets.push(
        this.add({...bar, key, x: this.width - (index + 1) * (size + 4), w: size, isLink: key === 'account'}),
      ),
    );
    this.block(h, {targets});
    if (this.chance(0.35)) this.chips();
    if (!this.chance(bottom)) return;
    const tabs = this.count(3, 5);
    const w = this.width / tabs;
    for (let i = 0; i < tabs; i++)
      this.add({key: `tab ${i}`, x: i * w, y: this.height - 52, w, h: 52, isFixed: true, kind: 'navigation'});
  }

  /** A row of small links that goes on to the side. */
  chips(): void {
    const h = this.between(28, 40);
    let x = this.marginPx;
    const targets: number[] = [];
    for (let i = 0; x < this.width - 40; i++) {
      const w = this.between(50, 110);
      targets.push(
        this.add({key: `chip ${i}`, x, y: this.y + 6, w: Math.min(w, this.width - x), h, kind: 'navigation'}),
      );
      x += w + 8;
    }
    this.block(h + 12, {targets});
  }

  paragraph({links}: {links: number}): void {
    const words = lognormal(this.random, {median: 45, spread: 0.5});
    const h = this.heightOf(words);
    const lines = Math.max(1, Math.round(h / this.linePx));
    const targets = Array.from({length: links}, () => {
      const w = Math.min(this.inner, this.count(1, 4) * charactersOfWord * this.fontPx * characterShare);
      return this.add({
        x: this.marginPx + this.random() * (this.inner - w),
        y: this.y + this.count(0, lines - 1) * this.linePx,
        w,
        h: this.linePx * 0.85,
        kind: 'inline',
      });
    }).sort((a, b) => this.targets[a]!.y - this.targets[b]!.y);
    this.block(h + this.linePx * 0.8, {words, targets});
  }

  /** A picture, a title that is a link, perhaps a teaser and buttons. */
  card({
    x = this.marginPx,
    w = this.inner,
    image,
    titleWords,
    teaserWords,
    isWhole,
    buttons,
    y = this.y,
  }: {
    x?: number;
    w?: number;
    y?: number;
    image: number;
    titleWords: number;
    teaserWords: number;
    isWhole: boolean;
    buttons: number;
  }): {h: number; words: number; targets: number[]} {
    const fontPx = this.fontPx * 1.1;
    const title = this.heightOf(titleWords, {width: w, fontPx});
    const teaser = teaserWords > 0 ? this.heightOf(teaserWords, {width: w}) : 0;
    const row = buttons > 0 ? 40 : 0;
    const h = image + title + teaser + row + 12;
    const link = isWhole ? {y, h: h - row} : {y: y + image, h: title};
    const targets = [this.add({x, w, ...link, kind: 'item'})];
    for (let i = 0; i < buttons; i++)
      targets.push(
        this.add({
          x: x + (i * w) / buttons,
          y: y + h - row,
          w: w / buttons,
          h: 36,
          kind: 'action',
          appeal: 0.4,
        }),
      );
    return {h, words: titleWords + teaserWords, targets};
  }

  further(count: number): void {
    const h = this.between(40, 60);
    for (let i = 0; i < count; i++) {
      const targets = [this.add({x: this.marginPx, y: this.y, w: this.inner, h: h - 6, kind: 'further'})];
      this.block(h, {words: this.count(4, 11), targets});
    }
  }

  footer(): void {
    const count = this.count(3, 14);
    const h = this.between(26, 44);
    const columns = this.count(1, 2);
    const w = this.inner / columns;
    const targets = Array.from({length: count}, (_, i) =>
      this.add({
        key: `footer ${i}`,
        x: this.marginPx + (i % columns) * w,
        y: this.y + Math.floor(i / columns) * h,
        w: w * 0.8,
        h: h - 4,
        kind: 'navigation',
        appeal: 0.2,
      }),
    );
    this.block(Math.ceil(count / columns) * h + 40, {words: count * 2, targets});
  }

  pager(): void {
    const w = this.inner / 2 - 4;
    const at = {y: this.y + 8, w, h: 44, kind: 'further'} as const;
    const targets = [
      this.add({...at, key: 'previous', x: this.marginPx, appeal: 0.2}),
      this.add({...at, key: 'next', x: this.marginPx + w + 8, appeal: 3}),
    ];
    this.block(64, {words: 2, targets});
  }
}

type Draw = (page: Layouter) => void;

/** Cards beside each other. */
function cardRow(
  page: Layouter,
  {
    columns,
    w,
    gap,
    shape,
  }: {
    columns: number;
    w: number;
    gap: number;
    shape: {image: number; isWhole: boolean; buttons: number};
  },
): void {
  const cards = Array.from({length: columns}, (_, i) =>
    page.card({
      x: page.marginPx + i * (w + gap),
      w,
      titleWords: page.count(2, columns === 1 ? 14 : 8),
      teaserWords: columns === 1 && page.chance(0.5) ? page.count(8, 30) : 0,
      ...shape,
    }),
  );
  page.block(Math.max(...cards.map(({h}) => h)) + gap, {
    words: cards.reduce((sum, {words}) => sum + words, 0),
    images: shape.image > 0 ? columns : 0,
    targets: cards.flatMap(({targets}) => targets),
  });
}

const feed: Draw = (page) => {
  page.bars({bottom: 0.5});
  const image = page.chance(0.7) ? page.between(60, 260) : 0;
  const teaser = page.chance(0.5) ? page.count(10, 40) : 0;
  const buttons = page.chance(0.4) ? page.count(1, 4) : 0;
  const isWhole = page.chance(0.6);
  const gap = page.between(8, 28);
  for (let left = page.count(6, 30); left > 0; left--) {
    const card = page.card({
      image: page.chance(0.85) ? image : 0,
      titleWords: page.count(4, 14),
      teaserWords: teaser > 0 ? page.count(teaser / 2, teaser) : 0,
      isWhole,
      buttons,
    });
    page.block(card.h + gap, {words: card.words, images: Number(image > 0), targets: card.targets});
  }
  if (page.chance(0.4)) page.pager();
};

const article: Draw = (page) => {
  page.bars({bottom: 0.15});
  page.block(page.heightOf(page.count(4, 14), {fontPx: 28}) + 20, {words: page.count(4, 14)});
  if (page.chance(0.7)) page.block(page.between(160, 280), {images: 1});
  const density = page.between(0, 1.4);
  for (let left = page.count(4, 24); left > 0; left--)
    page.paragraph({links: runOf(page.random, density / (1 + density), 4)});
  if (page.chance(0.7)) page.further(page.count(2, 8));
  if (page.chance(0.4)) page.pager();
  page.footer();
};

const list: Draw = (page) => {
  page.bars({bottom: 0.3});
  const h = page.between(44, 72);
  for (let left = page.count(5, 40); left > 0; left--) {
    const targets = [page.add({x: 0, y: page.y, w: page.width, h: h - 1, kind: 'item'})];
    page.block(h, {words: page.count(1, 6), targets});
  }
};

const grid: Draw = (page) => {
  page.bars({bottom: 0.3});
  const columns = page.count(2, 3);
  const gap = page.between(6, 16);
  const w = (page.inner - (columns - 1) * gap) / columns;
  const image = w * page.between(0.8, 1.35);
  const shape = {image, isWhole: true, buttons: 0};
  for (let left = page.count(3, 16); left > 0; left--) cardRow(page, {columns, w, gap, shape});
  if (page.chance(0.7)) page.pager();
  page.footer();
};

const form: Draw = (page) => {
  page.bars({bottom: 0});
  for (let left = page.count(2, 9); left > 0; left--) {
    // Fields are no targets, and take time.
    page.block(page.between(64, 96), {words: page.count(8, 30)});
    if (page.chance(0.15)) page.paragraph({links: 1});
  }
  const targets = [
    page.add({
      x: page.marginPx,
      y: page.y + 8,
      w: page.inner,
      h: 48,
      kind: 'further',
      appeal: 8,
      key: 'submit',
    }),
    page.add({x: page.marginPx, y: page.y + 64, w: page.inner, h: 44, kind: 'further', appeal: 0.5}),
  ];
  page.block(120, {words: 3, targets});
  if (page.chance(0.5)) page.footer();
};

/** Controls of an app that all fit: nothing is scrolled, and the order of presses is what there is to know. */
const panel: Draw = (page) => {
  const columns = page.count(1, 4);
  const gap = page.between(6, 20);
  const w = (page.inner - (columns - 1) * gap) / columns;
  const rows = page.count(2, 5);
  const h = Math.min((page.height - 40) / rows - gap, page.between(44, 120));
  page.y = page.between(0, Math.max(1, page.height - rows * (h + gap)));
  for (let row = 0; row < rows; row++) {
    const targets = Array.from({length: columns}, (_, i) =>
      page.add({
        key: `control ${row * columns + i}`,
        x: page.marginPx + i * (w + gap),
        y: page.y,
        w,
        h,
        kind: 'action',
        appeal: 1,
      }),
    );
    page.block(h + gap, {words: columns, targets});
  }
};

const results: Draw = (page) => {
  page.bars({bottom: 0});
  for (let left = page.count(7, 12); left > 0; left--) {
    const card = page.card({
      image: 0,
      titleWords: page.count(5, 12),
      teaserWords: page.count(18, 36),
      isWhole: false,
      buttons: 0,
    });
    page.block(card.h + 20, {words: card.words, targets: card.targets});
    if (page.chance(0.15)) page.further(page.count(2, 4));
  }
  page.pager();
};

const magazine: Draw = (page) => {
  page.bars({bottom: 0.25});
  for (let left = page.count(3, 8); left > 0; left--) {
    const hero = page.card({
      image: page.between(160, 240),
      titleWords: page.count(6, 12),
      teaserWords: page.count(0, 25),
      isWhole: page.chance(0.5),
      buttons: 0,
    });
    page.block(hero.h + 16, {words: hero.words, images: 1, targets: hero.targets});
    const w = page.inner / 2 - 6;
    const shape = {image: w * 0.6, isWhole: true, buttons: 0};
    for (let rows = page.count(0, 3); rows > 0; rows--) cardRow(page, {columns: 2, w, gap: 12, shape});
    if (page.chance(0.5)) page.further(page.count(2, 5));
  }
  page.footer();
};

const wiki: Draw = (page) => {
  page.bars({bottom: 0});
  page.block(60, {words: 3});
  if (page.chance(0.6)) page.further(page.count(4, 10));
  const density = page.between(0.8, 3);
  for (let left = page.count(6, 25); left > 0; left--)
    page.paragraph({links: runOf(page.random, density / (1 + density), 9)});
  page.footer();
};

/** Parts of several kinds, as on most front pages: no kind can be told by what else is in view. */
const mixed: Draw = (page) => {
  page.bars({bottom: 0.3});
  for (let parts = page.count(2, 5); parts > 0; parts--) {
    const part = page.count(0, 4);
    const most = page.count(1, 8);
    if (part === 0) page.further(most);
    else if (part === 1)
      for (let left = most; left > 0; left--) page.paragraph({links: runOf(page.random, 0.4, 5)});
    else if (part === 2) page.chips();
    else {
      const columns = part === 3 ? 1 : page.count(2, 3);
      const w = (page.inner - (columns - 1) * 8) / columns;
      const shape = {
        image: page.chance(0.7) ? w * page.between(0.3, 1.2) : 0,
        isWhole: page.chance(0.5),
        buttons: page.chance(0.2) ? page.count(1, 3) : 0,
      };
      for (let left = most; left > 0; left--) cardRow(page, {columns, w, gap: 8, shape});
    }
  }
  if (page.chance(0.6)) page.footer();
};

const kinds = {mixed, feed, article, list, grid, form, panel, results, magazine, wiki};
export type PageKind = keyof typeof kinds;

/** The pages that the network is trained on, and those that it is measured on and has never seen. */
export const trainingKinds: readonly PageKind[] = [
  'mixed',
  'mixed',
  'mixed',
  'feed',
  'article',
  'list',
  'grid',
  'form',
  'panel',
];
export const heldOutKinds: readonly PageKind[] = ['results', 'magazine', 'wiki'];

/** A page of one of these kinds, on a phone of this size. */
export function drawPage(
  random: Random,
  {among, screen}: {among: readonly PageKind[]; screen: Screen},
): PhonePage {
  const kind = pick(random, among);
  const layouter = new Layouter(random, screen);
  kinds[kind](layouter);
  const {width, height, y, blocks, targets} = layouter;
  return {kind, width, height, length: Math.max(height, y), blocks, targets};
}

/** The box of a target, CSS px of the viewport, while the page is scrolled by `scrollY`. */
export function boxInView(
  {x, y, w, h, isFixed = false}: PageTarget,
  scrollY: number,
): {x: number; y: number; w: number; h: number} {
  return {x, y: isFixed ? y : y - scrollY, w, h};
}
