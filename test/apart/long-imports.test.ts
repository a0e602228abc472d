import {expect, fixtureCleanup} from '@open-wc/testing';
import '../../src/index.js';
import {sampleCapacity} from '../../src/core/sample.js';
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
      const {region} = await threeButtons({learn: 'manual', persist, name: `long ${persist}`});
      const wentOn = await goesOn(async () => {
        // Several such data sets would not fit into sessionStorage.
        await region.forget();
        expect(await region.importDataset(file)).to.equal(sampleCapacity);
      });
      expect(region.sampleCounts.count).to.equal(sampleCapacity);
      await region.forget();
      expect(wentOn).to.equal(true);
    });
});
