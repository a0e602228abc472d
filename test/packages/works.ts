// What must hold of the package wherever it runs.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {PredictiveTrainEvent} from '../../src/index.js';
import {installed} from './packed.js';
import {browser} from './pages.js';

/** What is left in the code of TensorFlow.js however a bundler renames its files. */
const tensorflow = 'tfjs';

/** Opens the page and does there what a user does: point, then train. Nothing of TensorFlow.js comes before. */
export async function assertWorks(url: string): Promise<void> {
  const page = await browser().newPage();
  const requested: string[] = [];
  const workers: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('workercreated', (worker) => workers.push(worker.url()));
  try {
    await page.goto(url);
    await page.waitForFunction(
      "customElements.get('predictive-region') && customElements.get('predictive-button')",
    );
    assert.equal(await page.evaluate(pointAtSecondButton), 'no');
    assert.deepEqual(workers, []);
    assert.deepEqual(await filesWithTensorflow(requested), [], 'loaded too early');

    const {imported, backend, verdict} = await page.evaluate(learnFrom, JSON.stringify(dataset()));
    assert.equal(imported, 40);
    assert.equal(typeof backend?.measurements.wasm, 'number', `wasm ${backend?.measurements.wasm}`);
    assert.equal(verdict, 'taken');
    assert.equal(workers.length, 1);
  } finally {
    await page.close();
  }
}

/** Which of the addresses answer with TensorFlow.js, or with one of its binaries. */
async function filesWithTensorflow(addresses: readonly string[]): Promise<string[]> {
  assert.ok(readFileSync(join(installed, 'dist/trainer.worker.js'), 'utf8').includes(tensorflow));
  const found: string[] = [];
  for (const address of new Set(addresses.filter((each) => each.startsWith('http')))) {
    const response = await fetch(address);
    const isWasm = response.headers.get('content-type')?.includes('wasm') ?? false;
    if (isWasm || (await response.text()).includes(tensorflow)) found.push(address);
  }
  return found;
}

/** In the page. Resolves to the key of the button that is predicted. */
export async function pointAtSecondButton(): Promise<string | undefined> {
  const {x, y} = document.querySelectorAll('predictive-button')[1]!.getBoundingClientRect();
  for (let step = 0; step <= 40; step++) {
    const share = step / 40;
    // Minimum jerk (Flash and Hogan 1985): a hand slows down before it arrives.
    const left = 1 - share ** 3 * (10 - 15 * share + 6 * share ** 2);
    const place = {clientX: x + 15 + 320 * left, clientY: y + 15 + 400 * left};
    const mouse = {bubbles: true, isPrimary: true, pointerType: 'mouse'};
    document.body.dispatchEvent(new PointerEvent('pointermove', {...mouse, ...place}));
    // As long as a frame; the pointer is looked at every few of them.
    await new Promise((resolve) => setTimeout(resolve, 16));
    const predicted = document.querySelector('predictive-button[predicted]');
    if (predicted !== null) return predicted.getAttribute('key') ?? undefined;
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  return document.querySelector('predictive-button[predicted]')?.getAttribute('key') ?? undefined;
}

/** In the page. */
async function learnFrom(samples: string) {
  const region = document.querySelector('predictive-region')!;
  const reports: PredictiveTrainEvent['backend'][] = [];
  region.addEventListener('predictive-train', (event) => {
    if (event.phase === 'backend') reports.push(event.backend);
  });
  const imported = await region.importDataset(new Blob([samples]));
  const {verdict} = await region.train();
  return {imported, backend: reports[0], verdict};
}

/** Forty movements straight to one of two buttons, in turn. */
export function dataset() {
  const targets = ['left', 'right'].map((key, index) => ({key, x: 100 + 400 * index, y: 300, w: 100, h: 40}));
  const samples = Array.from({length: 40}, (_, index) => {
    const {key, x} = targets[index % 2]!;
    const start = 240 + ((index * 37) % 120);
    const points = Array.from({length: 40}, (_, step) => {
      const share = (step / 39) ** 2 * (3 - (2 * step) / 39);
      return [Math.round(start + (x + 50 - start) * share), Math.round(60 + 260 * share), 10 * step];
    });
    return {
      id: `made-up-${index}`,
      time: 1.7e12 + index,
      pressed: key,
      pressedAt: 395,
      points,
      targets,
      weight: 1,
    };
  });
  return {format: 'predictive-buttons-dataset', version: 1, samples};
}
