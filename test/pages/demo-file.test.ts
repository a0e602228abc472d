import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import type {Browser, Page} from 'puppeteer-core';
import {projectRoot} from '../../scripts/project-root.js';
import {launch} from '../../tools/chromium.js';
import {listen} from '../../tools/listen.js';
import {madeUpSamples} from '../learning/samples.js';

/** The demo as one file, opened from the disk and from a host that serves nothing else. */
describe('self-contained demo', () => {
  let folder: string;
  let file: string;
  let browser: Browser;
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/' ? 200 : 404;
    response.setHeader('content-type', 'text/html');
    void readFile(file).then((page) => response.end(request.url === '/' ? page : ''));
  });

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'predictive-buttons-demo-'));
    file = join(folder, 'demo.html');
    await promisify(execFile)('node', ['--import', 'tsx', 'scripts/build/demo-file.ts', file], {
      cwd: projectRoot,
    });
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
    await rm(folder, {recursive: true});
  });

  function becomes(page: Page, selector: string, pattern: RegExp): Promise<unknown> {
    return page.waitForFunction(
      (wanted, source) => new RegExp(source).test(document.querySelector(wanted)?.textContent ?? ''),
      {polling: 'raf', timeout: 60_000},
      selector,
      pattern.source,
    );
  }

  for (const [place, address] of [
    ['a disk', () => pathToFileURL(file).href],
    ['a static host', () => listen(server, {host: 'localhost'}).then((origin) => `${origin}/`)],
  ] as const)
    it(`plays, trains and inspects from ${place}, and requests nothing`, async () => {
      const page = await browser.newPage();
      const complaints: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => requests.push(request.url()));
      const url = await address();
      await page.goto(url);
      await becomes(page, '#race-line', /opened by the simulated hand: \d/);
      const without = parseInt(await page.$eval('#without-time', ({textContent}) => textContent), 10);
      assert.ok(without >= 595, `${without} ms`);
      assert.equal(await page.$eval('.unserved', (note) => getComputedStyle(note).display), 'inline');
      assert.equal(await page.$eval('#more', (links) => getComputedStyle(links).display), 'none');

      const data = JSON.stringify({
        format: 'predictive-buttons-dataset',
        version: 1,
        samples: madeUpSamples({count: 60}),
      });
      await page.$eval(
        '#practice',
        (region, json) =>
          (region as HTMLElementTagNameMap['predictive-region']).importDataset(new Blob([json])),
        data,
      );
      await page.click('#train');
      await becomes(page, '#verdict', /^(Yours did better|The network in use stays)/);
      assert.ok((await page.$eval('#judged polyline', (line) => line.points.numberOfItems)) > 2);
      await page.click('[data-inspect=start]');
      await page.waitForFunction(
        () =>
          document.querySelector('predictive-inspector')?.shadowRoot?.querySelector('[role=tab]') !== null,
      );
      assert.deepEqual(complaints, []);
      assert.deepEqual(
        requests.filter((each) => !/^(blob|data):/.test(each)),
        [url],
      );
    });
});
