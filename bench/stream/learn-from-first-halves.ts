import {scorerInUse} from '../../src/prediction/model-in-use.js';
import type {RowModel} from '../../src/prediction/predictor.js';
import {UsageError} from '../../tools/arguments.js';
import {samplesOfWindows} from '../../tools/recordings/samples-of-recordings.js';
import {learn} from '../../tools/learn.js';
import type {StreamWindow} from '../../tools/recordings/recording.js';
import {ofSimulatedPeople, simulatedWindowsOf} from '../../tools/recordings/simulated-recordings.js';

/** Number of simulated people without `--data`, and windows of each. */
const simulated = {people: 2, windows: 8};

/** The model that a person's browser learned from the first half of the windows, and the second half. */
export interface Learned {
  person: string;
  later: StreamWindow[];
  rows: RowModel;
  /** Number of presses, and of movements without one, in the training samples. */
  presses: number;
  none: number;
  verdict: string;
  seconds: number;
}

/** Learns from the first half of each person's windows; leaves out people with a single window. */
export async function learnFromFirstHalves(windows: readonly StreamWindow[]): Promise<Learned[]> {
  const learned: Learned[] = [];
  for (const person of new Set(windows.map((window) => window.person))) {
    const own = windows.filter((window) => window.person === person);
    const half = Math.floor(own.length / 2);
    if (half === 0) continue;
    const samples = samplesOfWindows(own.slice(0, half));
    const {model, verdict, seconds} = await learn(samples, undefined);
    const presses = samples.filter(({pressed}) => pressed !== null).length;
    const {rows} = scorerInUse(model?.architecture === 'scorer' ? model.weights : undefined);
    learned.push({
      person,
      later: own.slice(half),
      rows,
      presses,
      none: samples.length - presses,
      verdict,
      seconds,
    });
  }
  if (learned.length === 0)
    throw new UsageError('--personal: nobody has two windows, one to learn from and one to be tested on.');
  return learned;
}

/** Simulates several windows for each of some people. */
export function simulatedPeoplesWindows({limit}: {limit: number}): StreamWindow[] {
  return ofSimulatedPeople(simulated.people, (person, options) =>
    simulatedWindowsOf(person, {...options, count: simulated.windows}),
  ).slice(0, limit);
}
