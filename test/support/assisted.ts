import {aTimeout, fixture, fixtureCleanup, html} from '@open-wc/testing';
import {resetMouse} from '@web/test-runner-commands';
import '../../src/index.js';
import type {PredictiveRegion} from '../../src/index.js';
import {handPath, seededRandom} from './approaches.js';
import {movePointer, type PathPoint} from './commands.js';
import {engineLoaded, frames} from './regions.js';

/** The box of `#x` in these pages, and a point 6 px below it. */
export const at =
  'position:absolute;left:340px;top:380px;width:100px;height:40px;margin:0;box-sizing:border-box';
export const below: Point = [390, 426];

export type Point = readonly [x: number, y: number];

export interface Scene {
  region: PredictiveRegion;
  target: HTMLElement;
  /** The trusted and forwarded clicks that reached the page, by the id of what they hit. */
  clicks: {id: string; isTrusted: boolean}[];
}

/** Shows a page in a region with `assist="expand"`, from a probability that every approach reaches. */
export async function show(page: string, attributes: Record<string, string> = {}): Promise<Scene> {
  const root = await fixture<HTMLElement>(html`<div></div>`);
  const region = document.createElement('predictive-region');
  const all = {targets: 'a[href], button', assist: 'expand', 'assist-from': '0.5', ...attributes};
  for (const [name, value] of Object.entries(all)) region.setAttribute(name, value);
  region.innerHTML = page;
  root.append(region);
  const clicks: Scene['clicks'] = [];
  root.addEventListener('click', (event) => {
    clicks.push({id: (event.target as Element).id, isTrusted: event.isTrusted});
    if ((event.target as Element).closest('a')) event.preventDefault();
  });
  await engineLoaded();
  await import('../../src/region/assist.js');
  await aTimeout(50);
  return {region, target: region.querySelector<HTMLElement>('#x')!, clicks};
}

function pathTo([x, y]: Point): PathPoint[] {
  return handPath({from: [x - 150, 60], to: [x, y], random: seededRandom(3)});
}

/** Moves as a hand does to a point beside `#x`, which is then predicted. */
export async function approach(point: Point, end: PathPoint[] = []): Promise<void> {
  await movePointer({points: [...pathTo(point), ...end]});
  await frames();
}

/** Moves there and presses, in one command: on a busy machine a second one comes when the target is unlikely again. */
export async function pressAt(point: Point): Promise<void> {
  await movePointer({points: pathTo(point), down: true, up: true});
  await frames();
}

export async function reset(): Promise<void> {
  getSelection()!.removeAllRanges();
  fixtureCleanup();
  scrollTo(0, 0);
  await resetMouse();
}

/** An element at the point, in front of the page. */
export const there =
  'position:absolute;left:340px;top:422px;width:100px;height:20px;margin:0;padding:0;border:0';
