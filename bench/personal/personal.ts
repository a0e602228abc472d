// `npm run bench:personal -- --data FILE`: what learning adds to the weights that the kit ships. Each person's
// trials in the order of the file, learned from as a visitor's browser would after 50, 100 and 200 clicks, and
// tested on the same later trials of that person.
import '../../tools/tensorflow-in-node.js';
import {people as parameters} from '../../pretrain/simulator/parameters.js';
import {drawPerson} from '../../pretrain/simulator/person.js';
import {seededRandom} from '../../src/core/random.js';
import {readArguments, readCount, runBenchmark, UsageError} from '../../tools/arguments.js';
import {mean} from '../../tools/scores/averages.js';
import {interval} from '../../tools/scores/bootstrap.js';
import {
  fewestTrials,
  livePerson,
  stages,
  type PersonStage,
  type Stage,
  type TrialScore,
} from './live-person.js';
import {readTrials, type Trial} from '../../tools/recordings/recording.js';
import {simulatedTrialsOf} from '../../tools/recordings/simulated-recordings.js';
import {percent} from '../../tools/tables/percent.js';
import {printTable} from '../../tools/tables/table.js';

const seed = 1;

/** People that are made without `--data`, and trials of each: a few, to see the command work. */
const simulated = {people: 2, trials: 150};

const measures = ['top1At300', 'top1At500', 'logloss'] as const;
type Measure = (typeof measures)[number];
type Figures = Record<Measure, number>;

interface Person {
  name: string;
  after: Map<Stage, PersonStage>;
}

/** What people's models in use said after so many clicks. */
interface StageFigures extends Figures {
  people: number;
  /** Trials tested. */
  n: number;
  /** Against the shipped weights on the same trials. */
  change: Figures;
  /** 95 % by person, of the figures and of their change; absent for one person. */
  intervals?: Partial<Record<Measure, [number, number]>>;
  changeIntervals?: Partial<Record<Measure, [number, number]>>;
}

await runBenchmark(async () => {
  const {data, json, limit: limitText} = readArguments(['limit']);
  const limit = readCount(limitText, {name: 'limit', fallback: Infinity});
  const trials = data === undefined ? simulatedPeople() : readTrials(data);
  const everyone = [...byPerson(trials)].filter(([, own]) => own.length >= fewestTrials);
  if (everyone.length === 0)
    throw new UsageError(`${data}: has nobody with ${fewestTrials} trials to learn from and be tested on.`);
  const people: Person[] = [];
  for (const [name, own] of everyone.slice(0, limit)) people.push({name, after: await livePerson(own)});

  const after = Object.fromEntries(stages.map((stage) => [stage, figuresAfter(stage, people)]));
  const worst = Object.fromEntries(stages.slice(1).map((stage) => [stage, worstAfter(stage, people)]));
  const dataset = trials[0]!.dataset;
  console.log(`${dataset}: ${people.length} people with ${fewestTrials} trials or more`);
  print(after, worst);
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
  const random = seededRandom(seed);
  return Array.from({length: simulated.people}, (_, index) =>
    simulatedTrialsOf(`person ${index}`, {
      random,
      parameters: drawPerson(random, parameters),
      count: simulated.trials,
    }),
  ).flat();
}

function meanOf(scores: readonly TrialScore[], measure: Measure): number {
  return mean(scores.flatMap(({[measure]: value}) => value ?? []));
}

function figuresOf(meanBy: (measure: Measure) => number): Figures {
  return {top1At300: meanBy('top1At300'), top1At500: meanBy('top1At500'), logloss: meanBy('logloss')};
}

function changeOf(after: Map<Stage, PersonStage>, stage: Stage): Figures {
  return figuresOf(
    (measure) => meanOf(after.get(stage)!.scores, measure) - meanOf(after.get(0)!.scores, measure),
  );
}

/** `null` if nobody has clicked that often. */
function figuresAfter(stage: Stage, people: readonly Person[]): StageFigures | null {
  const here = people.filter(({after}) => after.has(stage));
  if (here.length === 0) return null;
  const scores = here.flatMap(({after}) => after.get(stage)!.scores);
  const before = here.flatMap(({after}) => after.get(0)!.scores);
  const bounds = (valueOf: (person: Person, measure: Measure, trial: number) => number | null) =>
    Object.fromEntries(
      measures.flatMap((measure) => {
        const rows = here.flatMap((person) =>
          person.after.get(stage)!.scores.flatMap((_, trial) => {
            const value = valueOf(person, measure, trial);
            return value === null ? [] : [{person: person.name, value}];
          }),
        );
        const found = interval(rows, seededRandom(seed));
        return found === undefined ? [] : [[measure, found]];
      }),
    );
  return {
    people: here.length,
    n: scores.length,
    ...figuresOf((measure) => meanOf(scores, measure)),
    change: figuresOf((measure) => meanOf(scores, measure) - meanOf(before, measure)),
    ...(here.length > 1 && {
      intervals: bounds(({after}, measure, trial) => after.get(stage)!.scores[trial]![measure]),
      changeIntervals: bounds(({after}, measure, trial) => {
        const value = after.get(stage)!.scores[trial]![measure];
        return value === null ? null : value - after.get(0)!.scores[trial]![measure]!;
      }),
    }),
  };
}

/** The greatest loss that anybody has of each measure, by learning; `null` if nobody has clicked that often. */
function worstAfter(
  stage: Stage,
  people: readonly Person[],
): Record<Measure, {person: string; change: number}> | null {
  const changes = people
    .filter(({after}) => after.has(stage))
    .map(({name, after}) => ({person: name, change: changeOf(after, stage)}));
  if (changes.length === 0) return null;
  const worstBy = (measure: Measure) => {
    const [first] = [...changes].sort((a, b) =>
      measure === 'logloss' ? b.change.logloss - a.change.logloss : a.change[measure] - b.change[measure],
    );
    return {person: first!.person, change: first!.change[measure]};
  };
  return {top1At300: worstBy('top1At300'), top1At500: worstBy('top1At500'), logloss: worstBy('logloss')};
}

function personReport(after: Map<Stage, PersonStage>): object {
  return Object.fromEntries(
    [...after].map(([stage, {scores, verdict, seconds}]) => [
      stage,
      {n: scores.length, ...figuresOf((measure) => meanOf(scores, measure)), verdict, seconds},
    ]),
  );
}

function print(
  after: Record<string, StageFigures | null>,
  worst: Record<string, ReturnType<typeof worstAfter>>,
): void {
  const signed = (value: number, digits = 1): string => `${value < 0 ? '' : '+'}${value.toFixed(digits)}`;
  const rows = Object.entries(after).flatMap(([stage, figures]) => {
    if (figures === null) return [];
    const {people, n, change, changeIntervals} = figures;
    const worstHere = worst[stage] ?? undefined;
    const top = (measure: 'top1At300' | 'top1At500'): string[] => [
      percent(figures[measure]),
      stage === '0' ? '' : signed(100 * change[measure]),
      stage === '0' ? '' : (changeIntervals?.[measure] ?? []).map((bound) => signed(100 * bound)).join(' … '),
      worstHere === undefined ? '' : signed(100 * worstHere[measure].change),
    ];
    return [
      [
        stage,
        String(people),
        String(n),
        ...top('top1At300'),
        ...top('top1At500'),
        figures.logloss.toFixed(3),
        stage === '0' ? '' : signed(change.logloss, 3),
      ],
    ];
  });
  const title = ['change', '95 %', 'worst'];
  printTable(
    ['clicks', 'people', 'trials', '300 ms %', ...title, '500 ms %', ...title, 'log-loss', 'change'],
    rows,
  );
  console.log('Changes are against the shipped weights on the same trials of the same people.');
}
