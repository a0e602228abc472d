import {test} from 'node:test';
import fc from 'fast-check';
import {kinds} from '../fuzz/hostile-files.js';

/** Few, for every change; `npm run test:fuzz` reads 100,000. */
const numRuns = 150;

const seed = 84;

for (const {name, files} of kinds)
  test(`F84 F85 hostile ${name} are refused with a code, or work`, async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(files, async (read) => void seen.add(await read())),
      {seed, numRuns},
    );
    // Neither would show anything alone.
    for (const outcome of ['accepted', 'refused'])
      if (!seen.has(outcome)) throw new Error(`none was ${outcome}`);
  });
