// Pages for tests in Firefox, which is driven through WebDriver BiDi.
import type {Browser, KeyInput, KeyPressOptions, Page} from 'puppeteer-core';
import type {PointerPathOptions} from '../../test/support/commands.js';
import {createIsolatedPage} from './isolated-page.js';
import {CannotDo} from './not-run.js';
import {moveInTime, testPages} from './test-page.js';

export async function createFirefoxPage({browser}: {browser: Browser}): Promise<Page> {
  const {page, name, logElsewhere} = await createIsolatedPage(browser);
  page.on('request', (request) => logElsewhere(request.url()));
  resetMouseAsChromium(page);
  nameKeysAsChromium(page);
  testPages.set(page, {
    name,
    lacks: {
      'anchors-in-both-directions':
        'Firefox 153 misplaces what is anchored and written in the other direction than the page; the kit then places it',
      'autofocus-of-hosts-in-popovers':
        'Firefox passes over hosts that delegate the focus, and focuses nothing that could be noticed',
      webgl: 'Firefox has no WebGL without a screen',
      'event-times': 'WebDriver BiDi sends events without the time they were due',
      'speculation-rules': 'Firefox has no speculation rules',
    },
    movePointer: (path) => move(page, path),
    settle: () => page.evaluate(() => true),
  });
  return page;
}

/** Moves the mouse away, so that it isn't over the next test's elements. */
function resetMouseAsChromium({mouse}: Page): void {
  const reset = mouse.reset.bind(mouse);
  mouse.reset = async () => {
    await reset();
    await mouse.move(0, 0);
  };
}

/** Puppeteer knows `Space` in Chromium only. */
function nameKeysAsChromium({keyboard}: Page): void {
  for (const method of ['down', 'up', 'press'] as const) {
    const send: (key: KeyInput, options?: KeyPressOptions) => Promise<void> = keyboard[method].bind(keyboard);
    keyboard[method] = (key: KeyInput, options?: KeyPressOptions) =>
      send(key === 'Space' ? ' ' : key, options);
  }
}

async function move(
  page: Page,
  {points, pointerType = 'mouse', down = false, up = false}: PointerPathOptions,
): Promise<void> {
  if (pointerType === 'pen') throw new CannotDo('Firefox’s driver has no pen');
  if (pointerType === 'touch')
    throw new CannotDo('Firefox’s driver sends touches without the click or the scrolling that come of them');
  const {mouse} = page;
  await moveInTime(points, ({x, y}) => mouse.move(x, y));
  if (down) await mouse.down();
  if (up) await mouse.up();
}
