import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {ElementHandle, Page} from 'puppeteer-core';
import {contrast} from '../support/luminance.js';
import {emulate, pixels, type Colour} from './pixels.js';
import {PreloadSite, visited} from './preload-site.js';

/** Grounds of a page and of sections in it; the ones between light and dark need the ring's edge. */
const light = ['#ffffff', '#fbfaf8', '#f3f2ee'];
const dark = ['#000000', '#121212', '#131318', '#1b1b22'];
const between = ['#0b63ce', '#5146d8', '#7db8ff', '#808080', '#d03050', '#1b7f3b'];
const grounds = [...light, ...dark, ...between];

const body = `<!doctype html><meta charset="utf-8"><title>highlight</title><link rel="icon" href="data:,">
<meta name="color-scheme" content="light dark">
<style>
  body { margin: 0 }
  section { display: flex; gap: 60px; padding: 20px 40px }
  section > * { color: inherit }
  a { padding: 8px 16px; border-radius: 10px }
</style>
<predictive-region targets="a" learn="off">
${grounds
  .map(
    (ground) => `<section style="background: ${ground}; color: ${dark.includes(ground) ? '#fff' : '#000'}">
      <a href="#a">Native</a><predictive-button>Kit</predictive-button></section>`,
  )
  .join('')}
</predictive-region>
<script type="module" src="/kit/index.js"></script>`;

const site = new PreloadSite(() => ({body}));
const chromium = visited(site);

interface Marks {
  probability: number;
  predicted: boolean;
}

/** Opens the page, and has the pointer approach a link, so that the region highlights it; then it writes no more. */
async function open(features: Record<string, string>): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.setViewport({width: 500, height: 1100});
  await emulate(page, features);
  await page.goto(site.origin());
  await page.waitForFunction(() => document.querySelector('predictive-button')?.shadowRoot?.firstChild);
  await approach(page);
  await page.$eval('predictive-region', (region) => region.setAttribute('highlight', 'none'));
  await page.waitForFunction(() => document.querySelector('[data-predicted], [data-preload-state]') === null);
  return page;
}

/** Moves the pointer towards the first link until the region shows that. */
async function approach(page: Page): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    await page.mouse.move(450, 600);
    for (let step = 1; step <= 30; step++)
      await page.mouse.move(450 - (370 * step) / 30, 600 - (565 * step) / 30);
    const found = await page
      .waitForSelector('section:first-of-type a[data-predicted]', {timeout: 1000})
      .catch(() => null);
    if (found !== null) return;
  }
  assert.fail('The link is not predicted.');
}

/** Shows these marks on a target. */
async function show(page: Page, target: ElementHandle, marks: Marks): Promise<void> {
  await target.evaluate((element, {probability, predicted}) => {
    const {style} = element as HTMLElement;
    style.setProperty('--predictive-probability', probability.toFixed(2));
    if ('showPredicted' in element) (element.showPredicted as (predicted: boolean) => void)(predicted);
    else element.toggleAttribute('data-predicted', predicted);
    const ring = element.shadowRoot?.querySelector('i');
    if (ring) ring.style.transition = 'none';
  }, marks);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

/** The colours from 10 px beside a target to its edge, in the middle of its left side. */
async function beside(page: Page, target: ElementHandle): Promise<Colour[]> {
  const {x, y, height} = (await target.boundingBox())!;
  return pixels(page, {x: Math.round(x) - 10, y: Math.round(y + height / 2), width: 10});
}

/** The ring's pixels among those, by its computed colour, and the ones next to it on both sides. */
function ringOf(colours: Colour[], colour: Colour): {ring: Colour[]; outside: Colour; inside: Colour} {
  const isRing = (each: Colour): boolean =>
    each.every((value, index) => Math.abs(value - colour[index]!) <= 3);
  const first = colours.findIndex(isRing);
  const last = colours.findLastIndex(isRing);
  assert.ok(first > 0 && last < colours.length - 1, `a ring in ${JSON.stringify(colours)}`);
  return {ring: colours.slice(first, last + 1), outside: colours[first - 1]!, inside: colours[last + 1]!};
}

const accents: Record<string, Colour> = {light: [0x5d, 0x53, 0xe6], dark: [0x85, 0x7d, 0xff]};

for (const scheme of ['light', 'dark'] as const) {
  test(`a full ring has 3 to 1 on any ground, ${scheme}`, async () => {
    const page = await open({'prefers-color-scheme': scheme});
    for (const [index, ground] of grounds.entries())
      for (const name of ['a', 'predictive-button']) {
        const target = (await page.$(`section:nth-of-type(${index + 1}) ${name}`))!;
        for (const probability of [0.5, 0.9]) {
          await show(page, target, {probability, predicted: true});
          const {ring, outside, inside} = ringOf(await beside(page, target), accents[scheme]!);
          assert.equal(ring.length, 2, `${name} on ${ground}`);
          for (const neighbour of [outside, inside]) {
            const found = contrast(ring[0]!, neighbour);
            assert.ok(found >= 3, `${name} on ${ground}, ${probability}: ${found.toFixed(2)}`);
          }
        }
        await show(page, target, {probability: 0, predicted: false});
      }
    await page.close();
  });

  test(`a hairline has 3 to 1 on light and on dark grounds, ${scheme}`, async () => {
    const page = await open({'prefers-color-scheme': scheme});
    // The kit's dark colours are for dark pages, with light sections that are white or nearly.
    const tried = grounds.filter(
      (ground) =>
        dark.includes(ground) || (light.includes(ground) && (scheme === 'light' || ground !== '#f3f2ee')),
    );
    for (const ground of tried)
      for (const name of ['a', 'predictive-button']) {
        const target = (await page.$(`section:nth-of-type(${grounds.indexOf(ground) + 1}) ${name}`))!;
        await show(page, target, {probability: 0.3, predicted: false});
        const colours = await beside(page, target);
        const {ring} = ringOf(colours, accents[scheme]!);
        assert.equal(ring.length, 1, `${name} on ${ground}`);
        const found = contrast(ring[0]!, colours[0]!);
        assert.ok(found >= 3, `${name} on ${ground}: ${found.toFixed(2)}`);
        await show(page, target, {probability: 0, predicted: false});
      }
    await page.close();
  });

  test(`the ring has a hue and the focus ring has none, ${scheme}`, async () => {
    const page = await open({'prefers-color-scheme': scheme});
    const target = (await page.$('section:nth-of-type(2) predictive-button'))!;
    await show(page, target, {probability: 0.9, predicted: true});
    const hue = (colour: Colour): number => Math.max(...colour) - Math.min(...colour);
    const {ring} = ringOf(await beside(page, target), accents[scheme]!);
    assert.ok(hue(ring[0]!) > 100, JSON.stringify(ring));
    await show(page, target, {probability: 0, predicted: false});
    // Visible focus comes with a key.
    await page.$eval('section:nth-of-type(2) a', (link) => link.focus());
    await page.keyboard.press('Tab');
    const focus = await beside(page, target);
    assert.ok(Math.max(...focus.map(hue)) < 30, JSON.stringify(focus));
    await page.close();
  });

  test(`a text of 5.4 to 1 keeps 4.5 to 1 on the tint, ${scheme}`, async () => {
    const page = await open({'prefers-color-scheme': scheme});
    const [ground, text]: [string, Colour] =
      scheme === 'light' ? ['#ffffff', [106, 106, 106]] : ['#121212', [138, 138, 138]];
    const target = (await page.$(`section:nth-of-type(${grounds.indexOf(ground) + 1}) a`))!;
    const inside = async (): Promise<Colour> => {
      const {x, y, height} = (await target.boundingBox())!;
      return (await pixels(page, {x: Math.round(x) + 5, y: Math.round(y + height / 2), width: 1}))[0]!;
    };
    await show(page, target, {probability: 0, predicted: false});
    const before = contrast(text, await inside());
    assert.ok(before >= 5.4 && before < 5.5, before.toFixed(2));
    await show(page, target, {probability: 1, predicted: true});
    const after = contrast(text, await inside());
    assert.ok(after < before && after >= 4.5, after.toFixed(2));
    await page.close();
  });
}

test('in forced colours the ring is a dashed line of the system’s Highlight, without glow or tint', async () => {
  const page = await open({'forced-colors': 'active'});
  for (const name of ['a', 'predictive-button']) {
    const target = (await page.$(name))!;
    await show(page, target, {probability: 0.9, predicted: true});
    const seen = await target.evaluate((element) => {
      const ring = getComputedStyle(element.shadowRoot?.querySelector('i') ?? element);
      const tinted = getComputedStyle(element.shadowRoot?.querySelector('button') ?? element);
      const probe = document.body.appendChild(document.createElement('p'));
      probe.style.cssText = 'outline: 1px solid Highlight';
      const system = getComputedStyle(probe).outlineColor;
      probe.remove();
      const {outlineStyle, outlineWidth, boxShadow} = ring;
      return {
        outlineStyle,
        outlineWidth,
        boxShadow,
        isSystem: ring.outlineColor === system,
        image: tinted.backgroundImage,
      };
    });
    assert.deepEqual(
      {...seen, image: seen.image.replaceAll(/none|, /g, '')},
      {outlineStyle: 'dashed', outlineWidth: '2px', boxShadow: 'none', isSystem: true, image: ''},
      name,
    );
  }
  await page.close();
});

test('with more contrast the ring is wider and darker, without a tint', async () => {
  const page = await open({'prefers-contrast': 'more'});
  for (const name of ['a', 'predictive-button']) {
    const target = (await page.$(name))!;
    await show(page, target, {probability: 0.9, predicted: true});
    const colours = await beside(page, target);
    const [ground] = colours;
    const best = Math.max(...colours.map((each) => contrast(each, ground!)));
    assert.ok(best >= 7, `${name}: ${best.toFixed(2)}`);
    const width = await target.evaluate(
      (element) => getComputedStyle(element.shadowRoot?.querySelector('i') ?? element).outlineWidth,
    );
    assert.equal(width, '3px');
  }
  await page.close();
});

for (const [reduced, seconds] of [
  ['reduce', '0s'],
  ['no-preference', '0.12s'],
] as const)
  test(`with reduced motion ${reduced}, the ring fades in within ${seconds}`, async () => {
    const page = await open({'prefers-reduced-motion': reduced});
    const found = await page.evaluate(() => {
      const ring = document.querySelector('predictive-button')!.shadowRoot!.querySelector('i')!;
      const {transitionProperty, transitionDuration} = getComputedStyle(ring);
      return transitionProperty === 'opacity' || transitionDuration === '0s'
        ? transitionDuration
        : transitionProperty;
    });
    assert.equal(found, seconds);
    assert.equal(await page.$eval('a', (link) => getComputedStyle(link).transitionDuration), '0s');
    await page.close();
  });
