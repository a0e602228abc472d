import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {contrast} from '../support/luminance.js';
import {emulate, pixels, type Colour} from './pixels.js';
import {PreloadSite, visited} from './preload-site.js';

const grounds = ['#ffffff', '#000000', '#0b63ce', '#7db8ff', '#808080', '#d03050', '#1b7f3b'];
const body = `<!doctype html><meta charset="utf-8"><title>focus</title><link rel="icon" href="data:,">
<meta name="color-scheme" content="light dark">
<style>div { padding: 20px; color: #fff; --predictive-button-background: #0b63ce }</style>
${grounds.map((ground) => `<div style="background: ${ground}"><predictive-button>Pay</predictive-button></div>`).join('')}
<script type="module" src="/kit/index.js"></script>`;

const site = new PreloadSite(() => ({body}));
const chromium = visited(site);

/** The colours from the ground to the button, in the middle of the focused button's left side. */
async function colours(page: Page): Promise<Colour[]> {
  const {x, y, height} = await page.evaluate(() => {
    const box = document.activeElement!.getBoundingClientRect();
    return {x: box.x, y: box.y, height: box.height};
  });
  return pixels(page, {x: x - 12, y: Math.round(y + height / 2), width: 12});
}

for (const scheme of ['light', 'dark'] as const)
  for (const forced of ['none', 'active'] as const)
    test(`the focus ring has 3 to 1 on any ground, ${scheme}, forced colours ${forced}`, async () => {
      const page = await chromium.browser.newPage();
      await page.setViewport({width: 300, height: 620});
      await emulate(page, {'prefers-color-scheme': scheme, 'forced-colors': forced});
      await page.goto(site.origin());
      await page.waitForFunction(() => document.querySelector('predictive-button')?.shadowRoot?.firstChild);
      for (const ground of grounds) {
        await page.keyboard.press('Tab');
        const [outermost, ...towards] = await colours(page);
        const best = Math.max(...towards.slice(3).map((colour) => contrast(colour, outermost!)));
        assert.ok(best >= 3, `${ground}: ${best.toFixed(1)} in ${JSON.stringify(towards)}`);
        const bands = new Set(towards.slice(4).map(String));
        if (forced === 'none')
          assert.ok(bands.size >= 2, `${ground} has two tones: ${[...bands].join(' | ')}`);
      }
      const {FOCUS_RING_PICTURES: folder} = process.env;
      if (folder !== undefined) {
        await page.evaluate(() => {
          document.querySelectorAll('predictive-button')[1]!.showPredicted(true);
        });
        await writeFile(`${folder}/focus-${scheme}-${forced}.png`, await page.screenshot());
      }
      await page.close();
    });
