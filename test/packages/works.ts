// Requirements of the package wherever it runs.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {PredictiveTrainEvent} from '../../src/index.js';
import {installed} from './packed.js';
import {browser} from './pages.js';

/** A string in the code of TensorFlow.js that survives minification and renaming. */
const tensorflow = 'tfjs';

/** Opens the page, points at a button, then trains. Asserts that no TensorFlow.js loads before. */
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

/** The addresses whose response is TensorFlow.js or one of its binaries. */
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

/** Runs in the page: resolves to the key of the predicted button. */
export async function pointAtSecondButton(): Promise<string | undefined> {
  const {x, y} = document.querySelectorAll('predictive-button')[1]!.getBoundingClientRect();
  // Three small buttons side by side are hard to tell apart.
  document.querySelector('predictive-region')!.threshold = 0.3;
  for (let step = 0; step <= 40; step++) {
    const share = step / 40;
    // Minimum jerk (Flash and Hogan 1985): a hand slows down before it arrives.
    const left = 1 - share ** 3 * (10 - 15 * share + 6 * share ** 2);
    const place = {clientX: x + 15 + 320 * left, clientY: y + 15 + 400 * left};
    const mouse = {bubbles: true, isPrimary: true, pointerType: 'mouse'};
    document.body.dispatchEvent(new PointerEvent('pointermove', {...mouse, ...place}));
    // One frame; ticks are several frames apart.
    await new Promise((resolve) => setTimeout(resolve, 16));
    const predicted = document.querySelector('predictive-button[predicted]');
    if (predicted !== null) return predicted.getAttribute('key') ?? undefined;
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  return document.querySelector('predictive-button[predicted]')?.getAttribute('key') ?? undefined;
}

/** Runs in the page. */
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

/** Forty straight movements to two buttons, in turn. */
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
