import type {Browser, CDPSession} from 'puppeteer-core';
import '../../src/core/events.js';
import type {Sample} from '../../src/core/sample.js';
import {movePointer, naturalMovement} from '../../tools/timed-pages/movement.js';
import {openPage} from '../../tools/timed-pages/open-page.js';
import {addSamples} from './add-samples.js';
import type {Site} from '../../tools/timed-pages/site.js';

/** What is learned first, and then. */
export interface TrainingSamples {
  first: readonly Sample[];
  fineTuning: readonly Sample[];
}

/** Number of buttons on the page; the training samples have their own. */
const buttons = 10;

/** Number of events in the movement that repeats during training. */
const movedEvents = 200;

/** Observation time of the page without training, ms. */
const restMs = 2000;

/** The result of one training. */
export interface TrainingCost {
  /** From the call of `train()` to its result, ms. */
  ms: number;
  /** Processor time of all threads of the page, ms: the time that one core would have needed. */
  cpuMs: number;
  /** Number of epochs. */
  epochs: number;
  backend: string;
  /** Number of tasks over 50 ms on the page's thread. */
  longTasks: number;
}

export interface LearningCosts {
  /** The first training of a visit; includes loading and starting the worker. */
  first: TrainingCost;
  /** Further training of the first model, on another person's samples. */
  fineTuning: TrainingCost;
  /** Number of tasks over 50 ms on the same page without training. */
  longTasksAtRest: number;
}

declare global {
  interface Window {
    longTasks: number;
  }
}

/** Measures how long learning takes, and whether the page's thread stays free, while the pointer moves. */
export async function measureTraining(
  browser: Browser,
  site: Site,
  samples: TrainingSamples,
): Promise<LearningCosts> {
  const {page, cdp} = await openPage(browser, site, {
    watcher: 'kit',
    buttons,
    attributes: 'learn="manual" min-accuracy="0"',
  });
  try {
    await page.evaluate(watchLongTasks);
    await addSamples(page, site, samples.first);
    const first = await measure(() => page.evaluate(train));
    await page.evaluate(() => document.querySelector('predictive-region')!.resetDataset());
    await addSamples(page, site, samples.fineTuning);
    const fineTuning = await measure(() => page.evaluate(train));
    const rest = await measure(() => page.evaluate(restFor, restMs));
    // The tasks of the pointer alone.
    const withoutPointer = (training: typeof first): TrainingCost => ({
      ...training,
      cpuMs: training.cpuMs - (rest.cpuMs / rest.ms) * training.ms,
    });
    return {
      first: withoutPointer(first),
      fineTuning: withoutPointer(fineTuning),
      longTasksAtRest: rest.longTasks,
    };
  } finally {
    await page.close();
  }

  async function measure<Result>(
    work: () => Promise<Result>,
  ): Promise<Result & Pick<TrainingCost, 'cpuMs' | 'longTasks'>> {
    await page.evaluate(takeLongTasks);
    const before = await processorMs(browser);
    let isWorking = true;
    const [result] = await Promise.all([
      work().finally(() => (isWorking = false)),
      moveWhile(cdp, () => isWorking),
    ]);
    const cpuMs = (await processorMs(browser)) - before;
    return {...result, cpuMs, longTasks: await page.evaluate(takeLongTasks)};
  }
}

/** Runs in the page. */
async function restFor(ms: number): Promise<{ms: number}> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  return {ms};
}

/** Runs in the page. */
async function train(): Promise<{ms: number; epochs: number; backend: string}> {
  const region = document.querySelector('predictive-region')!;
  let epochs = 0;
  let backend = '';
  const listening = new AbortController();
  // Inline: a named function would need a helper of the compiler, which the page does not have.
  region.addEventListener(
    'predictive-train',
    (event) => {
      if (event.phase === 'epoch') epochs++;
      if (event.backend !== undefined) backend = event.backend.backend;
    },
    {signal: listening.signal},
  );
  const begun = performance.now();
  await region.train();
  const ms = performance.now() - begun;
  listening.abort();
  return {ms, epochs, backend};
}

async function moveWhile(cdp: CDPSession, isOn: () => boolean): Promise<void> {
  const movement = naturalMovement({events: movedEvents, seed: 1});
  for (let index = 0; isOn(); index++) {
    const [x, y] = movement[index % movement.length]!;
    await movePointer(cdp, [[x, y, 8]]);
  }
}

/** Runs in the page. */
function watchLongTasks(): void {
  window.longTasks = 0;
  new PerformanceObserver((list) => (window.longTasks += list.getEntries().length)).observe({
    type: 'longtask',
  });
}

/** Runs in the page: takes the long tasks since the last call, once the browser has reported all of them. */
async function takeLongTasks(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  const count = window.longTasks;
  window.longTasks = 0;
  return count;
}

/** Processor time of all page processes so far, ms. */
async function processorMs(browser: Browser): Promise<number> {
  const cdp = await browser.target().createCDPSession();
  const {processInfo} = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const pages = processInfo.filter(({type}) => type === 'renderer');
  return pages.reduce((sum, {cpuTime}) => sum + cpuTime * 1000, 0);
}
