import type {Browser, CDPSession} from 'puppeteer-core';
import {sampleCapacity, type Sample} from '../../src/core/sample.js';
import {openPage} from '../../tools/timed-pages/open-page.js';
import type {Site} from '../../tools/timed-pages/site.js';
import {addSamples} from './add-samples.js';
import {simulatedSamples} from './simulated-samples.js';

/** Different samples among those that fill a learner; the same ones come again and again. */
const storedKinds = 200;

/** Buttons of the page: what is stored is in the samples. */
const buttons = 10;

export interface MemoryCost {
  samples: number;
  /** Points of a sample, on average. */
  pointsPerSample: number;
  /** What they add to the page's heap, bytes. */
  bytes: number;
}

/** How much memory a region's samples take when it holds as many as it may. */
export async function measureMemory(browser: Browser, site: Site): Promise<MemoryCost> {
  const kinds = simulatedSamples({count: storedKinds, seed: 1});
  const samples = Array.from({length: sampleCapacity}, (_, index): Sample => {
    const sample = kinds[index % kinds.length]!;
    return {...sample, id: `${sample.id}-${index}`, time: sample.time + index};
  });
  const {page, cdp} = await openPage(browser, site, {watcher: 'kit', buttons, attributes: 'learn="manual"'});
  try {
    await cdp.send('HeapProfiler.enable');
    // Loads the code that holds them.
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
  // What one collection lets go of may hold what only the next one finds.
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize;
}
