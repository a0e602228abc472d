import {waitUntil} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {movePointer} from '../support/commands.js';
import type {PredictiveInspector} from '../../src/inspector/index.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {madeUpSamples} from '../learning/samples.js';

/**
 * Waits longer than usual for a condition: a busy machine takes seconds to load the panel, and longer to
 * train.
 */
export function until(condition: () => unknown, message?: string): Promise<void> {
  return waitUntil(condition, message, {timeout: 60_000});
}

/**
 * An open inspector with a loaded panel for the region with that id, placed away from everything else on the
 * page.
 */
export async function openInspector(id = 'inspected'): Promise<PredictiveInspector> {
  const inspector = document.createElement('predictive-inspector');
  inspector.htmlFor = id;
  // A docked one would cover the buttons of a test, which are fixed to the window.
  inspector.dock = 'float';
  inspector.open = true;
  document.body.append(inspector);
  await until(() => query(inspector, '[role=tab]') !== null, 'the panel is there');
  return inspector;
}

/** The first matching element in the inspector's shadow tree. */
export function query(inspector: PredictiveInspector, selector: string): HTMLElement | null {
  return inspector.renderRoot.querySelector<HTMLElement>(selector);
}

/** The first matching field. */
export function input(inspector: PredictiveInspector, selector: string): HTMLInputElement {
  const found = query(inspector, selector);
  if (!(found instanceof HTMLInputElement)) throw new Error(`${selector} is no input.`);
  return found;
}

/** Presses the last key while the others are held. */
export async function pressKeys(...keys: string[]): Promise<void> {
  for (const key of keys) await sendKeys({down: key});
  for (const key of keys.toReversed()) await sendKeys({up: key});
}

/** The inspector's button with the text `label`. */
export function button(inspector: PredictiveInspector, label: string): HTMLButtonElement {
  const buttons = [...inspector.renderRoot.querySelectorAll('button')];
  const found = buttons.find((each) => each.textContent.trim() === label);
  if (found === undefined) throw new Error(`There is no "${label}".`);
  return found;
}

/** Chooses the tab of a view, and waits until the view is shown. */
export async function show(inspector: PredictiveInspector, title: string): Promise<void> {
  const tab = Object.entries(tabs).find(([, views]) => views.includes(title))?.[0] ?? title;
  button(inspector, tab).click();
  await until(() => button(inspector, tab).ariaSelected === 'true');
}

/** The views of each tab. */
const tabs: Record<string, string[]> = {
  Live: ['Next press', 'Decisions', 'This page', 'Controls', 'Events'],
  Learn: ['Data', 'Training', 'Habits'],
  Model: ['Model in use', 'Keep and exchange', 'Evaluation'],
  Score: ['Predictions', 'Preloads'],
};

/** Selects what is in a view of the selected tab. */
export function inView(title: string, selector: string): string {
  return `[data-section='${title}'] ${selector}`;
}

/** The text of the inspector's first matching element. */
export function text(inspector: PredictiveInspector, selector: string): string {
  return (query(inspector, selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/** The terms of the description lists of a view, or of the whole tab, with their texts. */
export function figures(inspector: PredictiveInspector, view?: string): Record<string, string> {
  const lists = view === undefined ? '.counts' : inView(view, '.counts');
  const pairs = [...inspector.renderRoot.querySelectorAll(`${lists} > div`)];
  return Object.fromEntries(pairs.map((pair) => [...pair.children].map((part) => part.textContent.trim())));
}

/** A data set of `count` synthetic samples of three buttons. */
export function dataset(count: number): File {
  return new File([formatDataset(madeUpSamples({count}))], 'made-up.json');
}

/** Answers the next file dialog with these files. */
export function answerWith(files: readonly File[]): void {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with `this`
  const {click} = HTMLInputElement.prototype;
  HTMLInputElement.prototype.click = function () {
    HTMLInputElement.prototype.click = click;
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    this.files = transfer.files;
    this.dispatchEvent(new Event('change'));
  };
}

/** The files downloaded while `act` runs, once there are `count` of them. */
export async function downloads(count: number, act: () => void): Promise<File[]> {
  const files: File[] = [];
  const blobs = new Map<string, Blob>();
  const createObjectURL = URL.createObjectURL.bind(URL);
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with `this`
  const {click} = HTMLAnchorElement.prototype;
  URL.createObjectURL = (blob: Blob) => {
    const url = createObjectURL(blob);
    blobs.set(url, blob);
    return url;
  };
  HTMLAnchorElement.prototype.click = function () {
    files.push(new File([blobs.get(this.href)!], this.download));
  };
  try {
    act();
    await until(() => files.length === count, `${count} files`);
  } finally {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  }
  return files;
}

/** Moves the mouse away from everything. */
export async function restPointer(): Promise<void> {
  await movePointer({points: [[5, 5], [6, 6, 300]]}); // prettier-ignore
}

/** Painted share of a square of the drawing over the page, 0…1. */
export function covered(inspector: PredictiveInspector, [x, y]: [number, number]): number {
  const canvas = query(inspector, 'canvas.overlay') as HTMLCanvasElement;
  const ratio = canvas.width / innerWidth;
  const side = Math.round(12 * ratio);
  const {data} = canvas
    .getContext('2d')!
    .getImageData(x * ratio - side / 2, y * ratio - side / 2, side, side);
  return data.filter((value, index) => index % 4 === 3 && value > 0).length / (data.length / 4);
}
