// `npm run pretrain:measure -- --windows FILE[,FILE] [--trials FILE[,FILE]]`: measures on recordings of people at work what
// the training of the shipped network takes from them: how soon they press (`recorded-press-times.ts`), and how often it
// comes true what its teachers say (`recorded-curves.ts`).
import {wasmUrl} from '../tools/tensorflow-in-node.js';
import {readArguments, readCount, runBenchmark, UsageError} from '../tools/arguments.js';
import {scriptOfTrial, scriptOfWindow, type PointerScript} from '../tools/recordings/pointer-script.js';
import {readTrials, readWindows} from '../tools/recordings/recording.js';
import {horizonsMs} from '../src/core/prediction.js';
import {seededRandom} from '../src/core/random.js';
import {preloadProbability} from '../src/preload/planner.js';
import type {Moment} from '../src/training/moments.js';
import {startBackend} from '../src/training/train.js';
import {measureComesTrue, curveAbove} from './measure-come-true.js';
import {momentsOfScript} from './moments.js';
import {pressTimesOf, pressTimeTable} from './press-times.js';
import {simulateData, trainTeachers, usualEpochs, usualSeed, usualVisits} from './simulated-moments.js';
import {meanOf} from './teachers.js';

/** Share of the ticks that are measured: neighbouring ones are nearly equal. */
const share = 1 / 4;

/** What is said below this stays: the level from which pages are preloaded unless the page says otherwise. */
const unchangedBelow = preloadProbability.moderate;

await runBenchmark(async () => {
  const {windows, trials, json, visits} = readArguments(['windows', 'trials', 'visits']);
  if (windows === undefined)
    throw new UsageError('--windows FILE[,FILE]: names recordings of continuous work.');
  const groups = filesIn(windows).map((file) => momentsOf(readWindows(file).map(scriptOfWindow)));
  const ofTrials = momentsOf(filesIn(trials).flatMap((file) => readTrials(file).map(scriptOfTrial)));
  const pressTimes = pressTimeTable(pressTimesOf([...groups.flat(), ...ofTrials]));
  console.log('Shares of presses within 0.35, 0.7 and 1.5 s');
  for (const [situation, within] of Object.entries(pressTimes))
    console.log(`  ${situation}: ${within.join(', ')}`);
  await startBackend({architecture: 'scorer', backend: 'wasm', wasmUrl});
  const data = simulateData(readCount(visits, {name: 'visits', fallback: usualVisits}));
  const teachers = await trainTeachers(data, {seed: usualSeed, epochs: usualEpochs.teachers});
  const measured = measureComesTrue(groups, meanOf(teachers));
  const corrected = measured.map((curve) => curveAbove(unchangedBelow, curve));
  measured.forEach((curve, i) => {
    console.log(`within ${horizonsMs[i]!} ms, said and came true: ${JSON.stringify(curve)}`);
    console.log(`  corrected: ${JSON.stringify(corrected[i])}`);
  });
  return {result: {pressTimes, measured, corrected}, json};
});

function filesIn(list: string | undefined): string[] {
  return list?.split(',') ?? [];
}

function momentsOf(scripts: readonly PointerScript[]): Moment[] {
  const random = seededRandom(1);
  return scripts.flatMap((script) => momentsOfScript(script, {random, share}));
}
