import type {Browser, CDPSession} from 'puppeteer-core';
import {movePointer, naturalMovement} from '../../tools/timed-pages/movement.js';
import {openPage} from '../../tools/timed-pages/open-page.js';
import {watchers, type Watcher} from '../../tools/timed-pages/page-content.js';
import type {Site} from '../../tools/timed-pages/site.js';
import {scriptCosts, traceOf} from '../../tools/timed-pages/trace.js';
import {mean, medianAndP95} from '../../tools/scores/averages.js';

/** Pointer events at most before those that count, so that what is often run has been compiled. */
const warmUpEvents = 120;

/** After the last event, ms: until what it has set off is over, but for a pointer at rest. */
const settleMs = 200;

/** What events cost on one page, µs. */
interface Run {
  /** Script of each event. */
  scripts: number[];
  /** The main thread's whole work per event, and what of it is script, style and layout. */
  task: TaskCost;
}

export type TaskCost = Record<'task' | 'script' | 'style' | 'layout', number>;

export interface EventCosts {
  /** Script per event, µs. */
  perEventUs: Record<string, Partial<Record<Watcher, {median: number; p95: number}>>>;
  /** All work of the main thread per event, µs, less what a page does that nothing watches. */
  taskUsPerEvent: Record<string, Partial<Record<Watcher, TaskCost>>>;
}

/**
 * What a pointer event costs the main thread of a page, by what watches its buttons. The pointer is a real
 * one: 125 events a second go through the browser, which hands a page those of a frame together, so that
 * "an event" is one `pointermove` with all that it sets off until the next. Chromium's trace says what that
 * is: listeners, frames, timers, observers and promises, to the microsecond and in processor time, which
 * neighbours on the machine do not disturb. Wrapped callbacks would miss what promises do after them.
 */
export async function measureEvents(
  browser: Browser,
  site: Site,
  {buttons, events, rounds}: {buttons: readonly number[]; events: number; rounds: number},
): Promise<EventCosts> {
  const runs = new Map<string, Run[]>();
  for (let round = 0; round < rounds; round++) {
    for (const count of buttons) {
      // There and back, so that none is always the first.
      for (const watcher of round % 2 === 0 ? watchers : watchers.toReversed()) {
        const run = await measureRun(browser, site, {watcher, buttons: count, events, seed: round + 1});
        const name = `${watcher} ${count}`;
        runs.set(name, [...(runs.get(name) ?? []), run]);
      }
    }
  }
  return summaryOf(buttons, (watcher, count) => runs.get(`${watcher} ${count}`)!);
}

function summaryOf(
  buttons: readonly number[],
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
  {watcher, buttons, events, seed}: {watcher: Watcher; buttons: number; events: number; seed: number},
): Promise<Run> {
  const {page, cdp} = await openPage(browser, site, {watcher, buttons});
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

/** Processor time that the main thread has used so far, µs. */
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
