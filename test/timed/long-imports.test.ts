import {expect, fixtureCleanup} from '@open-wc/testing';
import '../../src/index.js';
import {sampleCapacity} from '../../src/core/sample.js';
import type {PredictiveRegion} from '../../src/index.js';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {largestSamples} from '../support/largest-samples.js';
import {threeButtons} from '../support/regions.js';
import {goesOn} from '../support/stand-still.js';

describe('a long import', function () {
  this.timeout(120_000);
  afterEach(() => fixtureCleanup());

  for (const persist of ['none', 'session'])
    it(`F63 a data set of ${sampleCapacity} long samples is imported while the page goes on, persist="${persist}"`, async () => {
      const file = new File([formatDataset(largestSamples())], 'long.json');
      const regions: PredictiveRegion[] = [];
      const wentOn = await goesOn(async () => {
        const name = `long ${regions.length}`;
        const {region} = await threeButtons({learn: 'manual', persist, name});
        regions.push(region);
        expect(await region.importDataset(file)).to.equal(sampleCapacity);
      });
      expect(wentOn).to.equal(true);
      for (const region of regions) {
        expect(region.sampleCounts.count).to.equal(sampleCapacity);
        await region.forget();
      }
    });
});
