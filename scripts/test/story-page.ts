import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import type axe from 'axe-core';
import type {Browser, CDPSession, KeyInput, Page} from 'puppeteer-core';
import type {RenderedPage} from '../docs/site-links.js';
import {showStory} from './show-story.js';

/** A story or a page of documentation, as Storybook's index.json lists it. */
export interface Entry {
  id: string;
  type: 'story' | 'docs';
  tags: string[];
}

export type ColorScheme = 'light' | 'dark';

/** Longest time until a story's play function has ended, ms: training in one takes seconds. */
const longestMs = 40_000;

/** A page of documentation has ended when nothing was rendered for this long, ms. */
const quietMs = 300;

const wide = {width: 1200, height: 800};

/** The narrowest phones in use. */
const narrow = {width: 375, height: 800};

/** The one page that every story is opened in, one after the other. */
export class StoryPage {
  readonly #page: Page;
  readonly #devtools: CDPSession;
  #complaints: string[] = [];

  private constructor(page: Page, devtools: CDPSession) {
    this.#page = page;
    this.#devtools = devtools;
  }

  static async open(browser: Browser, origin: string): Promise<StoryPage> {
    const page = await browser.newPage();
    const opened = new StoryPage(page, await page.createCDPSession());
    page.on('console', (message) => {
      if (message.type() === 'error')
        opened.#complaints.push(`console: ${message.text()} ${message.location().url ?? ''}`);
    });
    page.on('pageerror', (error) =>
      opened.#complaints.push(`uncaught: ${error instanceof Error ? error.stack : String(error)}`),
    );
    // The play functions make real input with these; see stories/approach.ts.
    await page.exposeFunction('moveRealMouse', (x: number, y: number) => page.mouse.move(x, y));
    await page.exposeFunction('pressRealMouse', async () => {
      await page.mouse.down();
      await page.mouse.up();
    });
    await page.exposeFunction('pressRealKey', (key: KeyInput) => page.keyboard.press(key));
    // There is one mouse, so stories in the frames of a page of documentation, which all play at once, do
    // without.
    await page.evaluateOnNewDocument(() => {
      if (window === window.top) return;
      for (const name of ['moveRealMouse', 'pressRealMouse', 'pressRealKey'])
        Reflect.deleteProperty(window, name);
    });
    // tsx compiles functions so that they call this helper, in the page, too.
    await page.evaluateOnNewDocument('globalThis.__name = (value) => value');
    // axe runs below, in light and in dark, so the addon need not run it.
    await page.goto(`${origin}/iframe.html?viewMode=story&globals=a11y.manual:!true`);
    await page.waitForFunction(() => window.__STORYBOOK_PREVIEW__?.storyStoreValue !== undefined);
    await page.evaluate(
      await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    );
    return opened;
  }

  /** Opens a story or a page of documentation, and waits for its end. Resolves to its errors. */
  async run({id, type, tags}: Entry): Promise<string[]> {
    // Otherwise the pointer would be over a button of the next story.
    await this.#page.mouse.move(0, 0);
    this.#complaints = [];
    await this.#look({tags, colorScheme: 'light'});
    await this.#page.setViewport(wide);
    const failures = await this.#page.evaluate(showStory, {id, type, longestMs, quietMs});
    return [...failures, ...this.#complaints];
  }

  /** Violations that axe finds in the open story. */
  async violations({tags}: Entry, colorScheme: ColorScheme): Promise<string[]> {
    await this.#look({tags, colorScheme});
    const violations = await this.#page.evaluate(async () => {
      // Parts of a page have neither landmarks nor a title of their own.
      const off = ['region', 'landmark-one-main', 'page-has-heading-one', 'document-title'];
      const {axe: loaded} = window as unknown as {axe: typeof axe};
      const result = await loaded.run('#storybook-root', {
        resultTypes: ['violations'],
        rules: Object.fromEntries(off.map((rule) => [rule, {enabled: false}])),
      });
      return result.violations.map(({id, nodes}) => ({
        rule: id,
        nodes: nodes.map(({target, failureSummary}) => `${target.flat().join(' ')}: ${failureSummary}`),
      }));
    });
    return violations.map(({rule, nodes}) => `${rule}\n  ${nodes.join('\n  ')}`);
  }

  /** What the open page of documentation links to and shows, without the examples in its stories. */
  links(id: string): Promise<RenderedPage> {
    return this.#page.evaluate((pageId) => {
      const root = document.querySelector('#storybook-docs')!;
      const linked = [...root.querySelectorAll('a[href], img[src]')].filter(
        (element) => element.closest('.sb-story, .docs-story') === null,
      );
      return {
        id: pageId,
        links: linked.map((element) => element.getAttribute('href') ?? element.getAttribute('src')!),
        anchors: [...root.querySelectorAll('[id]')].map((element) => element.id),
      };
    }, id);
  }

  /** Elements that don't fit on a phone. */
  async overflow(): Promise<string[]> {
    await this.#page.setViewport(narrow);
    // What follows the size of the page by an observer needs a moment, if anything is wide.
    await this.#page
      .waitForFunction(
        (width) => document.documentElement.scrollWidth <= width,
        {timeout: 2000},
        narrow.width,
      )
      .catch(() => undefined);
    const widest = await this.#page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      beyond: [...document.querySelectorAll('#storybook-root *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.localName),
    }));
    if (widest.scrollWidth <= narrow.width) return [];
    return [`It is ${widest.scrollWidth} px wide at ${narrow.width} px: ${widest.beyond.join(', ')}.`];
  }

  /** Writes a screenshot at `width` px; its path ends in `.png`. */
  async picture(
    path: `${string}.png`,
    {tags, width, colorScheme}: {tags: string[]; width: number; colorScheme: ColorScheme},
  ): Promise<void> {
    await this.#page.setViewport({width, height: 800});
    await this.#look({tags, colorScheme});
    await this.#page.screenshot({path});
  }

  /** Sets the system's colours. Stories tagged `forced-colors` get a contrast theme. */
  #look({tags, colorScheme}: {tags: string[]; colorScheme: ColorScheme}): Promise<void> {
    const forcedColors = tags.includes('forced-colors') ? 'active' : 'none';
    return this.#devtools.send('Emulation.setEmulatedMedia', {
      features: [
        {name: 'forced-colors', value: forcedColors},
        {name: 'prefers-color-scheme', value: colorScheme},
      ],
    });
  }
}
