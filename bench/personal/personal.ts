// `npm run bench:personal -- --data FILE`: how much learning adds to the shipped weights. The kit learns from
// each person's trials in the order of the file, as a visitor's browser would after 50, 100 and 200 clicks,
// and is tested on the same later trials of that person.
import '../../tools/tensorflow-in-node.js';
import {readArguments, readCount, runBenchmark, UsageError} from '../../tools/arguments.js';
import {readTrials, type Trial} from '../../tools/recordings/recording.js';
import {ofSimulatedPeople, simulatedTrialsOf} from '../../tools/recordings/simulated-recordings.js';
import {fewestTrials, replayPerson, stages} from './replay-person.js';
import {printStages} from './print-stages.js';
import {figuresAfter, personReport, worstAfter, type Person} from './stage-figures.js';

/** Number of simulated people without `--data`, and trials of each: enough to check that the command works. */
const simulated = {people: 2, trials: 150};

await runBenchmark(async () => {
  const {data, json, limit: limitText} = readArguments(['limit']);
  const limit = readCount(limitText, {name: 'limit', fallback: Infinity});
  const trials = data === undefined ? simulatedPeople() : readTrials(data);
  const everyone = [...byPerson(trials)].filter(([, own]) => own.length >= fewestTrials);
  if (everyone.length === 0)
    throw new UsageError(`${data}: has nobody with ${fewestTrials} trials to learn from and be tested on.`);
  const people: Person[] = [];
  for (const [name, own] of everyone.slice(0, limit)) people.push({name, after: await replayPerson(own)});

  const after = Object.fromEntries(stages.map((stage) => [stage, figuresAfter(stage, people)]));
  const worst = Object.fromEntries(stages.slice(1).map((stage) => [stage, worstAfter(stage, people)]));
  const dataset = trials[0]!.dataset;
  console.log(`${dataset}: ${people.length} people with ${fewestTrials} trials or more`);
  printStages(after, worst);
  const perPerson = Object.fromEntries(people.map(({name, after}) => [name, personReport(after)]));
  return {result: {dataset, people: people.length, after, worst, perPerson}, json};
});

function byPerson(trials: readonly Trial[]): Map<string, Trial[]> {
  const people = new Map<string, Trial[]>();
  for (const trial of trials) {
    const own = people.get(trial.person) ?? [];
    people.set(trial.person, own);
    own.push(trial);
  }
  return people;
}

function simulatedPeople(): Trial[] {
  return ofSimulatedPeople(simulated.people, (person, options) =>
    simulatedTrialsOf(person, {...options, count: simulated.trials}),
  );
}
