import type {Sample} from '../src/core/sample.js';
import {seededRandom} from '../src/core/random.js';
import {samplesOfWindows} from '../tools/recordings/samples-of-recordings.js';
import {simulatedWindowsOf} from '../tools/recordings/simulated-recordings.js';
import {people, type Parameters} from './simulator/parameters.js';

/**
 * People from whom there is something to learn: their hands start in a wrong direction, stop half-way, and correct
 * slowly, unlike those that the shipped network knows.
 */
const odd: Parameters = {
  ...people,
  // On a crowded page each target is pressed too seldom to learn much from few visits.
  layouts: {...people.layouts, crowd: 0},
  primaryGain: {mean: 0.5, deviation: 0.1},
  directionErrorDegrees: 35,
  correctionMs: {median: 400, spread: 0.2},
  pace: {median: 1.6, spread: 0.1},
};

/** The samples of one person in `windows` visits; by default of an odd one. */
export function samplesOfPerson(
  seed: number,
  {windows, parameters = odd}: {windows: number; parameters?: Parameters},
): Sample[] {
  const random = seededRandom(seed);
  const samples = samplesOfWindows(
    simulatedWindowsOf(`person ${seed}`, {random, parameters, count: windows}),
  );
  // The ids of all people's samples start alike, since they are made from one seed.
  return samples.map((sample) => ({...sample, id: `${seed}-${sample.id}`}));
}
