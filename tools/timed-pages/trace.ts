import type {CDPSession} from 'puppeteer-core';

/** An entry of Chromium's trace: an event on a thread, with start and duration, µs. */
export interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** Processor time, µs: without the moments in which the thread waited for a processor. */
  tdur?: number;
  args: {data?: {type?: string}};
}

/** Categories of the trace: scripts and tasks. */
const includedCategories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8.execute'];

/** The trace events of scripts: listeners, frame callbacks, timers, observers, and promises. */
const scripts = new Set([
  'EventDispatch',
  'FireAnimationFrame',
  'FireIdleCallback',
  'FunctionCall',
  'RunMicrotasks',
  'TimerFire',
]);

/** Records what happens in the browser while `action` runs. */
export async function traceOf(cdp: CDPSession, action: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({value}: {value: object[]}): void => void events.push(...(value as TraceEvent[]));
  cdp.on('Tracing.dataCollected', collect);
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {includedCategories, excludedCategories: ['*'], recordMode: 'recordUntilFull'},
  });
  await action();
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return events;
}

/** Processor time of every script from each `pointermove` to the next, µs. */
export function scriptCosts(events: readonly TraceEvent[]): number[] {
  const moves = events.filter(
    ({name, args}) => name === 'EventDispatch' && args.data?.type === 'pointermove',
  );
  const [first] = moves;
  if (first === undefined) return [];
  const starts = moves.map(({ts}) => ts).sort((a, b) => a - b);
  const work = events
    .filter(
      ({name, ph, pid, tid}) => scripts.has(name) && ph === 'X' && pid === first.pid && tid === first.tid,
    )
    .sort((a, b) => a.ts - b.ts);
  const costs = starts.map(() => 0);
  let end = -Infinity;
  let move = -1;
  for (const {ts, dur = 0, tdur = dur} of work) {
    // A nested call is part of its caller.
    if (ts < end) continue;
    end = ts + dur;
    while (move + 1 < starts.length && starts[move + 1]! <= ts) move++;
    if (move >= 0) costs[move]! += tdur;
  }
  return costs;
}
