import {expect, waitFor} from 'storybook/test';
import type {PredictiveRegion} from '../src/index.js';

declare global {
  interface Window {
    /** Set by the browser that tests the stories: real input, in CSS px of the viewport. */
    moveRealMouse?: (x: number, y: number) => Promise<void>;
    pressRealMouse?: () => Promise<void>;
    /** Presses a key by its `KeyboardEvent.key`. */
    pressRealKey?: (key: string) => Promise<void>;
  }
}

/** Unlike any real pointer, so that the user's own movement starts a new trajectory. */
const pointerId = 4711;

/** Duration of an unhurried movement: a constant, and an addition per pixel, ms. */
const shortestMs = 200;
const msPerPx = 1.2;

/** Sideways bend of a movement, as a share of its length. */
const bend = 0.04;

/** A page whose frames are no farther apart, ms, for so many of them, draws evenly; one that still loads does not. */
const evenMs = 50;
const evenFrames = 8;

/** Longest time to wait for that, ms. */
const patienceMs = 5000;

/**
 * Moves a pointer towards the middle of `element`, from (`dx`, `dy`) px beside it, over a share of the
 * distance, one step per frame. Tests of the stories move the real mouse; otherwise events are dispatched,
 * from which the kit predicts but never learns.
 */
export async function approach(
  element: HTMLElement,
  {dx, dy, share = 0.85}: {dx: number; dy: number; share?: number},
): Promise<void> {
  await drawsEvenly();
  const {x, y, width, height} = element.getBoundingClientRect();
  const to = {x: x + width / 2, y: y + height / 2};
  const durationMs = shortestMs + Math.hypot(dx, dy) * msPerPx;
  const start = performance.now();
  for (let way = 0; way < share;) {
    await nextFrame();
    const time = Math.min(1, (performance.now() - start) / durationMs);
    // Minimum jerk, the smoothest movement (Flash & Hogan 1985).
    way = Math.min(share, time ** 3 * (10 - 15 * time + 6 * time ** 2));
    const aside = bend * Math.sin(Math.PI * way);
    await moveTo(to.x + dx * (1 - way) - dy * aside, to.y + dy * (1 - way) + dx * aside);
  }
  // The next frame predicts, the one after it shows the result.
  await nextFrame();
  await nextFrame();
}

/**
 * Moves onto `element` until that is predicted, where it stays so under the resting pointer; again if it is not, since
 * a movement falters on a busy machine, as one does that has changed its mind.
 */
export async function approachUntilPredicted(
  element: HTMLElement,
  from: {dx: number; dy: number},
): Promise<void> {
  const isPredicted = (): boolean =>
    element.hasAttribute('predicted') || element.hasAttribute('data-predicted');
  for (let attempt = 1; attempt === 1 || (attempt <= 3 && !isPredicted()); attempt++)
    await approach(element, {...from, share: 1});
  await expect(isPredicted(), 'predicted at the end of an approach').toBe(true);
}

/**
 * Waits until the page draws evenly: a movement that halts while the other frames of a page of documentation load looks
 * like one that has changed its mind.
 */
async function drawsEvenly(): Promise<void> {
  const begun = performance.now();
  let last = begun;
  for (let even = 0; even < evenFrames && last - begun < patienceMs;) {
    await nextFrame();
    const now = performance.now();
    even = now - last <= evenMs ? even + 1 : 0;
    last = now;
  }
}

/** Moves to the middle of `element` and presses it. */
export async function pressAfterApproach(
  element: HTMLElement,
  from: {dx: number; dy: number},
): Promise<void> {
  await approach(element, {...from, share: 1});
  await press(element);
}

/** Presses `element`, which the pointer is on. */
export async function press(element: HTMLElement): Promise<void> {
  if (window.pressRealMouse) await window.pressRealMouse();
  else element.click();
}

async function moveTo(clientX: number, clientY: number): Promise<void> {
  if (window.moveRealMouse) {
    await window.moveRealMouse(clientX, clientY);
    return;
  }
  const under = document.elementFromPoint(clientX, clientY) ?? document.body;
  under.dispatchEvent(
    new PointerEvent('pointermove', {
      pointerId,
      pointerType: 'mouse',
      isPrimary: true,
      bubbles: true,
      composed: true,
      clientX,
      clientY,
    }),
  );
}

/** Keys that the region predicted during `movement`. */
export async function predictedDuring(
  region: PredictiveRegion,
  movement: () => Promise<void>,
): Promise<Set<string>> {
  const keys = new Set<string>();
  const listening = new AbortController();
  region.addEventListener(
    'predictive-change',
    ({key}) => {
      if (key !== null) keys.add(key);
    },
    listening,
  );
  await movement();
  listening.abort();
  return keys;
}

function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** The only element in a story that matches. */
export function only<Name extends keyof HTMLElementTagNameMap>(
  canvas: HTMLElement,
  name: Name,
  selector = '',
): HTMLElementTagNameMap[Name] {
  const found = canvas.querySelector<HTMLElementTagNameMap[Name]>(name + selector);
  if (found === null) throw new Error(`There is no <${name}>${selector} in this story.`);
  return found;
}

/** A part in a button's shadow tree. */
export function partOf(button: HTMLElement, name: 'button' | 'label' | 'indicator'): HTMLElement {
  const found = button.shadowRoot?.querySelector<HTMLElement>(`[part=${name}]`);
  if (!found) throw new Error(`This button has no part ${name}.`);
  return found;
}

/** The panel of an open inspector, once it has loaded. */
export async function panelOf(inspector: HTMLElement): Promise<HTMLElement> {
  await waitFor(() => expect(inspector.shadowRoot?.querySelector('[role=tab]')).not.toBeNull());
  return inspector.shadowRoot!.querySelector<HTMLElement>('.panel')!;
}

/** The button with this label in a panel: a tab, or a button of the visible view. */
export function buttonOf(panel: HTMLElement, label: string): HTMLButtonElement {
  const found = [...panel.querySelectorAll('button')].find(({textContent}) => textContent.trim() === label);
  if (found === undefined) throw new Error(`There is no button “${label}” in this panel.`);
  return found;
}
