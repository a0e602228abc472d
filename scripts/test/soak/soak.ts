// `npm run test:soak`: what hours of use leave behind, in Chromium and with real input. It takes hours, so that it is
// no part of CI; `npm run test:long` has the same parts with small counts (test/long/hours-of-use.test.ts). Names select parts:
// `npm run test:soak -- kills mounts --count 20`; `--json FILE` also writes the figures.
import type {Browser} from 'puppeteer-core';
import {readCount, parseOptions, runBenchmark, UsageError} from '../../../tools/arguments.js';
import {launch} from '../../../tools/chromium.js';
import {printTable} from '../../../tools/tables/table.js';
import {approaches} from './approaches.js';
import {idle} from './idle.js';
import {kills} from './kills.js';
import {mounts} from './mounts.js';
import {startSite} from './site.js';
import {tensors} from './tensors.js';

interface Figure {
  what: string;
  value: string;
  /** Why it is a failure. */
  problem?: string | false;
}

interface Part {
  count: number;
  run: (url: string, count: number) => Promise<Figure[]>;
}

/** Most bytes that the heap may grow by in 1,000 approaches: those of an hour, about 1,000, may take 1 MB. */
const mostSlope = 1_000_000;

/** Most measures and marks, and how many listeners and nodes may come and go with a preload. */
const mostEntries = 100;
const mostMore = 50;

function figure(what: string, value: number | string, problem: string | false = false): Figure {
  return {what, value: typeof value === 'number' ? value.toLocaleString('en') : value, problem};
}

/** Runs a part in a browser of its own. */
function inBrowser(run: (browser: Browser, url: string, count: number) => Promise<Figure[]>): Part['run'] {
  return async (url, count) => {
    const browser = await launch();
    try {
      return await run(browser, url, count);
    } finally {
      await browser.close();
    }
  };
}

const parts: Readonly<Record<string, Part>> = {
  kills: {
    count: 200,
    async run(url, count) {
      const {
        kills: killed,
        whileTraining,
        acknowledged,
        lost,
        holes,
        refused,
        unread,
      } = await kills(url, {count});
      const {samples, habits, models} = acknowledged;
      return [
        figure('kills, while training', `${killed}, ${whileTraining}`),
        figure('acknowledged samples, habits, models', `${samples}, ${habits}, ${models}`),
        figure('lost', lost, lost > 0 && 'Acknowledged writes were lost.'),
        figure('holes', holes, holes > 0 && 'A sample is missing before a later one.'),
        // They show nothing, so they are no success either.
        figure('kills without storage, and not read afterwards', `${refused}, ${unread}`),
      ];
    },
  },
  mounts: {
    count: 1000,
    run: inBrowser(async (browser, url, count) => {
      const {mounts: mounted, alive, aliveButtons, errors} = await mounts(browser, url, {count});
      return [
        figure('mounts of 0 to 400 ms', mounted),
        figure('regions alive after collection', alive, alive > 0 && 'Something holds them.'),
        figure('buttons alive after collection', aliveButtons, aliveButtons > 0 && 'Something holds them.'),
        figure('uncaught errors', errors, errors > 0 && 'The page got errors.'),
      ];
    }),
  },
  approaches: {
    count: 20_000,
    run: inBrowser(async (browser, url, count) => {
      const {
        approaches: made,
        presses,
        preloads,
        first,
        last,
        slope,
        errors,
      } = await approaches(browser, url, {count});
      const change = (name: 'listeners' | 'nodes'): Figure =>
        figure(
          `${name} before, after`,
          `${first[name]}, ${last[name]}`,
          last[name] > first[name] + mostMore && `More and more ${name}.`,
        );
      return [
        figure('approaches, presses, preloads', `${made}, ${presses}, ${preloads}`),
        figure('performance entries', last.entries, last.entries > mostEntries && 'Too many entries.'),
        change('listeners'),
        change('nodes'),
        figure(
          'heap growth in the second half, kB per 1,000 approaches',
          Math.round(slope / 1000),
          slope > mostSlope && 'The heap grows.',
        ),
        figure('uncaught errors', errors, errors > 0 && 'The page got errors.'),
      ];
    }),
  },
  idle: {
    count: 60,
    run: inBrowser(async (browser, url, count) => {
      const {minutes, scheduledBefore, scheduled, outstanding} = await idle(browser, url, {minutes: count});
      return [
        figure('minutes at rest', Math.round(minutes)),
        figure('scheduled by the movement before', scheduledBefore),
        figure('scheduled at rest', scheduled, scheduled > 0 && 'Something is scheduled at rest.'),
        figure('still due', outstanding, outstanding > 0 && 'Something is still due.'),
      ];
    }),
  },
  tensors: {
    count: 1000,
    run: inBrowser(async (browser, url, count) => {
      const {cycles, first, last} = await tensors(browser, url, {count});
      return [
        figure('cycles of training, loading, disposing', cycles),
        figure('tensors after the first, the last', `${first}, ${last}`, last > first && 'Tensors leak.'),
      ];
    }),
  },
};

await runBenchmark(async () => {
  const {values, positionals} = parseOptions({
    options: {count: {type: 'string'}, json: {type: 'string'}},
    allowPositionals: true,
  });
  const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined)
    throw new UsageError(`There is no part ${unknown}; there are ${Object.keys(parts).join(', ')}.`);
  const site = await startSite();
  const figures: ({part: string} & Figure)[] = [];
  try {
    for (const [part, {count, run}] of Object.entries(parts)) {
      if (positionals.length > 0 && !positionals.includes(part)) continue;
      const begun = performance.now();
      const found = await run(site.page, readCount(values.count, {name: 'count', fallback: count}));
      figures.push(...found.map((each) => ({part, ...each})));
      console.log(`${part}: ${((performance.now() - begun) / 60_000).toFixed(1)} min`);
    }
  } finally {
    await site.stop();
  }
  printTable(
    ['part', 'figure', '', 'problem'],
    figures.map(({part, what, value, problem}) => [part, what, value, problem || '-']),
  );
  const problems = figures.filter(({problem}) => problem);
  if (problems.length > 0) throw new UsageError(`${problems.length} figures are not as they should be.`);
  return {result: {date: new Date().toISOString(), figures}, json: values.json};
});
