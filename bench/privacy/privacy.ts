// `npm run bench:privacy -- --data FILE`: whether a fine-tuned scorer tells which of a person's samples it was trained
// on. For each person the kit learns from every other sample; three attacks then guess of each sample whether it was
// among them: by a threshold of the loss, and by a classifier of losses, confidence and gradients.
import '../../tools/tensorflow-in-node.js';
import {seededRandom, shuffled} from '../../src/core/random.js';
import {train} from '../../src/training/train.js';
import {readArguments, readCount, runBenchmark, UsageError} from '../../tools/arguments.js';
import {readTrials, type Trial} from '../../tools/recordings/recording.js';
import {samplesOfTrials} from '../../tools/recordings/samples-of-recordings.js';
import {ofSimulatedPeople, simulatedTrialsOf} from '../../tools/recordings/simulated-recordings.js';
import {interval} from '../../tools/scores/bootstrap.js';
import {wasmUrl} from '../../tools/tensorflow-in-node.js';
import {
  balanced,
  crossValidated,
  learnClassifier,
  learnThreshold,
  traceOf,
  type Guess,
  type Trace,
} from './membership.js';

/** Simulated people without `--data`, and trials of each; half of the trials are trained on. */
const simulated = {people: 30, trials: 120};

/** Fewest samples of a person: 30 presses are the least that a page trains on. */
const fewestSamples = 60;

/** An attack that is right more often than this tells too much. */
const limit = 0.55;

const seed = 1;

await runBenchmark(async () => {
  const {data, json, limit: limitText} = readArguments(['limit']);
  const people = readCount(limitText, {name: 'limit', fallback: simulated.people});
  const trials = data === undefined ? simulatedPeople(people) : readTrials(data);
  const random = seededRandom(seed);
  const traces: Trace[] = [];
  let tested = 0;
  for (const [person, own] of byPerson(trials)) {
    if (tested >= people) break;
    const samples = samplesOfTrials(own).filter((sample) => sample !== undefined);
    if (samples.length < fewestSamples) continue;
    tested++;
    // At random, so that time tells nothing.
    const mixed = shuffled(samples, random);
    const half = Math.floor(mixed.length / 2);
    const members = mixed.slice(0, half).sort((a, b) => a.time - b.time);
    const {model} = await train({
      samples: members,
      current: undefined,
      options: {architecture: 'scorer', epochs: 200, seed, backend: 'cpu', wasmUrl},
    });
    if (model.architecture !== 'scorer') continue;
    const {weights} = model;
    for (const [isMember, group] of [
      [true, members],
      [false, mixed.slice(half)],
    ] as const)
      for (const sample of group) {
        const trace = traceOf(sample, {person, isMember, weights});
        if (trace !== undefined) traces.push(trace);
      }
  }
  if (tested < 5)
    throw new UsageError(`${data}: has ${tested} people with ${fewestSamples} samples; 5 are needed.`);
  const even = balanced(traces, random);
  const attacks = {
    'loss threshold': report(crossValidated(even, learnThreshold(0))),
    'gain threshold': report(crossValidated(even, learnThreshold(1))),
    classifier: report(crossValidated(even, learnClassifier)),
  };
  const dataset = trials[0]!.dataset;
  console.log(
    `${dataset}: ${tested} people, ${even.length} samples, half of them trained on. Chance is 50 %.`,
  );
  for (const [name, {accuracy, low, high}] of Object.entries(attacks))
    console.log(`${name.padEnd(16)} ${percent(accuracy)} right (${percent(low)} to ${percent(high)})`);
  const isWithin = Object.values(attacks).every(({accuracy}) => accuracy <= limit);
  console.log(isWithin ? `All are at most ${percent(limit)}.` : `Some are above ${percent(limit)}.`);
  return {result: {dataset, people: tested, samples: even.length, limit, isWithin, attacks}, json};
});

function report(guesses: readonly Guess[]): {accuracy: number; low: number; high: number} {
  const accuracy = guesses.reduce((sum, {value}) => sum + value, 0) / guesses.length;
  const [low = NaN, high = NaN] = interval(guesses, seededRandom(seed)) ?? [];
  return {accuracy, low, high};
}

function byPerson(trials: readonly Trial[]): Map<string, Trial[]> {
  const people = new Map<string, Trial[]>();
  for (const trial of trials) people.set(trial.person, [...(people.get(trial.person) ?? []), trial]);
  return people;
}

function simulatedPeople(count: number): Trial[] {
  return ofSimulatedPeople(count, (name, person) =>
    simulatedTrialsOf(name, {...person, count: simulated.trials}),
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
