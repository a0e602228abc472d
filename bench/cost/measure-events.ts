import type {Browser, CDPSession} from 'puppeteer-core';
import {movePointer, naturalMovement} from '../../tools/timed-pages/movement.js';
import {openPage} from '../../tools/timed-pages/open-page.js';
import {watchers as allWatchers, type PageKind, type Watcher} from '../../tools/timed-pages/page-content.js';
import type {Site} from '../../tools/timed-pages/site.js';
import {scriptCosts, traceOf} from '../../tools/timed-pages/trace.js';
import {mean, medianAndP95} from '../../tools/scores/averages.js';

/** Largest number of warm-up events, so that frequent code has been compiled. */
const warmUpEvents = 120;

/** Wait after the last event, ms: until all its effects are over, except those of a resting pointer. */
const settleMs = 200;

/** Cost of events on one page, µs. */
interface Run {
  /** Script time of each event. */
  scripts: number[];
  /** The main thread's work per event, and its shares of script, style and layout. */
  task: TaskCost;
}

export type TaskCost = Record<'task' | 'script' | 'style' | 'layout', number>;

export interface EventCosts {
  /** Script time per event, µs. */
  perEventUs: Record<string, Partial<Record<Watcher, {median: number; p95: number}>>>;
  /** The main thread's work per event, µs, minus that of a page that nothing watches. */
  taskUsPerEvent: Record<string, Partial<Record<Watcher, TaskCost>>>;
}

/**
 * Measures the cost of a pointer event for the main thread of a page, by the watcher of its buttons. The
 * pointer is real: the browser receives 125 events a second, and dispatches those of a frame together, so "an
 * event" is one `pointermove` with all its effects until the next. Chromium's trace has them all (listeners,
 * frames, timers, observers and promises) to the microsecond and in processor time, which other programs on
 * the machine do not change. Wrapped callbacks would miss the promises that run after them.
 */
export async function measureEvents(
  browser: Browser,
  site: Site,
  {
    buttons,
    events,
    rounds,
    page = 'buttons',
    watchers = allWatchers,
  }: {
    buttons: readonly number[];
    events: number;
    rounds: number;
    page?: PageKind;
    watchers?: readonly Watcher[];
  },
): Promise<EventCosts> {
  const runs = new Map<string, Run[]>();
  for (let round = 0; round < rounds; round++) {
    for (const count of buttons) {
      // There and back, so that no watcher always comes first.
      for (const watcher of round % 2 === 0 ? watchers : watchers.toReversed()) {
        const run = await measureRun(browser, site, {
          watcher,
          page,
          buttons: count,
          events,
          seed: round + 1,
        });
        const name = `${watcher} ${count}`;
        runs.set(name, [...(runs.get(name) ?? []), run]);
      }
    }
  }
  return summaryOf({buttons, watchers}, (watcher, count) => runs.get(`${watcher} ${count}`)!);
}

function summaryOf(
  {buttons, watchers}: {buttons: readonly number[]; watchers: readonly Watcher[]},
  runsOf: (watcher: Watcher, count: number) => Run[],
): EventCosts {
  const perEventUs: EventCosts['perEventUs'] = {};
  const taskUsPerEvent: EventCosts['taskUsPerEvent'] = {};
  for (const count of buttons) {
    const nothing = meanTask(runsOf('nothing', count));
    perEventUs[count] = {};
    taskUsPerEvent[count] = {nothing};
    for (const watcher of watchers.filter((each) => each !== 'nothing')) {
      const runs = runsOf(watcher, count);
      perEventUs[count][watcher] = medianAndP95(runs.flatMap((run) => run.scripts));
      const {task, script, style, layout} = meanTask(runs);
      taskUsPerEvent[count][watcher] = {
        task: task - nothing.task,
        script: script - nothing.script,
        style: style - nothing.style,
        layout: layout - nothing.layout,
      };
    }
  }
  return {perEventUs, taskUsPerEvent};
}

function meanTask(runs: readonly Run[]): TaskCost {
  const meanOf = (of: keyof TaskCost): number => mean(runs.map(({task}) => task[of]));
  return {task: meanOf('task'), script: meanOf('script'), style: meanOf('style'), layout: meanOf('layout')};
}

async function measureRun(
  browser: Browser,
  site: Site,
  {
    watcher,
    page: kind,
    buttons,
    events,
    seed,
  }: {watcher: Watcher; page: PageKind; buttons: number; events: number; seed: number},
): Promise<Run> {
  const {page, cdp} = await openPage(browser, site, {watcher, page: kind, buttons});
  try {
    await movePointer(cdp, naturalMovement({events: Math.min(events, warmUpEvents), seed: 1000 + seed}));
    let before: TaskCost;
    let after: TaskCost;
    const trace = await traceOf(cdp, async () => {
      before = await workOf(cdp);
      await movePointer(cdp, naturalMovement({events, seed}));
      await new Promise((resolve) => setTimeout(resolve, settleMs));
      after = await workOf(cdp);
    });
    const scripts = scriptCosts(trace);
    const perEvent = (of: keyof TaskCost): number => (after[of] - before[of]) / scripts.length;
    return {
      scripts,
      task: {
        task: perEvent('task'),
        script: perEvent('script'),
        style: perEvent('style'),
        layout: perEvent('layout'),
      },
    };
  } finally {
    await page.close();
  }
}

/** Processor time of the main thread so far, µs. */
async function workOf(cdp: CDPSession): Promise<TaskCost> {
  const {metrics} = await cdp.send('Performance.getMetrics');
  const us = (name: string): number => (metrics.find((metric) => metric.name === name)?.value ?? NaN) * 1e6;
  return {
    task: us('TaskDuration'),
    script: us('ScriptDuration'),
    style: us('RecalcStyleDuration'),
    layout: us('LayoutDuration'),
  };
}
