import {wasmUrl} from '../../tools/tensorflow-in-node.js';
import assert from 'node:assert/strict';
import {before, describe, it} from 'node:test';
import {people, type Parameters} from '../../pretrain/simulator/parameters.js';
import {simulateVisit} from '../../pretrain/simulator/visit.js';
import {areaUnder, tellApart, windowsOf, type PersonsWindows} from '../../pretrain/tell-apart.js';
import {seededRandom} from '../../src/core/random.js';
import {startBackend} from '../../src/training/train.js';
import {scriptOfWindow} from '../../tools/recordings/pointer-script.js';
import {windowOf} from '../../tools/recordings/simulated-recordings.js';

/** Windows of some people with these numbers. */
function windowsOfPeople(parameters: Parameters, seed: number): PersonsWindows[] {
  const random = seededRandom(seed);
  return Array.from({length: 40}, (_, i) => {
    const person = `person ${i}`;
    const visit = simulateVisit({ms: 60_000, random, parameters});
    return {person, windows: windowsOf(scriptOfWindow(windowOf({...visit, person})))};
  });
}

describe('areaUnder', () => {
  it('is the share of pairs in the right order', () => {
    assert.equal(areaUnder([1, 2, 3, 4], [false, false, true, true]), 1);
    assert.equal(areaUnder([4, 3, 2, 1], [false, false, true, true]), 0);
    assert.equal(areaUnder([1, 3, 2, 4], [false, false, true, true]), 0.75);
    assert.equal(areaUnder([5, 5, 5, 5], [false, true, false, true]), 0.5);
  });
});

describe('tellApart', () => {
  before(() => startBackend({architecture: 'scorer', backend: 'wasm', wasmUrl}));

  it('tells people apart who move in another way, and says by what', async () => {
    const slow = {...people, pace: {median: 4, spread: 0.1}};
    const {auc, givenAwayBy, windows} = await tellApart(
      windowsOfPeople(slow, 1),
      windowsOfPeople(people, 2),
      seededRandom(1),
    );
    assert.ok(windows.simulated > 100 && windows.recorded > 100, JSON.stringify(windows));
    assert.ok(auc > 0.75, `${auc}`);
    assert.ok(givenAwayBy[0]!.fall > 0.01, JSON.stringify(givenAwayBy[0]));
  });

  it('cannot tell people from others like them', async () => {
    const {auc} = await tellApart(windowsOfPeople(people, 3), windowsOfPeople(people, 4), seededRandom(1));
    assert.ok(Math.abs(auc - 0.5) < 0.08, `${auc}`);
  });
});
