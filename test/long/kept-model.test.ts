// Any order of presses, trainings and deletions in two tabs, against a model of what may be left. `KEPT_RUNS` sets the
// number of runs, `KEPT_SEED` repeats those of a seed that was printed.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {BrowserContext} from 'puppeteer-core';
import {formatDataset} from '../../src/storage/dataset-file.js';
import {madeUpSamples} from '../learning/samples.js';
import {visited, waitFor} from '../pages/preload-site.js';
import {KeptSite, Tab} from './kept-tabs.js';

const runs = Number(process.env.KEPT_RUNS ?? 3);
const seed = Number(process.env.KEPT_SEED ?? Date.now() % 2 ** 31);

const site = new KeptSite();
let run = 0;

const chromium = visited(site);

type Side = 'a' | 'b';

/** What was made since the latest deletion: nothing else may be stored or in use. */
interface Allowed {
  /** Each thing that is made gets a number; those from the latest deletion of their kind on may be left. */
  made: number;
  since: {samples: number; model: number; habits: number};
}

interface Tabs {
  context: BrowserContext;
  name: string;
  url: string;
  tabs: Partial<Record<Side, Tab>>;
  /** The trainings under way, with the number of each model. */
  trainings: {side: Side; outcome: Promise<{outcome: string}>; model: number; isStale: boolean}[];
}

/** Adds samples and a habit whose ids and keys have the number of the step. */
async function add(tab: Tab, step: number, count: number): Promise<void> {
  const samples = madeUpSamples({count, seed: step + 1}).map((sample) => ({
    ...sample,
    id: `${step}:${sample.id}`,
  }));
  const habits = {
    version: 1 as const,
    order: {version: 1 as const, keys: [`${step}:key`], counts: [[0, 1, 0]], latest: [0]},
    trust: [0, 0, 0, 0, 0],
    latestAt: Date.now(),
  };
  await tab.page.evaluate(
    (file) => document.querySelector('predictive-region')!.importDataset(new Blob([file])),
    formatDataset(samples, habits),
  );
}

class Add implements fc.AsyncCommand<Allowed, Tabs> {
  constructor(
    readonly side: Side,
    readonly count: 1 | 45,
  ) {}
  check = () => true;
  async run(allowed: Allowed, {tabs}: Tabs): Promise<void> {
    const tab = tabs[this.side];
    if (tab !== undefined) await add(tab, ++allowed.made, this.count);
  }
  toString = () => `${this.side} adds ${this.count}`;
}

/** Presses in both tabs, the second before the first is stored. */
class PressInBoth implements fc.AsyncCommand<Allowed, Tabs> {
  check = () => true;
  async run(allowed: Allowed, {tabs}: Tabs): Promise<void> {
    await Promise.all(Object.values(tabs).map((tab) => add(tab, ++allowed.made, 1)));
  }
  toString = () => 'both add 1 at once';
}

class Train implements fc.AsyncCommand<Allowed, Tabs> {
  constructor(readonly side: Side) {}
  check = () => true;
  async run(allowed: Allowed, real: Tabs): Promise<void> {
    const tab = real.tabs[this.side];
    if (tab === undefined || real.trainings.length > 0) return;
    const {started} = site;
    let isOver = false;
    const outcome = tab.train().finally(() => (isOver = true));
    await waitFor(() => site.started > started || isOver, 'the worker, or too few samples', 15_000);
    if (!isOver)
      real.trainings.push({side: this.side, outcome, model: ++allowed.made + 1000, isStale: false});
  }
  toString = () => `${this.side} trains`;
}

class EndTraining implements fc.AsyncCommand<Allowed, Tabs> {
  check = () => true;
  async run(_allowed: Allowed, real: Tabs): Promise<void> {
    const training = real.trainings.shift();
    if (training === undefined) return;
    site.endTraining(training.model);
    const {outcome} = await training.outcome;
    if (training.isStale) assert.notEqual(outcome, 'taken');
    else assert.ok(['taken', 'left', 'AbortError'].includes(outcome), outcome);
  }
  toString = () => 'the training ends';
}

class Delete implements fc.AsyncCommand<Allowed, Tabs> {
  constructor(
    readonly side: Side,
    readonly how: 'forget' | 'resetDataset' | 'resetModel',
  ) {}
  check = () => true;
  async run(allowed: Allowed, {tabs, trainings}: Tabs): Promise<void> {
    const tab = tabs[this.side];
    if (tab === undefined) return;
    await tab.page.evaluate((how) => document.querySelector('predictive-region')![how](), this.how);
    const next = allowed.made + 1;
    if (this.how !== 'resetModel') allowed.since.samples = next;
    if (this.how !== 'resetDataset') allowed.since.model = next + 1000;
    if (this.how === 'forget') allowed.since.habits = next;
    for (const training of trainings) training.isStale = true;
  }
  toString = () => `${this.side}.${this.how}()`;
}

/** Closes the tab, or opens it again. */
class Toggle implements fc.AsyncCommand<Allowed, Tabs> {
  constructor(readonly side: Side) {}
  check = () => true;
  async run(_allowed: Allowed, real: Tabs): Promise<void> {
    const tab = real.tabs[this.side];
    if (tab === undefined) {
      real.tabs[this.side] = await Tab.open(real.context, real.url, {hasChannel: real.name.includes('told')});
      return;
    }
    await tab.page.close();
    delete real.tabs[this.side];
    const under = real.trainings.filter(({side}) => side === this.side);
    for (const {model} of under) site.endTraining(model);
    real.trainings = real.trainings.filter(({side}) => side !== this.side);
  }
  toString = () => `${this.side} is closed or opened`;
}

/** Nothing older than the latest deletion is stored, nor held by a tab that is seen. */
class Look implements fc.AsyncCommand<Allowed, Tabs> {
  check = () => true;
  async run({since}: Allowed, {tabs, name}: Tabs): Promise<void> {
    for (const tab of Object.values(tabs)) {
      await tab.page.bringToFront();
      // Messages and reads take their time; what is older has to go, and stay away.
      await tab.settled();
      const [stored, held] = [await tab.stored(name, 'local'), await tab.inUse()];
      const models = [...stored.models, ...(held.model === undefined ? [] : [held.model])];
      assert.deepEqual(
        models.filter((model) => model < since.model),
        [],
        `models since ${since.model}`,
      );
      for (const {samples, habitKeys} of [stored, held]) {
        assert.deepEqual(
          samples.filter((id) => Number.parseInt(id) < since.samples),
          [],
        );
        assert.deepEqual(
          habitKeys.filter((key) => Number.parseInt(key) < since.habits),
          [],
        );
      }
    }
  }
  toString = () => 'look';
}

const side = fc.constantFrom<Side>('a', 'b');
const commands = fc.commands<Allowed, Tabs, false>(
  [
    fc.tuple(side, fc.constantFrom(1 as const, 45 as const)).map(([at, count]) => new Add(at, count)),
    fc.constant(new PressInBoth()),
    side.map((at) => new Train(at)),
    fc.constant(new EndTraining()),
    fc
      .tuple(side, fc.constantFrom('forget' as const, 'resetDataset' as const, 'resetModel' as const))
      .map(([at, how]) => new Delete(at, how)),
    side.map((at) => new Toggle(at)),
    fc.constant(new Look()),
  ],
  {size: 'max', maxCommands: 14},
);

for (const hasChannel of [true, false])
  test(`F80 after a deletion nothing older is left in any order of use of two tabs, ${hasChannel ? 'with' : 'without'} BroadcastChannel`, async (t) => {
    t.diagnostic(`KEPT_SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(commands, async (order) => {
        const name = `${hasChannel ? 'told' : 'untold'}-${++run}`;
        const url = `${site.origin()}/page?persist=local&name=${name}`;
        const context = await chromium.browser.createBrowserContext();
        try {
          const [a, b] = await Promise.all([0, 1].map(() => Tab.open(context, url, {hasChannel})));
          const real: Tabs = {context, name, url, tabs: {a: a!, b: b!}, trainings: []};
          const model: Allowed = {made: 0, since: {samples: 0, model: 0, habits: 0}};
          await fc.asyncModelRun(() => ({model, real}), order);
          await new EndTraining().run(model, real);
          await new Look().run(model, real);
        } finally {
          while (site.training > 0) site.endTraining(1);
          await context.close();
        }
      }),
      {numRuns: runs, seed, endOnFailure: true},
    );
  });
