// `npm run bench:orders -- --data FILE`: each click predicted from the clicks before it, learning as it goes.
import {ClickOrder} from '../src/habits/click-order.js';
import {seededRandom} from '../src/learning/random.js';
import {readArguments, runBenchmark, UsageError} from './arguments.js';
import {interval} from './bootstrap.js';
import {readText} from './read-data.js';
import {printTable} from './table.js';

const seed = 1;

/** Visits of the set that is made up when there is no file. */
const madeUpVisits = 30;

/** What was said of one click. */
interface Guess {
  visit: string;
  /** How many keys were thought likelier than the one that was clicked. */
  rank: number;
  logLoss: number;
}

await runBenchmark(async () => {
  const {data, json} = readArguments();
  const visits = data === undefined ? simulatedVisits() : readVisits(data);
  const guesses = guessAll(visits);
  const random = seededRandom(seed);
  const figure = (of: (guess: Guess) => number): {value: number; bounds: [number, number] | undefined} => ({
    value: guesses.reduce((sum, guess) => sum + of(guess), 0) / guesses.length,
    bounds: interval(
      guesses.map((guess) => ({person: guess.visit, value: of(guess)})),
      random,
    ),
  });
  const figures = {
    top1: figure(({rank}) => +(rank === 0)),
    top3: figure(({rank}) => +(rank < 3)),
    logloss: figure(({logLoss}) => logLoss),
  };
  console.log(`${guesses.length} clicks in ${visits.length} visits; 95 % intervals by visit`);
  printTable(
    ['', 'value', '95 %'],
    Object.entries(figures).map(([name, {value, bounds}]) => [
      name,
      value.toFixed(3),
      bounds?.map((bound) => bound.toFixed(3)).join('–') ?? '',
    ]),
  );
  const {top1, top3, logloss} = figures;
  const intervals = {top1: top1.bounds, top3: top3.bounds, logloss: logloss.bounds};
  return {
    result: {
      clicks: guesses.length,
      top1: top1.value,
      top3: top3.value,
      logloss: logloss.value,
      intervals,
    },
    json,
  };
});

/** What is said of each click before it is learned from; which keys there are is known, as a page knows its buttons. */
function guessAll(visits: readonly (readonly string[])[]): Guess[] {
  const keys = [...new Set(visits.flat())].sort();
  const order = new ClickOrder();
  return visits.flatMap((visit, index) => {
    order.startVisit();
    return visit.map((key): Guess => {
      const probabilities = order.probabilities(keys);
      const own = probabilities[keys.indexOf(key)]!;
      order.learn(key);
      return {
        visit: String(index),
        rank: probabilities.filter((probability) => probability > own).length,
        logLoss: -Math.log(own),
      };
    });
  });
}

function readVisits(path: string): string[][] {
  let visits: unknown;
  try {
    visits = JSON.parse(readText(path));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path}: is not JSON (${(error as Error).message}).`);
  }
  if (!Array.isArray(visits)) throw new UsageError(`${path}: is not an array of visits.`);
  const checked = visits.map((visit: unknown, index) => {
    if (!Array.isArray(visit)) throw new UsageError(`${path}: visit ${index} is not an array of keys.`);
    return visit.map((key: unknown, at) => {
      if (typeof key !== 'string' || key === '')
        throw new UsageError(`${path}: visit ${index}, click ${at}: is not a key.`);
      return key;
    });
  });
  if (checked.flat().length === 0) throw new UsageError(`${path}: has no clicks.`);
  return checked;
}

/** Visits to a page of six buttons that are mostly clicked in one order, and now and then at random. */
function simulatedVisits(): string[][] {
  const random = seededRandom(seed);
  const keys = ['open', 'edit', 'check', 'save', 'send', 'close'];
  return Array.from({length: madeUpVisits}, () =>
    keys.flatMap((key) => (random() < 0.2 ? [keys[Math.floor(random() * keys.length)]!] : [key])),
  );
}
