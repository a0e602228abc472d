import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';

/** Longest that a story may take until its play function has ended, ms: training in one takes seconds. */
const longestMs = 40_000;

/** A page of documentation has ended when nothing was rendered for this long, ms. */
const quietMs = 300;

const wide = {width: 1200, height: 800};

/** The narrowest phones in use. */
const narrow = {width: 375, height: 800};

/* global axe, document, innerWidth, window -- `show` and what is evaluated run in the page. */

/** Shows a story or a page of documentation as Storybook's sidebar does. Resolves, at its end, to what went wrong. */
function show({id, type, longestMs, quietMs}) {
  const channel = window.__STORYBOOK_ADDONS_CHANNEL__;
  const failures = [];
  const note = (error) =>
    failures.push(error?.stack ?? error?.description ?? error?.message ?? String(error));
  const listeners = {
    storyErrored: note,
    storyThrewException: note,
    playFunctionThrewException: note,
    unhandledErrorsWhilePlaying: (errors) => errors.forEach(note),
    storyMissing: () => end('There is no such story.'),
    docsRendered: (docsId) => docsId === id && settle(),
    storyRenderPhaseChanged({renderId, newPhase}) {
      if (newPhase === 'finished') playing.delete(renderId);
      else playing.add(renderId);
      if (type === 'docs') settle();
    },
    storyFinished({storyId, status}) {
      if (type === 'story' && storyId === id)
        end(status !== 'success' && failures.length === 0 && 'It ended with an error.');
    },
  };
  // The stories of a page of documentation are rendered, and some played, soon after the page.
  const settle = () => {
    clearTimeout(quiet);
    quiet = setTimeout(() => playing.size === 0 && end(), quietMs);
  };
  let quiet;
  const playing = new Set();
  let end;
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(`It has not ended within ${longestMs / 1000} s.`), longestMs);
    end = (problem) => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) channel.off(event, listener);
      resolve(problem ? [...failures, problem] : failures);
    };
    for (const [event, listener] of Object.entries(listeners)) channel.on(event, listener);
    channel.emit('setCurrentStory', {storyId: id, viewMode: type});
  });
}

/** The one page that every story is opened in, one after the other. */
export class StoryPage {
  #page;
  #devtools;
  #complaints = [];

  static async open(browser, origin) {
    const opened = new StoryPage();
    const page = await browser.newPage();
    opened.#page = page;
    opened.#devtools = await page.createCDPSession();
    page.on('console', (message) => {
      if (message.type() === 'error')
        opened.#complaints.push(`console: ${message.text()} ${message.location().url ?? ''}`);
    });
    page.on('pageerror', (error) => opened.#complaints.push(`uncaught: ${error.stack ?? error.message}`));
    // Of these the play functions make real input; see stories/approach.ts.
    await page.exposeFunction('moveRealMouse', (x, y) => page.mouse.move(x, y));
    await page.exposeFunction('pressRealMouse', async () => {
      await page.mouse.down();
      await page.mouse.up();
    });
    await page.exposeFunction('pressRealKey', (key) => page.keyboard.press(key));
    // There is one mouse: stories in the frames of a page of documentation, which play all at once, go without.
    await page.evaluateOnNewDocument(() => {
      if (window === window.top) return;
      for (const name of ['moveRealMouse', 'pressRealMouse', 'pressRealKey']) delete window[name];
    });
    // axe is run below, in light and in dark; the addon need not.
    await page.goto(`${origin}/iframe.html?viewMode=story&globals=a11y.manual:!true`);
    await page.waitForFunction(() => window.__STORYBOOK_PREVIEW__?.storyStoreValue !== undefined);
    await page.evaluate(
      await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    );
    return opened;
  }

  /** Opens a story or a page of documentation, and waits for its end. Resolves to what went wrong, in words. */
  async run({id, type, tags}) {
    // Else the pointer would lie on a button of the next story.
    await this.#page.mouse.move(0, 0);
    this.#complaints = [];
    await this.#look({tags, colorScheme: 'light'});
    await this.#page.setViewport(wide);
    const failures = await this.#page.evaluate(show, {id, type, longestMs, quietMs});
    return [...failures, ...this.#complaints];
  }

  /** Violations that axe finds in the story as it stands, in words. */
  async violations({tags}, colorScheme) {
    await this.#look({tags, colorScheme});
    const violations = await this.#page.evaluate(async () => {
      // Parts of a page have neither landmarks nor a title of their own.
      const off = ['region', 'landmark-one-main', 'page-has-heading-one', 'document-title'];
      const result = await axe.run('#storybook-root', {
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

  /** What does not fit on a phone, in words. */
  async overflow() {
    await this.#page.setViewport(narrow);
    const widest = await this.#page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      beyond: [...document.querySelectorAll('#storybook-root *')]
        .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
        .map((element) => element.localName),
    }));
    if (widest.scrollWidth <= narrow.width) return [];
    return [`It is ${widest.scrollWidth} px wide at ${narrow.width} px: ${widest.beyond.join(', ')}.`];
  }

  /** A picture of what is seen, at `width` px. */
  async picture(path, {tags, width, colorScheme}) {
    await this.#page.setViewport({width, height: 800});
    await this.#look({tags, colorScheme});
    await this.#page.screenshot({path});
  }

  /** The colours of the system. Stories tagged `forced-colors` are seen in a contrast theme. */
  #look({tags, colorScheme}) {
    const forcedColors = tags.includes('forced-colors') ? 'active' : 'none';
    return this.#devtools.send('Emulation.setEmulatedMedia', {
      features: [
        {name: 'forced-colors', value: forcedColors},
        {name: 'prefers-color-scheme', value: colorScheme},
      ],
    });
  }
}
