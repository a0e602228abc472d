// `npm run bench:orders -- --data FILE`: predicts each click from the clicks before it, learning as it goes,
// and measures the cost of learning. With `--rnn` small recurrent networks do the same; `--seed` sets their
// first weights.
import {seededRandom} from '../../src/core/random.js';
import {readArguments, readCount, runBenchmark} from '../../tools/arguments.js';
import {mean} from '../../tools/scores/averages.js';
import {interval} from '../../tools/scores/bootstrap.js';
import {measureOrders, type OrderCost} from './measure-orders.js';
import {bigram, guessAll, keysOf, variableOrder, type Guess} from './order-models.js';
import {readVisits, simulatedVisits} from './visits.js';
import {printTable} from '../../tools/tables/table.js';

const usualSeed = 1;

/** The best on the recording, of 1 to 32. */
const pseudoCount = 8;

interface Figure {
  value: number;
  bounds: [number, number] | undefined;
}

type Figures = Record<'top1' | 'top3' | 'logloss', Figure>;

await runBenchmark(async () => {
  const {data, json, seed: seedText, rnn: withNetworks} = readArguments(['seed'], {flags: ['rnn']});
  const seed = readCount(seedText, {name: 'seed', fallback: usualSeed});
  const visits = data === undefined ? simulatedVisits() : readVisits(data);
  const keys = keysOf(visits);
  const kit = await guessAll(variableOrder(keys), visits);
  // Imported on demand, because it imports TensorFlow.js.
  const networkCost = withNetworks ? await import('./measure-networks.js') : undefined;
  const networks = await networkCost?.measureNetworks(visits, {seed});
  const others: Record<string, Guess[]> = {
    bigram: await guessAll(bigram(keys, {pseudoCount}), visits),
    ...networks?.guesses,
  };
  const models = {kit: figuresOf(kit), ...mapped(others, (guesses) => figuresOf(guesses))};
  const ahead = mapped(others, (guesses) => figuresOf(guesses, kit));

  console.log(`${kit.length} clicks in ${visits.length} visits; 95 % intervals by visit`);
  printFigures(models);
  console.log('The kit minus the others');
  printFigures(ahead);
  const cost = measureOrders();
  printCost(cost);
  if (networks !== undefined) networkCost?.printNetworks(networks);

  const {top1, top3, logloss} = models.kit;
  return {
    result: {
      clicks: kit.length,
      top1: top1.value,
      top3: top3.value,
      logloss: logloss.value,
      intervals: {top1: top1.bounds, top3: top3.bounds, logloss: logloss.bounds},
      models,
      ahead,
      cost,
      ...(networks && {
        networks: networks.cost,
        kitMedianMs: networks.kitMedianMs,
        bytes: networks.bytes,
      }),
    },
    json,
  };
});

/** The figures of these guesses; or with others of the same clicks, the difference to those. */
function figuresOf(guesses: readonly Guess[], others?: readonly Guess[]): Figures {
  const random = seededRandom(usualSeed);
  const figure = (of: (guess: Guess) => number): Figure => {
    const rows = guesses.map((guess, index) => ({
      person: guess.visit,
      value: others === undefined ? of(guess) : of(others[index]!) - of(guess),
    }));
    return {
      value: mean(rows.map(({value}) => value)),
      bounds: interval(rows, random),
    };
  };
  return {
    top1: figure(({rank}) => +(rank === 0)),
    top3: figure(({rank}) => +(rank < 3)),
    logloss: figure(({logLoss}) => logLoss),
  };
}

function mapped<Value, Result>(
  record: Record<string, Value>,
  of: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
}

function printFigures(figures: Record<string, Figures>): void {
  printTable(
    ['', 'top 1', '95 %', 'top 3', '95 %', 'log loss', '95 %'],
    Object.entries(figures).map(([name, {top1, top3, logloss}]) => [
      name,
      ...[top1, top3, logloss].flatMap(({value, bounds}) => [
        value.toFixed(3),
        bounds?.map((bound) => bound.toFixed(3)).join(' to ') ?? '',
      ]),
    ]),
  );
}

function printCost(cost: Record<string, OrderCost>): void {
  console.log('5,000 clicks on 50 buttons: time to learn one, and size of the stored state');
  printTable(
    ['', 'median ms', 'p95 ms', 'bytes'],
    Object.entries(cost).map(([name, {medianMs, p95Ms, storedBytes}]) => [
      name,
      medianMs.toFixed(4),
      p95Ms.toFixed(4),
      String(storedBytes),
    ]),
  );
}
