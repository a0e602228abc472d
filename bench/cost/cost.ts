// `npm run bench:cost`: the cost of the kit for a page, in Chromium and beside js.foresight: time per pointer
// event, time to the first prediction and of training, memory, bytes.
import {readArguments, readCount, runBenchmark, UsageError} from '../../tools/arguments.js';
import {measureBytes, type ByteCosts} from './measure-bytes.js';
import {measureEvents, type EventCosts} from './measure-events.js';
import {measureMemory} from './measure-memory.js';
import {measureTraining, type LearningCosts, type TrainingSamples} from './measure-training.js';
import {missingForTraining} from '../../src/learning/model-gate.js';
import {simulatedSamples} from './simulated-samples.js';
import {randomNetwork} from './random-network.js';
import {networkPath, pages, type PageKind} from '../../tools/timed-pages/page-content.js';
import {onSite} from '../../tools/timed-pages/on-site.js';
import type {Site} from '../../tools/timed-pages/site.js';
import {measureStart} from './measure-start.js';
import {shippedModel} from '../../tools/shipped-model.js';
import {printTable} from '../../tools/tables/table.js';

/** With more buttons, they would have no size on the page. */
const mostButtons = 2000;

const seed = 1;

await runBenchmark(async () => {
  const {data, json, ...texts} = readArguments(['events', 'rounds', 'buttons', 'loads', 'samples', 'page']);
  if (data !== undefined) throw new UsageError('--data: is not supported; the movement is simulated.');
  const buttons = readButtons(texts.buttons ?? '10,100,1000');
  const events = readCount(texts.events, {name: 'events', fallback: 400});
  const rounds = readCount(texts.rounds, {name: 'rounds', fallback: 2});
  const samples = simulatedPeople(texts.samples);
  const page = readPage(texts.page);
  const loads = readCount(texts.loads, {name: 'loads', fallback: 5});

  // The long pages show what many targets cost; the other figures do not depend on the page.
  if (page !== 'buttons')
    return onSite(async (browser, site) => {
      const costs = await measureEvents(browser, site, {
        buttons: texts.buttons === undefined ? [page === 'links' ? 2000 : 1000] : buttons,
        events,
        rounds,
        page,
        watchers: ['nothing', 'kitNative', 'kitQuiet', 'foresight'],
      });
      const {kind: model} = shippedModel();
      printEvents(costs, model);
      return {result: {model, page, ...costs}, json};
    });
  return onSite(async (browser, site) => {
    await addNetwork(site);
    const bytes = await measureBytes(site);
    const firstPredictionMs = await measureStart(browser, site, {loads});
    const {perEventUs, taskUsPerEvent} = await measureEvents(browser, site, {buttons, events, rounds});
    const training = await measureTraining(browser, site, samples);
    const memory = await measureMemory(browser, site);
    const {kind: model} = shippedModel();

    printEvents({perEventUs, taskUsPerEvent}, model);
    console.log(`First prediction ${firstPredictionMs.toFixed(0)} ms after the module has run`);
    printTraining(training);
    console.log(
      `${memory.samples} samples of ${memory.pointsPerSample.toFixed(0)} points: ${(memory.bytes / 1e6).toFixed(1)} MB of the page’s heap`,
    );
    printBytes(bytes);
    const {first, fineTuning, longTasksAtRest} = training;
    return {
      result: {
        model,
        perEventUs,
        taskUsPerEvent,
        firstPredictionMs,
        trainMs: fineTuning.ms,
        longTasksWhileTraining: first.longTasks + fineTuning.longTasks,
        longTasksAtRest,
        training: {first, fineTuning},
        memory,
        bytes,
      },
      json,
    };
  });
});

function readPage(text = 'buttons'): PageKind {
  const page = pages.find((each) => each === text);
  if (page === undefined) throw new UsageError(`--page ${text}: is not one of ${pages.join(', ')}.`);
  return page;
}

/** Samples of two people to train on; too few to learn from are a mistake that shows before minutes of measuring. */
function simulatedPeople(text: string | undefined): TrainingSamples {
  const count = readCount(text, {name: 'samples', fallback: 400});
  const people = {first: simulatedSamples({count, seed: 1}), fineTuning: simulatedSamples({count, seed: 2})};
  for (const samples of Object.values(people)) {
    const missing = missingForTraining(samples);
    if (missing !== undefined) throw new UsageError(`--samples ${count}: is too few. ${missing}`);
  }
  return people;
}

function readButtons(text: string): number[] {
  return text.split(',').map((part) => {
    const count = readCount(part, {name: 'buttons', fallback: 1});
    if (count > mostButtons) throw new UsageError(`--buttons ${part}: is more than ${mostButtons}.`);
    return count;
  });
}

async function addNetwork(site: Site): Promise<void> {
  const {modelJson, weights} = await randomNetwork({seed});
  site.add(networkPath, modelJson);
  site.add(networkPath.replace('model.json', 'model.weights.bin'), weights);
}

function printEvents({perEventUs, taskUsPerEvent}: EventCosts, model: string): void {
  console.log(
    `Per pointer event, µs of the main thread’s processor time; “all work” is less that of a page that nothing watches. The kit scores by its ${model}; kitNetwork by a network.`,
  );
  const rows = Object.entries(perEventUs).flatMap(([buttons, costs]) =>
    Object.entries(costs).map(([watcher, {median, p95}]) => {
      const {task, style, layout} = taskUsPerEvent[buttons]![watcher as keyof typeof costs]!;
      return [watcher, buttons, ...[median, p95, task, style, layout].map((us) => us.toFixed(0))];
    }),
  );
  printTable(['', 'buttons', 'script', 'p95', 'all work', 'style', 'layout'], rows);
}

function printTraining({first, fineTuning, longTasksAtRest}: LearningCosts): void {
  for (const [name, {ms, cpuMs, epochs, backend, longTasks}] of Object.entries({first, fineTuning})) {
    console.log(
      `Training, ${name === 'first' ? 'the first' : 'continued'}: ${(ms / 1000).toFixed(1)} s, ${(cpuMs / 1000).toFixed(1)} s of one core, ` +
        `${epochs} epochs by ${backend}; ${longTasks} long tasks on the page’s thread (${longTasksAtRest} without training)`,
    );
  }
}

function printBytes({entry, onDemand, worker, wasm, foresight}: ByteCosts): void {
  console.log('Bytes, minified and gzipped');
  const parts = {
    'kit, at once': entry,
    ...Object.fromEntries(Object.entries(onDemand).map(([name, bytes]) => [`on demand: ${name}`, bytes])),
    'on demand: the worker': worker,
    'on demand: its binary': wasm,
    'js.foresight, at once': foresight.entry,
    'js.foresight, all': foresight.all,
  };
  printTable(
    ['', 'bytes'],
    Object.entries(parts).map(([name, bytes]) => [name, bytes.toLocaleString('en')]),
  );
}
