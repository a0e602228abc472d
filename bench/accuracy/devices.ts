import {devices, simulateDevice, type Device} from '../../pretrain/simulator/devices.js';
import {Heuristic} from '../../src/prediction/heuristic.js';
import {seededRandom} from '../../src/core/random.js';
import type {RowModel} from '../../src/prediction/predictor.js';
import {trialsOf, windowOf, type PersonsVisit} from '../../tools/recordings/simulated-recordings.js';
import {pressesIn, scriptOfWindow} from '../../tools/recordings/pointer-script.js';
import {replay} from '../../tools/replay/replay.js';
import {median} from '../../tools/scores/averages.js';
import {signalsOf} from '../../tools/scores/fires.js';
import {sumOf, tallyOfWindow} from '../../tools/scores/tally.js';
import {percent} from '../../tools/tables/percent.js';
import {printTable} from '../../tools/tables/table.js';
import {scoreAccuracy} from './score-accuracy.js';

/** People with each device, none of whom the shipped network has seen, and how long each is watched, ms. */
const peoplePerDevice = 60;
const visitMs = 60_000;
const seed = 77;

/** Times before the press, ms, and the probability from which a target would be preloaded. */
const momentsMs = [500, 300, 200] as const;
const threshold = 0.7;

export interface DeviceScores {
  /** Presses with a movement before them. */
  trials: number;
  /** Share of them whose target was the kit's first answer, 0…1, by time before the press, ms. */
  top1: Record<string, number>;
  /** At `threshold`, in continuous use: presses that were foreseen, how long before (the median of those), and waste. */
  recall: number;
  medianLeadMs: number;
  wastePerClick: number;
}

/** Scores the model on simulated people with each device. */
export function scoreDevices(model: RowModel): Record<Device, DeviceScores> {
  const entries = devices.map((device): [Device, DeviceScores] => [device, scoreDevice(device, model)]);
  // Every device has been scored.
  return Object.fromEntries(entries) as Record<Device, DeviceScores>;
}

function scoreDevice(device: Device, model: RowModel): DeviceScores {
  const random = seededRandom(seed);
  const visits = Array.from({length: peoplePerDevice}, (_, index): PersonsVisit => {
    return {...simulateDevice(device, {ms: visitMs, random}), person: `person ${index}`};
  }).filter(({points}) => points.length > 0);
  const trials = visits.flatMap((visit) => trialsOf(visit));
  const {kit} = scoreAccuracy(trials, {kit: model, heuristic: new Heuristic()}).policies;
  const {clicks, fires, good, leads} = sumOf(
    visits.map((visit) => {
      const script = scriptOfWindow(windowOf(visit));
      const signals = signalsOf(replay(model, script), threshold);
      return tallyOfWindow(signals, {presses: pressesIn(script), minutes: 0});
    }),
  );
  return {
    trials: trials.length,
    top1: Object.fromEntries(momentsMs.map((ms) => [ms, kit[ms]!.top1])),
    recall: good / clicks,
    medianLeadMs: median(leads.filter((lead) => lead > 0)),
    wastePerClick: (fires - good) / clicks,
  };
}

export function printDevices(scores: Record<Device, DeviceScores>): void {
  printTable(
    [
      'simulated',
      'presses',
      ...momentsMs.map((ms) => `top-1 % at ${ms}`),
      `foreseen % at ${threshold}`,
      'lead ms',
      'wasted/click',
    ],
    Object.entries(scores).map(([device, {trials, top1, recall, medianLeadMs, wastePerClick}]) => [
      device,
      String(trials),
      ...momentsMs.map((ms) => percent(top1[ms]!)),
      percent(recall),
      medianLeadMs.toFixed(0),
      wastePerClick.toFixed(2),
    ]),
  );
}
