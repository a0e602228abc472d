import assert from 'node:assert/strict';
import {after, before, it} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import {leastLitMs} from '../../src/prediction/highlight-timing.js';
import {DemoSite} from '../pages/demo-site.js';

/** Mutations are noticed a little after they have happened. */
const slackMs = 5;

const site = new DemoSite();
before(() => site.start());
after(() => site.stop());

it('no button of the demo lights up for less than 200 ms in 12 approaches, unless it is pressed', async () => {
  const demo = await site.open('demo/talk/');
  const {page} = demo;
  await page.evaluate(() => {
    const spans: {ms: number; isPressed: boolean}[] = [];
    const litAt = new Map<Element, number>();
    let pressedAt = -Infinity;
    Object.assign(window, {spans});
    addEventListener('click', () => (pressedAt = performance.now()), true);
    new MutationObserver((records) => {
      for (const target of new Set(records.map(({target}) => target as Element))) {
        const isLit = target.matches('[predicted], [data-predicted]');
        const since = litAt.get(target);
        const now = performance.now();
        if (isLit && since === undefined) litAt.set(target, now);
        else if (!isLit && since !== undefined) {
          spans.push({ms: now - since, isPressed: now - pressedAt < 50});
          litAt.delete(target);
        }
      }
    }).observe(document, {subtree: true, attributeFilter: ['predicted', 'data-predicted']});
  });
  const buttons = [1, 2, 3].map((key) => `#demo predictive-button[key="${key}"]`);
  for (let i = 0; i < 12; i++) {
    await demo.moveTo(await demo.middleOf(buttons[i % 3]!));
    if (i % 2 === 0) await demo.press();
    await demo.moveTo([200 + 90 * (i % 7), 620]);
  }
  await delay(2 * leastLitMs);
  const spans = await page.evaluate(
    () => (window as unknown as {spans: {ms: number; isPressed: boolean}[]}).spans,
  );
  assert.ok(spans.length >= 6, `${spans.length} light-ups`);
  const short = spans.filter(({ms, isPressed}) => ms < leastLitMs - slackMs && !isPressed);
  assert.deepEqual(short, []);
  assert.deepEqual(demo.complaints, []);
});
