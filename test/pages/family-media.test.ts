// The family in forced colours and with reduced motion, as the browser draws it then.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Page} from 'puppeteer-core';
import {contrast} from '../support/luminance.js';
import {emulate, pixels, type Colour} from './pixels.js';
import {PreloadSite, visited} from './preload-site.js';

const menu = `<predictive-menu>
  <predictive-menu-item id="item">Duplicate</predictive-menu-item>
  <predictive-menu-item id="checked" type="checkbox" checked>Grid</predictive-menu-item>
  <predictive-menu-item id="unchecked" type="checkbox">Ruler</predictive-menu-item>
</predictive-menu>`;
const looks = ['filled', 'outlined', 'plain'];
const body = `<!doctype html><meta charset="utf-8"><title>family</title><link rel="icon" href="data:,">
<meta name="color-scheme" content="light dark">
<style>body { margin: 20px; font: 16px/1.5 sans-serif } p { margin: 20px 0; display: flex; gap: 40px }</style>
${looks
  .map(
    (look) => `<p>
      <predictive-button id="button-${look}" appearance="${look}">Save</predictive-button>
      <predictive-toggle-button id="off-${look}" appearance="${look}">Bold</predictive-toggle-button>
      <predictive-toggle-button id="on-${look}" appearance="${look}" pressed>Bold</predictive-toggle-button>
      <predictive-split-button id="split-${look}" appearance="${look}">Merge${menu.replaceAll(/ id="\w+"/g, '')}</predictive-split-button>
      <predictive-menu-button id="menu-${look}" appearance="${look}">Actions${look === 'plain' ? menu : menu.replaceAll(/ id="\w+"/g, '')}</predictive-menu-button>
      <predictive-button id="loading-${look}" appearance="${look}" loading>Send</predictive-button>
    </p>`,
  )
  .join('')}
<predictive-button-group label="Period">
  <predictive-toggle-button id="day" pressed>Day</predictive-toggle-button>
  <predictive-toggle-button id="week">Week</predictive-toggle-button>
</predictive-button-group>
<p><predictive-link-card id="card" href="#card"><b slot="heading">Report</b>Revenue</predictive-link-card></p>
<div style="width: 300px"><predictive-nav id="nav">
  <a id="home" href="#home" aria-current="page">Home</a><a id="orders" href="#orders">Orders</a>
  <a id="customers" href="#customers">Customers</a><a id="reports" href="#reports">Reports</a>
</predictive-nav></div>
<script type="module" src="/kit/index.js"></script>`;

const site = new PreloadSite(() => ({body}));
const chromium = visited(site);

async function open(features: Record<string, string>): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.setViewport({width: 900, height: 760});
  await emulate(page, features);
  // Functions with names, as the tests are compiled, ask for this.
  await page.evaluateOnNewDocument('globalThis.__name = (each) => each');
  await page.goto(site.origin());
  await page.waitForFunction(() => {
    const elements = [...document.querySelectorAll('*')].filter(({localName}) =>
      localName.startsWith('predictive-'),
    );
    return elements.every((element) => element.matches(':defined') && element.shadowRoot?.firstElementChild);
  });
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  return page;
}

/** What is drawn, by the selectors of an element and of something in its shadow roots. */
async function styleOf(page: Page, path: string[]): Promise<Record<string, string>> {
  return page.evaluate((selectors) => {
    let root: Document | ShadowRoot = document;
    let found: Element | null = null;
    for (const selector of selectors) {
      found = root.querySelector(selector);
      if (found === null) throw new Error(`There is no ${selectors.join(' ')}.`);
      if (found.shadowRoot) root = found.shadowRoot;
    }
    const style = getComputedStyle(found!);
    const names = [
      'backgroundColor',
      'borderTopColor',
      'borderTopStyle',
      'borderTopWidth',
      'borderLeftStyle',
      'color',
      'outlineColor',
      'outlineStyle',
      'outlineWidth',
      'textDecorationLine',
      'visibility',
    ] as const;
    return Object.fromEntries(names.map((name) => [name, style[name]]));
  }, path);
}

/** A colour of the system, as the browser says it. */
async function systemColour(page: Page, name: string): Promise<string> {
  return page.evaluate((colour) => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.cssText = `color: ${colour}; forced-color-adjust: none`;
    const {color} = getComputedStyle(probe);
    probe.remove();
    return color;
  }, name);
}

/** What a computed colour is on a ground, which may be seen through it. */
function seen(colour: string, ground: Colour = [0, 0, 0]): Colour {
  const share = colour.startsWith('color(') ? 255 : 1;
  const [red, green, blue, opacity = 1] = colour.match(/[\d.]+/g)!.map(Number) as [
    number,
    number,
    number,
    number?,
  ];
  return [red, green, blue].map(
    (value, index) => value * share * opacity + ground[index]! * (1 - opacity),
  ) as Colour;
}

const inButton = ['[part~=button]'];
/** Each control of the family that is a box. */
const controls = [
  ...looks.flatMap((look) => [
    [`#button-${look}`, ...inButton],
    [`#off-${look}`, ...inButton],
    [`#on-${look}`, ...inButton],
    [`#split-${look}`, '[part=main]', ...inButton],
    [`#split-${look}`, '[part=trigger]', ...inButton],
    [`#menu-${look}`, '[part=trigger]', ...inButton],
  ]),
  ['#day', ...inButton],
  ['#week', ...inButton],
  ['#card', '[part=card]'],
];

for (const scheme of ['light', 'dark'] as const) {
  const forced = {'forced-colors': 'active', 'prefers-color-scheme': scheme};

  test(`forced colours, ${scheme}: every control has an edge and a label that are seen`, async () => {
    const page = await open(forced);
    const ground = seen(await systemColour(page, 'Canvas'));
    for (const path of controls) {
      const style = await styleOf(page, path);
      const name = path.join(' ');
      assert.equal(style.borderTopStyle, 'solid', name);
      assert.ok(parseFloat(style.borderTopWidth!) >= 1, name);
      assert.ok(
        contrast(seen(style.borderTopColor!, ground), ground) >= 3,
        `${name}: ${style.borderTopColor}`,
      );
      const behind = seen(style.backgroundColor!, ground);
      assert.ok(
        contrast(seen(style.color!, behind), behind) >= 4.5,
        `${name}: ${style.color} on ${style.backgroundColor}`,
      );
    }
    await page.close();
  });

  test(`forced colours, ${scheme}: what is pressed, checked or current differs`, async () => {
    const page = await open(forced);
    const [on, onText] = [await systemColour(page, 'Highlight'), await systemColour(page, 'HighlightText')];
    for (const look of looks) {
      const pressed = await styleOf(page, [`#on-${look}`, ...inButton]);
      assert.deepEqual([pressed.backgroundColor, pressed.color], [on, onText], look);
      assert.notEqual((await styleOf(page, [`#off-${look}`, ...inButton])).backgroundColor, on, look);
    }
    assert.equal((await styleOf(page, ['#day', ...inButton])).backgroundColor, on);
    assert.equal((await styleOf(page, ['#home'])).textDecorationLine, 'underline');
    assert.equal((await styleOf(page, ['#orders'])).textDecorationLine, 'none');
    await page.$eval('#menu-plain', (button) => (button as HTMLElement & {show: () => void}).show());
    const surface = await styleOf(page, ['#menu-plain predictive-menu', '[part=menu]']);
    assert.equal(surface.borderTopStyle, 'solid');
    assert.equal((await styleOf(page, ['#checked', '[part=check]'])).visibility, 'visible');
    // The system's colours replace transparent ones.
    assert.equal((await styleOf(page, ['#unchecked', '[part=check]'])).visibility, 'hidden');
    await page.close();
  });

  test(`forced colours, ${scheme}: the spinner is not the same all around`, async () => {
    const page = await open(forced);
    for (const look of looks) {
      const spinner = await styleOf(page, [`#loading-${look}`, '[part=spinner]']);
      assert.equal(spinner.borderTopStyle, 'solid', look);
      assert.equal(spinner.borderLeftStyle, 'none', look);
    }
    await page.close();
  });

  test(`forced colours, ${scheme}: the focus is seen, key by key`, async () => {
    const page = await open(forced);
    const stops = new Set<string>();
    for (let index = 0; index < 40; index++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        let element = document.activeElement;
        const path: string[] = [];
        while (element !== null) {
          path.push(element.id || element.part.value || element.localName);
          if (!element.shadowRoot?.activeElement) break;
          element = element.shadowRoot.activeElement;
        }
        if (element === document.body || element === null) return null;
        // A card has its ring on a pseudo-element, which covers it.
        const pseudo = element.part.contains('link') ? '::after' : null;
        const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(element, pseudo);
        return {name: path.join(' '), outlineStyle, outlineWidth, outlineColor};
      });
      if (focused === null || stops.has(focused.name)) break;
      stops.add(focused.name);
      assert.notEqual(focused.outlineStyle, 'none', focused.name);
      assert.ok(parseFloat(focused.outlineWidth) >= 2, focused.name);
      const ground = seen(await systemColour(page, 'Canvas'));
      assert.ok(
        contrast(seen(focused.outlineColor, ground), ground) >= 3,
        `${focused.name}: ${focused.outlineColor}`,
      );
    }
    // Six stops for each look, the two of the toolbar are one, the card, two links and the button of the menu.
    assert.ok(stops.size >= 20, [...stops].join(', '));
    await page.close();
  });
}

test('in forced colours the highlight of every member is a line that is drawn', async () => {
  const page = await open({'forced-colors': 'active', 'prefers-color-scheme': 'light'});
  const ground = seen(await systemColour(page, 'Canvas'));
  for (const id of ['off-outlined', 'on-filled', 'card']) {
    const target = (await page.$(`#${id}`))!;
    await target.evaluate((element) => {
      (element as HTMLElement).style.setProperty('--predictive-probability', '0.9');
      (element as HTMLElement & {showPredicted: (on: boolean) => void}).showPredicted(true);
    });
    // Dashes: some of the pixels along the left side.
    const {x, y, width} = (await target.boundingBox())!;
    await page.waitForFunction(
      (element) => getComputedStyle(element.shadowRoot!.querySelector('[part=indicator]')!).opacity === '1',
      {},
      target,
    );
    const row = await pixels(page, {x: Math.round(x), y: Math.round(y) - 3, width: Math.round(width)});
    const drawn = row.filter((colour) => contrast(colour, ground) >= 3).length;
    assert.ok(drawn > 5 && drawn < width, `${id}: ${drawn} of ${width}`);
  }
  await page.close();
});

/** The longest transition and animation of everything in the page and its shadow roots, s, by name. */
async function motions(page: Page): Promise<{name: string; seconds: number}[]> {
  return page.evaluate(() => {
    const found: {name: string; seconds: number}[] = [];
    const visit = (root: Document | ShadowRoot, host: string): void => {
      for (const element of root.querySelectorAll('*')) {
        for (const pseudo of [null, '::before', '::after']) {
          const style = getComputedStyle(element, pseudo);
          const name = `${host}${element.localName}${element.part.value && `[${element.part.value}]`}${pseudo ?? ''}`;
          const longest = (value: string): number => Math.max(...value.split(',').map(parseFloat));
          const transition = longest(style.transitionDuration);
          if (transition > 0) found.push({name: `${name} transition`, seconds: transition});
          if (style.animationName !== 'none')
            found.push({name: `${name} animation`, seconds: longest(style.animationDuration)});
        }
        if (element.shadowRoot) visit(element.shadowRoot, `${element.localName} `);
      }
    };
    visit(document, '');
    return found;
  });
}

test('with reduced motion nothing moves but the spinner, which is slow', async () => {
  const page = await open({'prefers-reduced-motion': 'reduce'});
  for (const id of ['#off-outlined', '#card', '#home']) {
    await page.hover(id);
    const found = await motions(page);
    assert.deepEqual(
      [...new Set(found.map(({name}) => name))],
      ['predictive-button span[spinner] animation'],
      id,
    );
    assert.deepEqual([...new Set(found.map(({seconds}) => seconds))], [4], id);
  }
  await page.close();
});

test('without, transitions take 0.12 s at most', async () => {
  const page = await open({'prefers-reduced-motion': 'no-preference'});
  await page.hover('#off-outlined');
  const transitions = (await motions(page)).filter(({name}) => name.endsWith('transition'));
  assert.ok(transitions.length > 5);
  for (const {name, seconds} of transitions) assert.ok(seconds <= 0.12, `${name}: ${seconds}`);
  await page.close();
});
