import type {Browser, CDPSession} from 'puppeteer-core';
import {sampleCapacity, type Sample} from '../../src/core/sample.js';
import {openPage} from '../../tools/timed-pages/open-page.js';
import type {Site} from '../../tools/timed-pages/site.js';
import {addSamples} from './add-samples.js';
import {simulatedSamples} from './simulated-samples.js';

/** Number of distinct samples among those that fill a learner; they repeat. */
const storedKinds = 200;

/** Number of buttons on the page; the samples have their own. */
const buttons = 10;

export interface MemoryCost {
  samples: number;
  /** Average number of points in a sample. */
  pointsPerSample: number;
  /** Size of the samples on the page's heap, bytes. */
  bytes: number;
}

/** Measures the memory of a region's samples when it holds its maximum. */
export async function measureMemory(browser: Browser, site: Site): Promise<MemoryCost> {
  const kinds = simulatedSamples({count: storedKinds, seed: 1});
  const samples = Array.from({length: sampleCapacity}, (_, index): Sample => {
    const sample = kinds[index % kinds.length]!;
    return {...sample, id: `${sample.id}-${index}`, time: sample.time + index};
  });
  const {page, cdp} = await openPage(browser, site, {watcher: 'kit', buttons, attributes: 'learn="manual"'});
  try {
    await cdp.send('HeapProfiler.enable');
    // Loads the modules that store samples.
    await addSamples(page, site, samples.slice(0, 1));
    const before = await heapBytes(cdp);
    await addSamples(page, site, samples);
    const bytes = (await heapBytes(cdp)) - before;
    const points = samples.reduce((sum, sample) => sum + sample.points.length, 0);
    return {samples: samples.length, pointsPerSample: points / samples.length, bytes};
  } finally {
    await page.close();
  }
}

async function heapBytes(cdp: CDPSession): Promise<number> {
  // Collect garbage repeatedly: one collection may release objects that only the next one frees.
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}
