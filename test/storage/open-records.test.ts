import {expect} from '@open-wc/testing';
import {runWithout} from '../support/broken-imports.js';

describe('openRecords', () => {
  for (const [persist, module] of [
    ['session', 'storage/session-records'],
    ['local', 'storage/indexeddb-records'],
  ] as const) {
    it(`F13 keeps records in memory when the chunk for persist "${persist}" cannot be loaded`, async () => {
      const result = await runWithout(
        [module],
        `import {openRecords} from '/src/storage/open-records.ts';
        const codes = [];
        const onError = ({code}) => codes.push(code);
        const records = await openRecords({persist: '${persist}', name: 'checkout', onError});
        await records.write('habits', {version: 1});
        globalThis.result = {codes, persistent: records.persistent, habits: await records.read('habits')};`,
      );
      // Through JSON, as objects of another frame have other prototypes.
      expect(JSON.parse(JSON.stringify(result))).to.deep.equal({
        codes: ['chunk-unavailable'],
        persistent: false,
        habits: {version: 1},
      });
    });
  }
});
