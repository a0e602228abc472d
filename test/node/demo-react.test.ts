import assert from 'node:assert/strict';
import {rmSync} from 'node:fs';
import {after, before, test} from 'node:test';
import {join} from 'node:path';
import {seededRandom} from '../../src/learning/random.js';
import {handPath} from '../support/approaches.js';
import {openPage} from './package/pages.js';
import {run} from './package/run.js';

const folder = join(process.cwd(), '.cache', `demo-react-${process.pid}`);

before(() => run(process.execPath, ['scripts/build-react-demo.mjs', folder], process.cwd()));
after(() => rmSync(folder, {recursive: true, force: true}));

test('React sets properties and listeners, and a prediction survives what it renders', async () => {
  await openPage(folder, async (page) => {
    await page.waitForSelector('predictive-button:defined');
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    const properties = await page.evaluate(() => ({
      threshold: document.querySelector('predictive-region')!.threshold,
      key: document.querySelector<HTMLElement & {targetKey: string}>('#save')!.targetKey,
    }));
    assert.deepEqual(properties, {threshold: 0.4, key: 'save invoice'});

    const {x, y, width, height} = (await (await page.$('#save'))!.boundingBox())!;
    await page.mouse.move(700, 500);
    const end: [number, number] = [x + width / 2, y + height / 2];
    for (const [toX, toY] of handPath({from: [700, 500], to: end, random: seededRandom(3)}))
      await page.mouse.move(toX, toY);
    await page.waitForFunction("document.getElementById('next').textContent === 'save invoice'");
    await page.waitForFunction("document.getElementById('preloads').textContent === 'save invoice'");
    // Both outputs are there: React has rendered since, twice.
    assert.ok(await page.$('#save[predicted]'));

    await page.mouse.click(...end);
    await page.waitForFunction("document.getElementById('count').textContent === '1'");
    await page.mouse.click(...end);
    await page.waitForFunction("document.getElementById('link').disabled === true");
    assert.deepEqual(complaints, []);
  });
});

test('a property that React takes back is as if its attribute were absent', async () => {
  await openPage(folder, async (page) => {
    await page.waitForSelector('predictive-button:defined');
    const inside = "document.getElementById('link').shadowRoot.querySelector('[part=button]')";
    assert.equal(await page.evaluate(`${inside}.getAttribute('href')`), '#print');
    await page.click('#toggle');
    await page.waitForFunction(`${inside}.localName === 'button'`);
    await page.click('#toggle');
    await page.waitForFunction(`${inside}.getAttribute('href') === '#print'`);
  });
});
