import type {Page} from 'puppeteer-core';
import '../../src/core/events.js';
import type {Sample} from '../../src/core/sample.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import type {Site} from '../../tools/timed-pages/site.js';

/** Imports samples into the region of a page. */
export async function addSamples(page: Page, site: Site, samples: readonly Sample[]): Promise<void> {
  site.add('/samples.json', formatDataset(samples));
  await page.evaluate(async () => {
    const file = await (await fetch('/samples.json')).blob();
    await document.querySelector('predictive-region')!.importDataset(file);
  });
}
