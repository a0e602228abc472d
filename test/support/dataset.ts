import {formatDataset} from '../../src/storage/dataset-file.js';
import {madeUpSamples} from '../learning/samples.js';

/** The file of a data set with `count` made-up samples. */
export function dataset(count: number): File {
  return new File([formatDataset(madeUpSamples({count}))], 'made-up.json');
}
