import {expect} from '@open-wc/testing';
import {runWithout} from '../support/broken-imports.js';

describe('the chunk for model files', () => {
  it('F13 rejects with chunk-unavailable when it cannot be loaded, for reading and for writing', async () => {
    const codes = await runWithout(
      ['model-files/model-file'],
      `import {Learner} from '/src/learning/learner.ts';
      import {openRecords} from '/src/storage/open-records.ts';
      const records = await openRecords({persist: 'none', name: '', onError() {}});
      const learner = new Learner({records, onUnused() {}});
      const settings = {architecture: 'scorer', minAccuracy: 0.5, backend: 'cpu', keys: [], keep: false};
      const outcomes = await Promise.allSettled([
        learner.exportModel(),
        learner.loadModel([new File(['{}'], 'model.json')], settings),
      ]);
      globalThis.result = outcomes.map(({reason}) => reason?.code);`,
    );
    expect([...(codes as string[])]).to.deep.equal(['chunk-unavailable', 'chunk-unavailable']);
  });
});
