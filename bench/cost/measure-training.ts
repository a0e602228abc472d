import type {Browser, CDPSession} from 'puppeteer-core';
import '../../src/core/events.js';
import {movePointer, naturalMovement} from '../../tools/timed-pages/movement.js';
import {openPage} from '../../tools/timed-pages/open-page.js';
import {addSamples} from './add-samples.js';
import {simulatedSamples} from './simulated-samples.js';
import type {Site} from '../../tools/timed-pages/site.js';

/** Buttons of the page: what is learned from is in the samples. */
const buttons = 10;

/** Movement beside the training, over and over; its number of events. */
const movedEvents = 200;

/** How long the page is looked at without training, ms. */
const restMs = 2000;

/** How a training went. */
export interface TrainingCost {
  /** From the call of `train()` to its answer, ms. */
  ms: number;
  /** Processor time that it took, of all threads of the page, ms: what one core would have needed. */
  cpuMs: number;
  /** Epochs that were trained. */
  epochs: number;
  backend: string;
  /** Tasks of more than 50 ms on the page's thread. */
  longTasks: number;
}

export interface LearningCosts {
  /** The first training of a visit: the worker is loaded and started, too. */
  first: TrainingCost;
  /** What the first has learned is trained further, on another person's samples. */
  fineTuning: TrainingCost;
  /** Tasks of more than 50 ms on the same page without training. */
  longTasksAtRest: number;
}

declare global {
  interface Window {
    longTasks: number;
  }
}

/** How long learning takes, and whether the page's thread stays free; the pointer moves all the while. */
export async function measureTraining(
  browser: Browser,
  site: Site,
  {samples: count}: {samples: number},
): Promise<LearningCosts> {
  const {page, cdp} = await openPage(browser, site, {
    watcher: 'kit',
    buttons,
    attributes: 'learn="manual" min-accuracy="0"',
  });
  try {
    await page.evaluate(watchLongTasks);
    await addSamples(page, site, simulatedSamples({count, seed: 1}));
    const first = await measure(() => page.evaluate(train));
    await page.evaluate(() => document.querySelector('predictive-region')!.resetDataset());
    await addSamples(page, site, simulatedSamples({count, seed: 2}));
    const fineTuning = await measure(() => page.evaluate(train));
    const rest = await measure(() => page.evaluate(restFor, restMs));
    // The pointer's part.
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
  // Inline: a function with a name would need a helper of the compiler's, which the page does not have.
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

/** Runs in the page: the long tasks since it was last asked, once the browser has told of all. */
async function takeLongTasks(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  const count = window.longTasks;
  window.longTasks = 0;
  return count;
}

/** Processor time that the processes of pages have used so far, ms. */
async function processorMs(browser: Browser): Promise<number> {
  const cdp = await browser.target().createCDPSession();
  const {processInfo} = await cdp.send('SystemInfo.getProcessInfo');
  await cdp.detach();
  const pages = processInfo.filter(({type}) => type === 'renderer');
  return pages.reduce((sum, {cpuTime}) => sum + cpuTime * 1000, 0);
}
