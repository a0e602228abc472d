// `npm run bench:inspector`: the cost of the inspector on a page with the kit, closed and open, in Chromium:
// script time per pointer event, in processor time, and the time from frame to frame while the pointer moves.
import type {Browser} from 'puppeteer-core';
import {readArguments, readCount, runBenchmark, UsageError} from '../../tools/arguments.js';
import {movePointer, naturalMovement} from '../../tools/timed-pages/movement.js';
import {openPage} from '../../tools/timed-pages/open-page.js';
import {onSite} from '../../tools/timed-pages/on-site.js';
import type {Site} from '../../tools/timed-pages/site.js';
import {scriptCosts, traceOf} from '../../tools/timed-pages/trace.js';
import {printTable} from '../../tools/tables/table.js';
import {medianAndP95} from '../../tools/scores/averages.js';

const inspectors = ['none', 'closed', 'open'] as const;
type Inspector = (typeof inspectors)[number];

/** Number of warm-up events, so that frequent code has been compiled. */
const warmUpEvents = 200;

/** Runs in the page: records frame lengths. A string, because tsx adds helpers to functions. */
const watchFrames = `
  globalThis.frameTimes = [];
  let last = performance.now();
  requestAnimationFrame(function note(now) {
    frameTimes.push(now - last);
    last = now;
    requestAnimationFrame(note);
  });
`;

interface Run {
  /** Script time of each pointer event, µs. */
  scripts: number[];
  /** From each frame to the next, ms. */
  frames: number[];
}

await runBenchmark(async () => {
  const {data, json, ...texts} = readArguments(['events', 'rounds', 'buttons']);
  if (data !== undefined) throw new UsageError('--data: is not supported; the movement is simulated.');
  const buttons = readCount(texts.buttons, {name: 'buttons', fallback: 100});
  const events = readCount(texts.events, {name: 'events', fallback: 400});
  const rounds = readCount(texts.rounds, {name: 'rounds', fallback: 2});

  return onSite(async (browser, site) => {
    const runs: Record<Inspector, Run> = {
      none: {scripts: [], frames: []},
      closed: {scripts: [], frames: []},
      open: {scripts: [], frames: []},
    };
    for (let round = 0; round < rounds; round++) {
      // There and back, so that no inspector always comes first.
      for (const inspector of round % 2 === 0 ? inspectors : inspectors.toReversed()) {
        const {scripts, frames} = await measure(browser, site, {inspector, buttons, events, seed: round + 1});
        runs[inspector].scripts.push(...scripts);
        runs[inspector].frames.push(...frames);
      }
    }
    const result = Object.fromEntries(
      inspectors.map((inspector) => [inspector, summaryOf(runs[inspector])] as const),
    );
    console.log(`${buttons} buttons; script in µs of processor time per pointer event, frames in ms`);
    printTable(
      ['inspector', 'script', 'p95', 'frame', 'p95'],
      Object.entries(result).map(([inspector, {scriptUs, frameMs}]) => [
        inspector,
        ...[scriptUs.median, scriptUs.p95].map((us) => us.toFixed(0)),
        ...[frameMs.median, frameMs.p95].map((ms) => ms.toFixed(1)),
      ]),
    );
    return {result: {buttons, ...result}, json};
  });
});

function summaryOf({scripts, frames}: Run): Record<'scriptUs' | 'frameMs', {median: number; p95: number}> {
  return {scriptUs: medianAndP95(scripts), frameMs: medianAndP95(frames)};
}

async function measure(
  browser: Browser,
  site: Site,
  {inspector, buttons, events, seed}: {inspector: Inspector; buttons: number; events: number; seed: number},
): Promise<Run> {
  const {page, cdp} = await openPage(browser, site, {
    watcher: 'kit',
    buttons,
    attributes: 'learn="off"',
    ...(inspector !== 'none' && {inspector}),
  });
  try {
    await movePointer(cdp, naturalMovement({events: warmUpEvents, seed: 1000 + seed}));
    await page.evaluate(watchFrames);
    const trace = await traceOf(cdp, () => movePointer(cdp, naturalMovement({events, seed})));
    return {scripts: scriptCosts(trace), frames: await page.evaluate(() => window.frameTimes)};
  } finally {
    await page.close();
  }
}

declare global {
  interface Window {
    frameTimes: number[];
  }
}
