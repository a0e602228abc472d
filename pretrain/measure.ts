// `npm run pretrain:measure -- --windows FILE[,FILE] --trials FILE[,FILE]`: measures on recordings of people at work what
// the training of the shipped network takes from them: how soon they press (`recorded-press-times.ts`), what they choose
// among many targets (`recorded-choices.ts`), and how often it comes true what its teachers say (`recorded-curves.ts`).
import {wasmUrl} from '../tools/tensorflow-in-node.js';
import {readArguments, readCount, runBenchmark, UsageError} from '../tools/arguments.js';
import {scriptOfTrial, scriptOfWindow, type PointerScript} from '../tools/recordings/pointer-script.js';
import {readTrials, readWindows, type Trial} from '../tools/recordings/recording.js';
import {horizonsMs} from '../src/core/prediction.js';
import {seededRandom} from '../src/core/random.js';
import {preloadProbability} from '../src/preload/planner.js';
import type {Moment} from '../src/training/moments.js';
import {startBackend} from '../src/training/train.js';
import {asChosen} from './choices.js';
import {isCrowdedPress, measureChoices} from './measure-choices.js';
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
  const {windows, trials, json, visits: visitsText} = readArguments(['windows', 'trials', 'visits']);
  const visits = readCount(visitsText, {name: 'visits', fallback: usualVisits});
  if (windows === undefined)
    throw new UsageError('--windows FILE[,FILE]: names recordings of continuous work.');
  if (trials === undefined)
    throw new UsageError('--trials FILE[,FILE]: names recordings of people among many targets.');
  const groups = filesIn(windows).map((file) => momentsOf(readWindows(file).map(scriptOfWindow)));
  const people = momentsByPerson(filesIn(trials).flatMap((file) => readTrials(file)));
  if (!people.flat().some(isCrowdedPress))
    throw new UsageError('--trials: has no presses among so many targets that choices could be measured.');
  const pressTimes = pressTimeTable(pressTimesOf([...groups, ...people].flat()));
  console.log('Shares of presses within 0.35, 0.7 and 1.5 s');
  for (const [situation, within] of Object.entries(pressTimes))
    console.log(`  ${situation}: ${within.join(', ')}`);
  await startBackend({architecture: 'scorer', backend: 'wasm', wasmUrl});
  const data = simulateData(visits);
  const teachers = await trainTeachers(data, {visits, seed: usualSeed, epochs: usualEpochs.teachers});
  const say = meanOf(teachers);
  const choices = measureChoices(people, say);
  console.log(`on crowded screens: ${JSON.stringify(choices)}`);
  const measured = measureComesTrue(groups, (moment) => asChosen(say(moment), moment, choices));
  const corrected = measured.map((curve) => curveAbove(unchangedBelow, curve));
  measured.forEach((curve, i) => {
    console.log(`within ${horizonsMs[i]!} ms, said and came true: ${JSON.stringify(curve)}`);
    console.log(`  corrected: ${JSON.stringify(corrected[i])}`);
  });
  return {result: {pressTimes, choices, measured, corrected}, json};
});

function filesIn(list: string): string[] {
  return list.split(',');
}

function momentsByPerson(trials: readonly Trial[]): Moment[][] {
  const random = seededRandom(1);
  const people = new Map<string, Moment[]>();
  for (const trial of trials) {
    const moments = people.get(trial.person) ?? [];
    people.set(trial.person, moments);
    moments.push(...momentsOfScript(scriptOfTrial(trial), {random, share}));
  }
  return [...people.values()];
}

function momentsOf(scripts: readonly PointerScript[]): Moment[] {
  const random = seededRandom(1);
  return scripts.flatMap((script) => momentsOfScript(script, {random, share}));
}
