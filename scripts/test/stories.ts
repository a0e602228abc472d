// Opens every story of the built Storybook in a browser: its play function must end without an error, nothing
// may be logged as one, axe must find nothing in light and in dark, and at a phone's width nothing may
// overflow. Pages of documentation must open without an error, and their links and the site's files lead
// somewhere.
//
//   npx tsx scripts/test/stories.ts [part of an id …]      after `npm run build-storybook`
//   npx tsx scripts/test/stories.ts --pictures <folder> …  takes pictures of the stories, too
import {mkdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';
import {brokenLinks, brokenReferences, readSite, type RenderedPage} from '../docs/site-links.js';
import {projectRoot} from '../project-root.js';
import {failureAt, writeCounts, type Counts, type Failure} from './counts.js';
import {findBrowser} from './find-browser.js';
import {serveFolder} from './static-server.js';
import {StoryPage, type Entry} from './story-page.js';

const folder = join(projectRoot, 'storybook-static');

const wanted = process.argv.slice(2);
const pictures = wanted[0] === '--pictures' ? wanted.splice(0, 2)[1] : undefined;

async function entries(): Promise<Entry[]> {
  const {entries: all} = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as {
    entries: Record<string, Entry>;
  };
  return Object.values(all).filter(({id}) => wanted.length === 0 || wanted.some((part) => id.includes(part)));
}

function isPlayed({type, tags}: Entry): boolean {
  return type === 'story' && tags.includes('play-fn');
}

/** A check resolves to the problems that it found. */
type Check = [name: string, check: () => Promise<string[]>];

function checksOf(entry: Entry, page: StoryPage): Check[] {
  const opens: Check = [isPlayed(entry) ? 'plays' : 'opens', () => page.run(entry)];
  if (entry.type === 'docs') return [opens];
  return [
    opens,
    ['is accessible in light', () => page.violations(entry, 'light')],
    ['is accessible in dark', () => page.violations(entry, 'dark')],
    ['fits on a phone', () => page.overflow()],
  ];
}

async function takePictures(page: StoryPage, {id, tags}: Entry, into: string): Promise<void> {
  await mkdir(into, {recursive: true});
  for (const width of [375, 1200])
    for (const colorScheme of ['light', 'dark'] as const)
      await page.picture(`${join(into, `${id}-${width}-${colorScheme}`)}.png`, {tags, width, colorScheme});
}

async function test(page: StoryPage): Promise<Counts> {
  const counts = {passed: 0, failed: 0};
  const failedIds: string[] = [];
  const failures: Failure[] = [];
  const all = await entries();
  const rendered: RenderedPage[] = [];
  for (const entry of all) {
    const begun = performance.now();
    const problems: string[] = [];
    for (const [name, check] of checksOf(entry, page)) {
      const wrong = await check().catch((error: unknown) => [String((error as Error).stack ?? error)]);
      counts[wrong.length > 0 ? 'failed' : 'passed']++;
      problems.push(...wrong.map((words) => `  ${name}: ${words.replaceAll('\n', '\n    ')}\n`));
      failures.push(...wrong.map((words) => failureAt([entry.id, name], words)));
    }
    if (pictures !== undefined && entry.type === 'story') await takePictures(page, entry, pictures);
    if (entry.type === 'docs') rendered.push(await page.links(entry.id));
    if (problems.length > 0) failedIds.push(entry.id);
    const ms = Math.round(performance.now() - begun);
    process.stdout.write(`${problems.length > 0 ? '✗' : '✓'} ${entry.id} (${ms} ms)\n${problems.join('')}`);
  }
  const broken = [...brokenReferences(folder), ...brokenLinks(rendered, readSite(folder))];
  counts[broken.length > 0 ? 'failed' : 'passed']++;
  for (const each of broken) process.stdout.write(`✗ broken link: ${each}\n`);
  failures.push(...broken.map((each) => failureAt(['broken link'], each)));
  const stories = all.filter(({type}) => type === 'story').length;
  const played = all.filter(isPlayed).length;
  process.stdout.write(
    `${stories} stories, ${played} with a play function, ${all.length - stories} pages of documentation: ` +
      `${counts.passed} passed, ${counts.failed} failed\n`,
  );
  // Where links are broken, no part of the entries would show it.
  return {...counts, failures, ...(broken.length === 0 && {failedFiles: failedIds})};
}

const server = await serveFolder(folder);
const browser = await puppeteer.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  const counts = await test(await StoryPage.open(browser, server.origin));
  writeCounts(counts);
  process.exitCode = counts.failed > 0 ? 1 : 0;
} finally {
  await browser.close();
  await server.close();
}
