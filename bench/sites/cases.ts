import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {siteNamed} from './catalogue.js';
import {siteScores} from './site-scores.js';
import type {Site} from './site.js';
import type {Visitor} from './visit.js';

/** A situation that a site can be in, tried with a few presses. */
export interface Case {
  title: string;
  site: Site;
  /** Returns what is wrong. */
  run: (visitor: Visitor, folder: string) => Promise<string[]>;
}

export const cases: readonly Case[] = [
  {
    title: 'A page restored by going back',
    site: siteNamed('plain'),
    async run({page, follow}) {
      await page.waitForFunction(() => document.querySelector('predictive-region:defined') !== null);
      await page.evaluate(() => Object.assign(window, {isSame: true}));
      await follow('reef');
      await page.evaluate(() => history.back());
      await page.waitForFunction(() => document.querySelector('[data-page=start]') !== null);
      const isRestored = await page.evaluate(() => 'isSame' in window);
      await follow('kelp');
      return isRestored ? [] : ['The browser loaded the page anew, so this was not tried.'];
    },
  },
  {
    title: 'Pinch zoom',
    site: siteNamed('plain'),
    async run({page, hand, follow}) {
      await hand.cdp.send('Emulation.setPageScaleFactor', {pageScaleFactor: 1.5});
      await page.waitForFunction(() => window.visualViewport?.scale === 1.5);
      await follow('dunes');
      await follow('kelp');
      return [];
    },
  },
  {
    title: 'Printing',
    site: siteNamed('plain'),
    async run({page, follow}) {
      await follow('dunes');
      const before = await page.evaluate(() => document.body.innerHTML);
      await page.pdf();
      const after = await page.evaluate(() => document.body.innerHTML);
      await follow('kelp');
      return before === after ? [] : ['The page was changed.'];
    },
  },
  {
    title: 'View transitions between documents',
    site: {
      ...siteNamed('plain'),
      setUp: `addEventListener('DOMContentLoaded', () => {
        const style = document.createElement('style');
        style.textContent = '@view-transition {navigation: auto}';
        document.head.append(style);
      });`,
    },
    async run({follow}) {
      for (const slug of ['dunes', 'reef', 'kelp']) await follow(slug);
      return [];
    },
  },
  {
    title: 'View transitions within a document, by Astro’s client router',
    site: {
      ...siteNamed('astro-client-router'),
      setUp: `window.transitions = 0;
        const start = document.startViewTransition.bind(document);
        document.startViewTransition = (...update) => (window.transitions++, start(...update));`,
    },
    async run({page, follow}) {
      for (const slug of ['dunes', 'reef', 'kelp']) await follow(slug);
      const count = await page.evaluate(() => (window as unknown as {transitions: number}).transitions);
      return count === 3 ? [] : [`There were ${count} view transitions.`];
    },
  },
  {
    title: 'A page that Turbo restores from its cache, by going back',
    site: siteNamed('turbo'),
    async run({page, follow}) {
      await page.waitForSelector('predictive-region:defined');
      await follow('reef');
      await page.evaluate(() => Object.assign(window, {isSame: true}));
      await page.evaluate(() => history.back());
      await page.waitForFunction(() => document.querySelector('[data-page=start]') !== null);
      const isSame = await page.evaluate(() => 'isSame' in window);
      await follow('kelp');
      await follow('dunes');
      return isSame ? [] : ['The browser loaded the page anew, so this was not tried.'];
    },
  },
  {
    title: 'Vue’s KeepAlive around regions',
    site: siteNamed('vue-keep-alive'),
    async run({page, follow}) {
      await page.waitForSelector('predictive-region:defined');
      await follow('dunes');
      // There, back, and there again.
      for (let i = 0; i < 3; i++) await page.click('#toggle');
      await follow('reef');
      for (let i = 0; i < 2; i++) await page.click('#toggle');
      await follow('kelp');
      return [];
    },
  },
  {
    title: 'React’s StrictMode in development, and hot replacement',
    site: {
      ...siteNamed('react-router'),
      serve: {
        program: ['node_modules/vite/bin/vite.js', '--port', '$PORT', '--strictPort', '--host', '127.0.0.1'],
      },
    },
    async run({page, follow}, folder) {
      await page.waitForSelector('predictive-region:defined');
      await follow('dunes');
      await follow('kelp');
      const view = join(folder, 'views/kelp.jsx');
      const source = readFileSync(view, 'utf8');
      await page.evaluate(() => Object.assign(window, {isSame: true}));
      try {
        writeFileSync(view, source.replaceAll('kelp', 'edited kelp'));
        await page.waitForFunction(() => document.body.innerText.includes('edited kelp'));
      } finally {
        writeFileSync(view, source);
      }
      const isSame = await page.evaluate(() => 'isSame' in window);
      await follow('reef');
      return isSame ? [] : ['The page was loaded anew, so hot replacement was not tried.'];
    },
  },
];

/** How a case went. */
export interface TriedCase {
  title: string;
  presses: number;
  /** Presses that were served from what the kit had asked for. */
  used: number;
  problems: string[];
}

/** Adds what was wrong with the visit of a case; the kit has to go on serving presses, though not every one. */
export function outcomeOfCase({visit}: Visitor, problems: readonly string[]): Omit<TriedCase, 'title'> {
  const scores = siteScores(visit, {...visit, navigations: [], reports: [], consoleErrors: []});
  const {used, presses} = scores;
  return {
    used,
    presses,
    problems: [
      ...problems,
      ...scores.errors.map((text) => `page error: ${text}`),
      ...scores.hydrationWarnings.map((text) => `hydration warning: ${text}`),
      ...scores.doubled.map((text) => `requested twice: ${text}`),
      ...scores.problems,
      ...(used < presses / 2 ? ['most presses were not served'] : []),
    ],
  };
}
