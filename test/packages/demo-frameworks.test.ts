import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {seededRandom} from '../../src/core/random.js';
import {handPath} from '../support/approaches.js';
import {openPage} from './pages.js';
import {run} from './run.js';

const scratch = mkdtempSync(join(tmpdir(), 'predictive-buttons-demos-'));
const frameworks = ['react', 'vue', 'svelte'];

before(() => {
  for (const framework of frameworks)
    run(
      process.execPath,
      ['--import', 'tsx', 'scripts/build/framework-demo.ts', framework, join(scratch, framework)],
      '.',
    );
});
after(() => rmSync(scratch, {recursive: true, force: true}));

for (const framework of frameworks) {
  test(`${framework} sets properties and listeners, and a prediction survives rendering`, () =>
    withDemo(framework, async (page) => {
      const properties = await page.evaluate(() => ({
        threshold: document.querySelector('predictive-region')!.threshold,
        keys: [...document.querySelectorAll('predictive-button')].map(({targetKey}) => targetKey),
      }));
      assert.deepEqual(properties, {
        threshold: 0.3,
        keys: ['Invoice 1', 'Invoice 2', 'Invoice 3', 'print'],
      });

      await pointAt(page, 2);
      await shows(page, {next: 'Invoice 2', ready: 'Invoice 2'});
      // Both outputs have text, so it has rendered twice since.
      await untilMarked(page, 2);

      await page.mouse.down();
      await page.mouse.up();
      await shows(page, {opened: 'Invoice 2'});
      await page.mouse.down();
      await page.mouse.up();
      await page.waitForFunction("document.getElementById('print').disabled === true");
    }));

  test(`a button that ${framework} adds is predicted, and one that it removes is not`, () =>
    withDemo(framework, async (page) => {
      await page.click('#add');
      await page.waitForFunction("document.querySelectorAll('li').length === 4");
      await pointAt(page, 4);
      await shows(page, {next: 'Invoice 4', ready: 'Invoice 4'});
      await page.evaluate(() => document.getElementById('remove')!.click());
      await page.waitForFunction("document.querySelectorAll('li').length === 3");
      await page.waitForFunction("document.getElementById('next').textContent !== 'Invoice 4'");
    }));

  test(`a property that ${framework} resets to undefined has its default`, () =>
    withDemo(framework, async (page) => {
      const inside = "document.getElementById('print').shadowRoot.querySelector('[part=button]')";
      assert.equal(await page.evaluate(`${inside}.getAttribute('href')`), '#print');
      await page.click('#toggle');
      await page.waitForFunction(`${inside}.localName === 'button'`);
      await page.click('#toggle');
      await page.waitForFunction(`${inside}.getAttribute('href') === '#print'`);
    }));
}

/** Opens a demo, and asserts that it logs no errors. */
function withDemo(framework: string, use: (page: Page) => Promise<void>): Promise<void> {
  return openPage(join(scratch, framework), async (page) => {
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.waitForSelector('predictive-button:defined');
    await use(page);
    assert.deepEqual(complaints, []);
  });
}

/** Moves the mouse to the button of a row, counted from 1, like a hand. */
async function pointAt(page: Page, row: number): Promise<void> {
  const button = (await page.$(`li:nth-child(${row}) > predictive-button`))!;
  const {x, y, width, height} = (await button.boundingBox())!;
  const from: [number, number] = [700, 500];
  await page.mouse.move(...from);
  const path = handPath({from, to: [x + width / 2, y + height / 2], random: seededRandom(3)});
  for (const [toX, toY] of path) await page.mouse.move(toX, toY);
}

/**
 * Approaches the button until it is marked: the kit marks nothing that a framework may still take over, which takes some
 * seconds, and a pointer that rests for so long is not expected to press.
 */
async function untilMarked(page: Page, row: number): Promise<void> {
  const marked = `li.next:nth-child(${row}) > predictive-button[predicted]`;
  for (let attempt = 1; (await page.$(marked)) === null; attempt++) {
    assert.ok(attempt < 20, 'Nothing is marked.');
    await pointAt(page, row);
    await page.waitForSelector(marked, {timeout: 500}).catch(() => undefined);
  }
}

/** Waits until the last word of each output is this; other predictions may come before it. */
async function shows(page: Page, outputs: Record<string, string>): Promise<void> {
  for (const [id, text] of Object.entries(outputs))
    await page.waitForFunction(`document.getElementById('${id}').textContent.endsWith('${text}')`);
}
