import type {Random} from '../../src/core/random.js';
import {pick} from '../simulator/draw.js';
import {drawPage, screens, type PageKind, type PageTarget, type PhonePage} from './page.js';
import {readPage, type PageView} from './read.js';
import {drawReader, type Reader} from './reader.js';

/** Pages of one site, and what a person has read of them: in the order in which they were opened. */
export interface TouchVisit {
  reader: Reader;
  views: PageView[];
}

/** Pages of a site, and page views of a person there. */
const sitePages = {from: 1, to: 4};
const siteViews = {from: 4, to: 16};

/** How unequal the ways of a site are to a person: each is so many times as usual as the next. */
const usualShare = 1.8;

/** Simulates a person on a site of their own; both are drawn at random. */
export function simulateTouchVisit(
  random: Random,
  {kinds, spread = 1}: {kinds: readonly PageKind[]; spread?: number},
): TouchVisit {
  const reader = drawReader(random, {spread});
  const screen = pick(random, screens);
  const pages = Array.from({length: count(random, sitePages)}, () =>
    drawPage(random, {among: kinds, screen}),
  );
  const isStable = pages.map(({kind}) => kind === 'panel' || kind === 'form' || random() < 0.4);
  const usual = new Map<string, number>();
  const views: PageView[] = [];
  let before = '';
  let at = 0;
  for (let index = count(random, siteViews); index > 0; index--) {
    const template = pages[at]!;
    const page = withKeys(template, {page: at, visit: isStable[at] === true ? 0 : index});
    // On a panel, everything is done on purpose.
    const purposes = page.kind === 'panel' ? 1 + Math.floor(random() * 5) : Number(random() < reader.goals);
    const goal = purposes > 0 ? goalOn(page, {reader, random, before, usual}) : undefined;
    const view = readPage(page, {reader, random, goal});
    for (let more = 1; more < purposes && page.kind === 'panel'; more++) {
      before = lastKey(view) ?? before;
      append(view, readPage(page, {reader, random, goal: goalOn(page, {reader, random, before, usual})}));
    }
    views.push(view);
    before = lastKey(view) ?? before;
    at = Math.floor(random() * pages.length);
  }
  return {reader, views};
}

function count(random: Random, {from, to}: {from: number; to: number}): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** The page with the keys that its links have: bars and footers share theirs with the other pages of the site. */
function withKeys(page: PhonePage, {page: index, visit}: {page: number; visit: number}): PhonePage {
  const keyOf = ({key, kind}: PageTarget): string =>
    kind === 'navigation' ? key : `/${index}/${visit}/${key}`;
  return {...page, targets: page.targets.map((target) => ({...target, key: keyOf(target)}))};
}

/** What a person goes to at once: what usually follows the tap before, or one of the usual ways of this page. */
function goalOn(
  {targets}: PhonePage,
  {
    reader,
    random,
    before,
    usual,
  }: {reader: Reader; random: Random; before: string; usual: Map<string, number>},
): number | undefined {
  const ways = [...targets.keys()].filter((index) => targets[index]!.kind !== 'inline');
  if (ways.length === 0) return undefined;
  const known = ways.findIndex((index) => usual.get(`${before} ${targets[index]!.key}`) === 1);
  if (known >= 0 && random() < reader.habit) return ways[known];
  // In an order of this person's own.
  const order = ways.sort(
    (a, b) => weightOf(targets[b]!.key, usual, random) - weightOf(targets[a]!.key, usual, random),
  );
  let rank = 0;
  while (rank < order.length - 1 && random() > 1 - 1 / usualShare) rank++;
  const chosen = order[rank]!;
  usual.set(`${before} ${targets[chosen]!.key}`, 1);
  return chosen;
}

function weightOf(key: string, usual: Map<string, number>, random: Random): number {
  let weight = usual.get(key);
  if (weight === undefined) usual.set(key, (weight = random()));
  return weight;
}

function lastKey({steps, page}: PageView): string | undefined {
  const step = steps.findLast((each) => each.kind === 'up' && each.target !== undefined);
  return step?.kind === 'up' ? page.targets[step.target!]?.key : undefined;
}

/** Adds what a person does on the same page afterwards. */
function append(view: PageView, next: PageView): void {
  const from = view.endsAt;
  for (const step of next.steps) view.steps.push({...step, t: step.t + from});
  view.endsAt += next.endsAt;
}
