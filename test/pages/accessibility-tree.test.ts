// What assistive technology is told of a button of the kit with ARIA of the page, beside a native one with the same.
import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import type {Page, Protocol} from 'puppeteer-core';
import {PreloadSite, sessionOf, visited, waitFor} from './preload-site.js';

const cases = [
  'aria-label="Name"',
  'aria-pressed="true"',
  'aria-expanded="true"',
  'aria-haspopup="menu"',
  'aria-current="page"',
  'aria-description="more"',
  'aria-describedby="text"',
  'aria-labelledby="text"',
  'aria-details="text"',
  'aria-controls="text"',
  'aria-keyshortcuts="Alt+S"',
  'aria-disabled="true"',
  'aria-live="polite" aria-atomic="true"',
  'aria-busy="true"',
  'aria-roledescription="opener"',
  'aria-invalid="true"',
  'disabled',
];

/** What a menu button says by itself, and a native one beside it by these attributes. */
const ofMenus = 'aria-haspopup="menu" aria-expanded="false"';
const menuCases = cases.filter((aria) => !/haspopup|expanded|controls/.test(aria));

const site = new PreloadSite(() => ({
  body:
    '<!doctype html><title>ARIA</title><link rel="icon" href="data:,"><p id="text">text</p>' +
    cases
      .map((aria) => `<button ${aria}>Go</button><predictive-button ${aria}>Go</predictive-button>`)
      .join('') +
    '<section>' +
    menuCases
      .map(
        (aria) =>
          `<button ${aria} ${ofMenus}>Go</button><predictive-menu-button ${aria}>Go</predictive-menu-button>`,
      )
      .join('') +
    '</section><div>' +
    cases
      .map(
        (aria) => `<button ${aria}>Go</button><predictive-split-button ${aria}>Go</predictive-split-button>`,
      )
      .join('') +
    '</div><predictive-button id="item" role="menuitem">Go</predictive-button>' +
    '<predictive-button id="named" aria-label="Name">Go</predictive-button>' +
    '<script type="module" src="/kit/index.js"></script>',
}));
const chromium = visited(site);

/** What the browser tells of a button; without the ids by which it was referred to. */
async function told(page: Page, expression: string): Promise<object> {
  const session = sessionOf(page);
  const {result} = await session.send('Runtime.evaluate', {expression});
  const {nodes} = await session.send('Accessibility.getPartialAXTree', {
    objectId: result.objectId!,
    fetchRelatives: false,
  });
  const {ignored, role, name, description, properties = []} = nodes[0]!;
  const valueOf = ({value, relatedNodes}: Protocol.Accessibility.AXValue): unknown =>
    relatedNodes ? `${relatedNodes.length} referred to` : value;
  return {
    ignored,
    role: role?.value as unknown,
    name: name?.value as unknown,
    description: description?.value as unknown,
    ...Object.fromEntries(properties.map((each) => [each.name, valueOf(each.value)])),
  };
}

const native = (index: number): string => `document.querySelectorAll('button')[${index}]`;
const control = (index: number): string =>
  `document.querySelectorAll('predictive-button')[${index}].shadowRoot.querySelector('button')`;

describe('the accessibility tree', () => {
  test('tells the same of what has the focus in a button of the kit as of a native one', async () => {
    const page = await chromium.browser.newPage();
    await page.goto(site.origin());
    await page.evaluate(() => customElements.whenDefined('predictive-button'));
    await waitFor(() => page.evaluate(control(cases.length - 1)), 'the last button');
    for (const [index, aria] of cases.entries())
      assert.deepEqual(await told(page, control(index)), await told(page, native(index)), aria);
    // What the page removes is gone from both.
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('button, predictive-button'))
        for (const name of each.getAttributeNames()) each.removeAttribute(name);
    });
    for (const [index, aria] of cases.entries()) {
      const now = await told(page, native(index));
      await waitFor(async () => isDeepStrictEqual(await told(page, control(index)), now), `no ${aria}`);
    }
    await page.close();
  });

  test('tells the same of a menu button, and of the label of a split button', async () => {
    const page = await chromium.browser.newPage();
    await page.goto(site.origin());
    for (const [place, tag, inside, attributes] of [
      ['section', 'predictive-menu-button', 'trigger', menuCases],
      ['div', 'predictive-split-button', 'main', cases],
    ] as const) {
      const inner = (index: number): string =>
        `document.querySelectorAll('${tag}')[${index}].shadowRoot?.querySelector('[part=${inside}]').shadowRoot?.querySelector('button')`;
      const beside = (index: number): string => `document.querySelectorAll('${place} > button')[${index}]`;
      await waitFor(() => page.evaluate(inner(attributes.length - 1)), `the last ${tag}`);
      for (const [index, aria] of attributes.entries())
        assert.deepEqual(await told(page, inner(index)), await told(page, beside(index)), `${tag} ${aria}`);
    }
    await page.close();
  });

  test('leaves a role to the element that the page has set it on, which has no focus', async () => {
    const page = await chromium.browser.newPage();
    await page.goto(site.origin());
    await page.evaluate(() => customElements.whenDefined('predictive-button'));
    for (const [id, role] of [
      ['item', 'menuitem'],
      ['named', 'generic'],
    ]) {
      const host = `document.querySelector('#${id}')`;
      const inside = `${host}.shadowRoot.querySelector('button')`;
      await waitFor(() => page.evaluate(inside), `the button in ${id}`);
      const [outer, inner] = [await told(page, host), await told(page, inside)] as Record<string, unknown>[];
      assert.deepEqual([outer!.role, outer!.focusable], [role, undefined]);
      assert.deepEqual([inner!.role, inner!.focusable], ['button', true]);
    }
    await page.close();
  });
});
