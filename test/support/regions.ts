import {whenIdle} from '../../src/core/when-idle.js';
import {agreementMs} from '../../src/prediction/highlight-timing.js';
import {settledMs} from '../../src/prediction/pace.js';
import {fallMs} from '../../src/preload/running-preloads.js';
import {aTimeout, fixture, html} from '@open-wc/testing';
import type {PredictiveButton, PredictiveRegion} from '../../src/index.js';
import {movePointer, straightPath} from './commands.js';

/** Centres of the buttons in `threeButtons()`, which are 120 × 80 px each, at y 400. */
export const places = {one: [160, 440], two: [360, 440], three: [560, 440]} as const;

export interface Scene {
  region: PredictiveRegion;
  one: PredictiveButton;
  two: PredictiveButton;
  three: PredictiveButton;
}

/** Three buttons in a row, 80 px high, at y 400; sets `attributes` on the region. */
export async function threeButtons(attributes: Record<string, string> = {}): Promise<Scene> {
  const region = document.createElement('predictive-region');
  for (const [name, value] of Object.entries(attributes)) region.setAttribute(name, value);
  const row = document.createElement('div');
  row.style.cssText = 'position: fixed; left: 100px; top: 400px; display: flex; gap: 80px';
  const [one, two, three] = ['one', 'two', 'three'].map(newButton) as [
    PredictiveButton,
    PredictiveButton,
    PredictiveButton,
  ];
  row.append(one, two, three);
  region.append(row);
  await fixture(html`<div>${region}</div>`);
  await engineLoaded();
  return {region, one, two, three};
}

/** Waits until the engine has loaded, as it usually has, because most pages are idle once before the user acts. */
export async function engineLoaded(): Promise<void> {
  await Promise.all(
    ['session', 'target-marks', 'touch'].map((name) => import(`../../src/region/${name}.ts`)),
  );
  await new Promise<void>((resolve) => whenIdle(resolve, new AbortController().signal));
  await aTimeout(0);
}

/** A button of 120 × 80 px with the id `id`. */
export function newButton(id: string): PredictiveButton {
  const button = document.createElement('predictive-button');
  button.id = button.textContent = id;
  button.style.cssText = 'width: 120px; height: 80px';
  return button;
}

/** Waits until a lower probability takes effect. */
export async function afterFall(): Promise<void> {
  await aTimeout(fallMs + 50);
}

/**
 * Moves from above to 60 px over a button's place, and waits for a tick and its highlight: the button is then
 * predicted, but not yet reached. It stays so for some 0.4 s, until a tick finds the hand at rest; so this returns once
 * the page knows of the last point, sooner on a busy machine than the test runner does.
 */
export async function approach([x, y]: readonly [x: number, y: number]): Promise<void> {
  const end: [x: number, y: number] = [x, y - 60];
  const listening = new AbortController();
  const arrived = new Promise<void>((resolve) => {
    const seen = ({clientX, clientY}: PointerEvent): void => {
      if (Math.hypot(clientX - end[0], clientY - end[1]) <= 1) resolve();
    };
    addEventListener('pointermove', seen, {capture: true, signal: listening.signal});
  });
  await Promise.race([
    arrived,
    movePointer({points: straightPath({from: [x, 60], to: end, durationMs: 300})}),
  ]);
  listening.abort();
  await frames();
  if (document.querySelector(predictedSelector) === null) await aTimeout(agreementMs);
}

/** Approaches a button's place from above, and clicks there. */
export async function press([x, y]: readonly [x: number, y: number]): Promise<void> {
  await movePointer({
    points: straightPath({from: [x, 60], to: [x, y], durationMs: 250}),
    down: true,
    up: true,
  });
}

/** Matches predicted targets, both the kit's and native ones. */
export const predictedSelector = '[predicted], [data-predicted], :state(predicted)';

/** Ids of a region's predicted targets; failed assertions about elements would print the whole page. */
export function predictedIn(region: PredictiveRegion): string[] {
  return [...region.querySelectorAll(predictedSelector)].map(({id}) => id);
}

/** Waits for the tick after a movement, and for `count` more frames. */
export async function frames(count = 2): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, settledMs));
  for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Records every event of `type` at `target`. */
export function record<Type extends keyof HTMLElementEventMap>(
  target: EventTarget,
  type: Type,
): HTMLElementEventMap[Type][] {
  const events: HTMLElementEventMap[Type][] = [];
  // `type` determines the event's class.
  target.addEventListener(type, (event) => events.push(event as HTMLElementEventMap[Type]));
  return events;
}

/** Gives every preload at `target` work that finishes at once: without work there is no outcome. */
export function withWork<Target extends HTMLElement>(target: Target): Target {
  target.addEventListener('preload', (event) => event.waitUntil(Promise.resolve()));
  return target;
}

/** Records uncaught errors until `stop()`, and hides them from the test framework. */
export function uncaughtErrors(): {errors: unknown[]; stop: () => void} {
  const errors: unknown[] = [];
  const {onerror, onunhandledrejection} = window;
  const print = Object.getOwnPropertyDescriptor(console, 'error')!;
  Object.defineProperty(console, 'error', {...print, value: () => undefined});
  window.onerror = (_message, _source, _line, _column, error) => {
    errors.push(error);
    return true;
  };
  window.onunhandledrejection = (event) => {
    event.preventDefault();
    errors.push(event.reason);
  };
  return {
    errors,
    stop: () => {
      Object.defineProperty(console, 'error', print);
      window.onerror = onerror;
      window.onunhandledrejection = onunhandledrejection;
    },
  };
}
