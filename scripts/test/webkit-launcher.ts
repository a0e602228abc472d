// Runs tests in WebKit: WebKitGTK's MiniBrowser, through its WebDriver, on a virtual screen.
import type {ChildProcess} from 'node:child_process';
import type {BrowserLauncher, SessionResult} from '@web/test-runner';
import type {PointerPathOptions} from '../../test/support/commands.js';
import {CannotDo} from './not-run.js';
import {pageCookie} from './server.js';
import {moveInTime, newPageName, testPages} from './test-page.js';
import {WebDriverPage} from './webdriver-page.js';
import {findMiniBrowser, startDriver, startScreen} from './webkit-programs.js';

async function move(
  page: WebDriverPage,
  {points, pointerType = 'mouse', down = false, up = false}: PointerPathOptions,
): Promise<void> {
  if (pointerType === 'touch') throw new CannotDo('WebKitGTK’s driver makes a mouse of every finger');
  await moveInTime(points, async ({x, y}) => {
    await page.mouse.move(x, y, pointerType);
  });
  if (down) await page.mouse.down({}, pointerType);
  if (up) await page.mouse.up({}, pointerType);
}

class WebKitLauncher implements BrowserLauncher {
  readonly name = 'WebKit';
  /** The shape of the page of `getPage()`, by which web-test-runner's commands choose how to act. */
  readonly type = 'puppeteer';
  /** The driver has one session at a time. */
  readonly concurrency = 1;
  readonly #driverPath: string;
  readonly #programs: ChildProcess[] = [];
  /** Resolves to the driver's origin. */
  #starting: Promise<string> | undefined;
  #sessionId: string | undefined;
  #page: WebDriverPage | undefined;

  constructor(driverPath: string) {
    this.#driverPath = driverPath;
  }

  async #startPrograms(): Promise<string> {
    const {child: xvfb, display} = await startScreen();
    this.#programs.push(xvfb);
    const {child: driver, origin} = await startDriver(this.#driverPath, display);
    this.#programs.push(driver);
    return origin;
  }

  async #open(origin: string): Promise<WebDriverPage> {
    const miniBrowser = findMiniBrowser();
    this.#starting ??= this.#startPrograms();
    const driverOrigin = await this.#starting;
    const page = await WebDriverPage.open(driverOrigin, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {binary: miniBrowser, args: ['--automation']},
    });
    const name = newPageName();
    // A cookie belongs to the server of the open page.
    await page.goto(`${origin}/__fault/404`);
    await page.setCookie({name: pageCookie, value: name});
    testPages.set(page, {
      name,
      lacks: {
        'event-times': 'WebDriver sends events without the time they were due',
        'other-buttons': 'WebKitGTK’s driver releases the left button, whichever was pressed',
        'speculation-rules': 'WebKit has no speculation rules',
        'requests-elsewhere': 'WebDriver says nothing of requests to other servers',
        'shadows-of-plain-buttons': 'WebKit draws no shadow of a button that has its own look',
        webgl: 'WebKitGTK has no WebGL in a worker without a screen',
      },
      movePointer: (path) => move(page, path),
      settle: () => page.evaluate('return true'),
    });
    return page;
  }

  async startSession(sessionId: string, url: string): Promise<void> {
    // A browser of its own, so that a button that stays pressed or a window that a test opens ends with it.
    this.#page = await this.#open(new URL(url).origin);
    this.#sessionId = sessionId;
    await this.#page.setViewport({width: 800, height: 600});
    await this.#page.goto(url);
  }

  startDebugSession(): Promise<void> {
    throw new Error('Debug the test in another browser.');
  }

  isActive(sessionId: string): boolean {
    return this.#sessionId === sessionId;
  }

  getBrowserUrl(): Promise<string> | undefined {
    return this.#page?.url();
  }

  getPage(): WebDriverPage | undefined {
    return this.#page;
  }

  async stopSession(): Promise<SessionResult> {
    this.#sessionId = undefined;
    await this.#page?.close();
    return {};
  }

  async stop(): Promise<void> {
    if (this.#page?.isClosed === false) await this.#page.close().catch(() => {});
    for (const program of this.#programs) program.kill();
  }
}

/** A launcher for web-test-runner; `driverPath` is WebKitWebDriver. */
export function webKitLauncher(driverPath: string): BrowserLauncher {
  return new WebKitLauncher(driverPath);
}
