import {seededRandom} from '../../src/core/random.js';
import {mean} from '../../tools/scores/averages.js';
import {interval} from '../../tools/scores/bootstrap.js';
import type {PersonStage, Stage, TrialScore} from './replay-person.js';

const seed = 1;

const measures = ['top1At300', 'top1At500', 'logloss'] as const;
type Measure = (typeof measures)[number];
type Figures = Record<Measure, number>;

export interface Person {
  name: string;
  after: Map<Stage, PersonStage>;
}

/** Scores of people's models in use after so many clicks. */
export interface StageFigures extends Figures {
  people: number;
  /** Number of tested trials. */
  n: number;
  /** Difference to the shipped weights on the same trials. */
  change: Figures;
  /** 95 % intervals by person, of the figures and of their change; absent for one person. */
  intervals?: Partial<Record<Measure, [number, number]>>;
  changeIntervals?: Partial<Record<Measure, [number, number]>>;
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
export function figuresAfter(stage: Stage, people: readonly Person[]): StageFigures | null {
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

/** The person who lost most by learning, for each measure. */
export type Worst = Record<Measure, {person: string; change: number}>;

/** The greatest loss by learning for each measure; `null` if nobody has clicked that often. */
export function worstAfter(stage: Stage, people: readonly Person[]): Worst | null {
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
/** One person's results on the tested trials, by stage. */
export function personReport(after: Map<Stage, PersonStage>): object {
  return Object.fromEntries(
    [...after].map(([stage, {scores, verdict, seconds}]) => [
      stage,
      {n: scores.length, ...figuresOf((measure) => meanOf(scores, measure)), verdict, seconds},
    ]),
  );
}
