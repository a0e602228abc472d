// Opens every story of the built Storybook in a browser: its play function must end without an error, nothing may
// be logged as one, axe must find nothing in light and in dark, and at a phone's width nothing may stick out.
// Pages of documentation must open without an error.
//
//   node scripts/test/stories.mjs [part of an id …]      after `npm run build-storybook`
//   node scripts/test/stories.mjs --pictures <folder> …  takes pictures of the stories, too
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';
import {serveFolder} from './static-server.mjs';
import {StoryPage} from './story-page.mjs';
import {findBrowser} from './find-browser.mjs';
import {projectRoot} from '../build/tensorflow-bundle.mjs';

const folder = join(projectRoot, 'storybook-static');

const wanted = process.argv.slice(2);
const pictures = wanted[0] === '--pictures' ? wanted.splice(0, 2)[1] : undefined;

async function entries() {
  const {entries: all} = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'));
  return Object.values(all).filter(({id}) => wanted.length === 0 || wanted.some((part) => id.includes(part)));
}

/** What there is to check of an entry, by name; each check says what is wrong, in words. */
function checksOf(entry, page) {
  const opens = [
    entry.type === 'story' && entry.tags.includes('play-fn') ? 'plays' : 'opens',
    () => page.run(entry),
  ];
  if (entry.type === 'docs') return [opens];
  return [
    opens,
    ['is accessible in light', () => page.violations(entry, 'light')],
    ['is accessible in dark', () => page.violations(entry, 'dark')],
    ['fits on a phone', () => page.overflow()],
  ];
}

async function takePictures(page, {id, tags}) {
  await mkdir(pictures, {recursive: true});
  for (const width of [375, 1200])
    for (const colorScheme of ['light', 'dark'])
      await page.picture(join(pictures, `${id}-${width}-${colorScheme}.png`), {tags, width, colorScheme});
}

async function test(page) {
  const counts = {passed: 0, failed: 0};
  const all = await entries();
  for (const entry of all) {
    const begun = performance.now();
    const failures = [];
    for (const [name, check] of checksOf(entry, page)) {
      const wrong = await check().catch((error) => [error.stack]);
      counts[wrong.length > 0 ? 'failed' : 'passed']++;
      failures.push(...wrong.map((words) => `  ${name}: ${words.replaceAll('\n', '\n    ')}\n`));
    }
    if (pictures !== undefined && entry.type === 'story') await takePictures(page, entry);
    const ms = Math.round(performance.now() - begun);
    process.stdout.write(`${failures.length > 0 ? '✗' : '✓'} ${entry.id} (${ms} ms)\n${failures.join('')}`);
  }
  const of = (filter) => all.filter(filter).length;
  const stories = of(({type}) => type === 'story');
  const played = of(({type, tags}) => type === 'story' && tags.includes('play-fn'));
  process.stdout.write(
    `${stories} stories, ${played} with a play function, ${all.length - stories} pages of documentation: ` +
      `${counts.passed} passed, ${counts.failed} failed\n`,
  );
  return counts;
}

const server = await serveFolder(folder);
const browser = await puppeteer.launch({
  executablePath: await findBrowser(),
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  const counts = await test(await StoryPage.open(browser, server.origin));
  if (process.env.TEST_COUNTS_FILE) await writeFile(process.env.TEST_COUNTS_FILE, JSON.stringify(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
} finally {
  await browser.close();
  await server.close();
}
