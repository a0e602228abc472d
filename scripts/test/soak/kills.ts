import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {Browser, Page} from 'puppeteer-core';
import {launch} from '../../../tools/chromium.js';
import {waitForElements, waitForKit} from './open-page.js';

export interface KillsResult {
  kills: number;
  /** Writes that the page was told are stored. */
  acknowledged: {samples: number; habits: number; models: number};
  /** Those of them that were missing afterwards. */
  lost: number;
  /** Samples that were missing although a later one was there. */
  holes: number;
  /** Kills that hit while a model was in training. */
  whileTraining: number;
  /** Kills of a page that the browser had refused its storage: what it was told from then on counts for nothing. */
  refused: number;
  /** Kills after which the next browser refused its storage, too, so that nobody knows what was there. */
  unread: number;
}

export interface KillsOptions {
  count: number;
  /** Called with each page before it loads anything. */
  prepare?: (page: Page) => Promise<void>;
}

/** What a page has told before it was killed. */
interface Told {
  samples: number;
  /** Numbers of the habits. */
  habits: number[];
  /** Fingerprints of the trained models, in order. */
  models: string[];
  isTraining: boolean;
  /** Whether the learner had given up storing. */
  isRefused: boolean;
}

interface Stored {
  /** Numbers of the samples, ascending. */
  samples: number[];
  /** Numbers of the habits. */
  habits: number[];
  /** Fingerprint of the model; `undefined` for the shipped one. */
  model: string | undefined;
}

/** Presses that a model can be trained on, there from the start. */
const firstSamples = 60;

/** A page writes for this long after its first acknowledged write, ms, before its browser is killed. */
const writingMs = [50, 3000] as const;

/** How often a page is opened to read: on a busy machine the database may take longer than the kit waits for it. */
const mostReads = 3;

/** The machine may be busy: a browser that has written nothing for this long, ms, is stuck. */
const startLimitMs = 120_000;

/**
 * Kills a browser again and again while a page writes samples and habits and trains a model, and looks each time in
 * another browser for what had been acknowledged.
 */
export async function kills(
  url: string,
  {count, prepare = () => Promise.resolve()}: KillsOptions,
): Promise<KillsResult> {
  const profile = await mkdtemp(join(tmpdir(), 'predictive-buttons-kills-'));
  const result: KillsResult = {
    kills: 0,
    acknowledged: {samples: 0, habits: 0, models: 0},
    lost: 0,
    holes: 0,
    whileTraining: 0,
    refused: 0,
    unread: 0,
  };
  let before: {round: number; told: Told} | undefined;
  try {
    for (let round = 0; round <= count; round++) {
      const browser = await launch({userDataDir: profile});
      try {
        const page = await browser.newPage();
        await prepare(page);
        await waitForKit(page, url);
        if (before !== undefined) compare(await readPatiently(page, before.round), before.told, result);
        if (round === count) break;
        before = {round, told: await writeUntilKilled(browser, page, round)};
        result.kills++;
        if (before.told.isRefused) result.refused++;
      } finally {
        await browser.close().catch(() => undefined);
      }
    }
  } finally {
    await rm(profile, {recursive: true, force: true, maxRetries: 10});
  }
  return result;
}

function compare(stored: Stored | undefined, told: Told, result: KillsResult): void {
  if (stored === undefined) {
    result.unread++;
    return;
  }
  const {acknowledged} = result;
  acknowledged.samples += told.samples;
  acknowledged.habits += told.habits.length;
  acknowledged.models += told.models.length;
  const there = new Set(stored.samples);
  for (let i = 0; i < told.samples; i++) if (!there.has(i)) result.lost++;
  const last = stored.samples.at(-1) ?? -1;
  for (let i = 0; i < last; i++) if (!there.has(i)) result.holes++;
  result.lost += told.habits.filter((habit) => !stored.habits.includes(habit)).length;
  // A later one may have been stored without having been told; an earlier one, or none, must not be there.
  const {model} = stored;
  const isOlder = model === undefined || told.models.slice(0, -1).includes(model);
  if (told.models.length > 0 && isOlder) result.lost++;
  if (told.isTraining) result.whileTraining++;
}

async function writeUntilKilled(browser: Browser, page: Page, round: number): Promise<Told> {
  const told: Told = {samples: 0, habits: [], models: [], isTraining: false, isRefused: false};
  let hasBegun = (): void => {};
  const begun = new Promise<void>((resolve) => (hasBegun = resolve));
  // Some are killed after a model has been stored, and most while the first is in training.
  const first = round % 4 === 3 ? 'model' : 'habits';
  await page.exposeFunction('tell', (kind: string, value: number | string | boolean) => {
    if (kind === 'refused') told.isRefused = true;
    // From then on, promises resolve for what is in memory.
    if (told.isRefused) {
      hasBegun();
      return;
    }
    if (kind === 'samples') told.samples = Math.max(told.samples, Number(value));
    else if (kind === 'habits') told.habits.push(Number(value));
    else if (kind === 'model') told.models.push(String(value));
    else told.isTraining = value === true;
    if (kind === first) hasBegun();
  });
  // Never settles: the browser dies before.
  page.evaluate(writeInPage, {round, firstSamples}).catch(() => undefined);
  await Promise.race([
    begun,
    delay(startLimitMs, undefined, {ref: false}).then(() => {
      throw new Error('The page has written nothing.');
    }),
  ]);
  const [least, most] = writingMs;
  await delay(least + Math.random() * (most - least));
  const {pid} = browser.process()!;
  const dead = new Promise((resolve) => browser.process()!.once('exit', resolve));
  // Its group: a renderer that lives on for a moment would go on writing.
  process.kill(-pid!, 'SIGKILL');
  await dead;
  return told;
}

/** Runs in the page, until it dies. */
async function writeInPage({round, firstSamples}: {round: number; firstSamples: number}): Promise<void> {
  const {tell} = window as unknown as {tell: (kind: string, value: number | string | boolean) => void};
  // Served from the sources.
  const load = (path: string): Promise<unknown> => import(path) as Promise<unknown>;
  const {madeUpSamples} = (await load('/test/learning/samples.ts')) as {
    madeUpSamples: (options: {count: number; seed: number}) => unknown[];
  };
  const {formatDataset} = (await load('/src/storage/dataset-file.ts')) as {
    formatDataset: (samples: unknown[], habits?: unknown) => string;
  };
  const {Habits} = (await load('/src/habits/habits.ts')) as {
    Habits: new () => {
      press(key: string, at: {now: number}): void;
      toJSON(): unknown;
    };
  };
  const region = document.createElement('predictive-region');
  region.setAttribute('persist', 'local');
  region.setAttribute('learn', 'manual');
  region.setAttribute('backend', 'cpu');
  region.setAttribute('min-accuracy', '0');
  region.setAttribute('name', `round ${round}`);
  region.addEventListener('predictive-error', ({error: {code}}) => {
    if (code.startsWith('storage-') || code === 'chunk-unavailable') tell('refused', code);
  });
  document.body.append(region);
  const fileOf = (samples: unknown[], habits?: unknown): File =>
    new File([formatDataset(samples, habits)], 'made-up.json');
  const samples = madeUpSamples({count: 1900, seed: round + 1});
  await region.importDataset(fileOf(samples.slice(0, firstSamples)));
  tell('samples', firstSamples);
  const train = async (): Promise<never> => {
    for (;;) {
      tell('training', true);
      const {verdict} = await region.train();
      tell('training', false);
      const {weights} = await region.exportModel();
      const bytes = await crypto.subtle.digest('SHA-256', await weights.arrayBuffer());
      if (verdict === 'taken') tell('model', new Uint8Array(bytes).join(''));
    }
  };
  const write = async (): Promise<void> => {
    for (let i = firstSamples; i < samples.length; i++) {
      const isHabit = i % 3 === 0;
      const habits = new Habits();
      habits.press(`habit ${i}`, {now: i});
      await region.importDataset(fileOf([samples[i]], isHabit ? habits.toJSON() : undefined));
      tell('samples', i + 1);
      if (isHabit) tell('habits', i);
    }
  };
  await Promise.all([train(), write()]);
}

async function readPatiently(page: Page, round: number): Promise<Stored | undefined> {
  for (let i = 0; i < mostReads; i++) {
    if (i > 0) await page.reload();
    await waitForElements(page);
    const stored = await read(page, round);
    if (stored !== undefined) return stored;
  }
  return undefined;
}

/** What is stored of a round; `undefined` if the browser refuses to say. */
async function read(page: Page, round: number): Promise<Stored | undefined> {
  return page.evaluate(async (name) => {
    const open = (attributes: Record<string, string>): HTMLElementTagNameMap['predictive-region'] => {
      const region = document.createElement('predictive-region');
      for (const [attribute, value] of Object.entries(attributes)) region.setAttribute(attribute, value);
      document.body.append(region);
      return region;
    };
    const fingerprint = async (region: HTMLElementTagNameMap['predictive-region']): Promise<string> => {
      const {weights} = await region.exportModel();
      return new Uint8Array(await crypto.subtle.digest('SHA-256', await weights.arrayBuffer())).join('');
    };
    let isRefused = false;
    const region = open({persist: 'local', learn: 'manual', name});
    region.addEventListener('predictive-error', ({error: {code}}) => {
      isRefused ||= code.startsWith('storage-') || code === 'chunk-unavailable';
    });
    const fresh = open({persist: 'none', learn: 'manual'});
    const text = await (await region.exportDataset()).text();
    const {samples} = JSON.parse(text) as {samples: {id: string}[]};
    const [model, shipped] = [await fingerprint(region), await fingerprint(fresh)];
    region.remove();
    fresh.remove();
    if (isRefused) return undefined;
    return {
      samples: samples.map(({id}) => Number(id.split('-').at(-1))).sort((a, b) => a - b),
      habits: [...new Set([...text.matchAll(/"habit (\d+)"/g)].map(([, number]) => Number(number)))],
      model: model === shipped ? undefined : model,
    };
  }, `round ${round}`);
}
