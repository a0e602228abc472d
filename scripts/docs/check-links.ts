// `npm run check:links`: opens every page of documentation of the built site in a browser, and lists the links
// and files that lead nowhere. `npm test -- --all` does it with the stories. Other sites are not requested.
import {join} from 'node:path';
import puppeteer from 'puppeteer-core';
import {projectRoot} from '../project-root.js';
import {findBrowser} from '../test/find-browser.js';
import {serveFolder} from '../test/static-server.js';
import {StoryPage} from '../test/story-page.js';
import {brokenLinks, brokenReferences, readSite, type RenderedPage} from './site-links.js';

const folder = join(projectRoot, process.argv[2] ?? 'storybook-static');

async function openAll(ids: readonly string[]): Promise<RenderedPage[]> {
  const server = await serveFolder(folder);
  const browser = await puppeteer.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const page = await StoryPage.open(browser, server.origin);
    const rendered: RenderedPage[] = [];
    for (const id of ids) {
      await page.run({id, type: 'docs', tags: []});
      rendered.push(await page.links(id));
    }
    return rendered;
  } finally {
    await browser.close();
    await server.close();
  }
}

const site = readSite(folder);
const pages = await openAll([...site.entries].filter((id) => id.endsWith('--docs')));
const broken = [...brokenReferences(folder), ...brokenLinks(pages, site)];
for (const each of broken) process.stderr.write(`${each}\n`);
const links = pages.reduce((sum, page) => sum + page.links.length, 0);
process.stdout.write(`${links} links on ${pages.length} pages, ${broken.length} broken\n`);
process.exitCode = broken.length > 0 ? 1 : 0;
