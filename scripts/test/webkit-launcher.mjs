// Runs tests in WebKit: WebKitGTK's MiniBrowser, through its WebDriver, on a screen that is not there.
import {spawn} from 'node:child_process';
import {existsSync, readdirSync} from 'node:fs';
import {createServer} from 'node:net';
import {join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {CannotDo} from './not-run.mjs';
import {moveInTime, newPageName, testPages} from './pages.mjs';
import {pageCookie} from './server.mjs';
import {WebDriverPage} from './webdriver-page.mjs';

/**
 * Room for the widest viewport of a test (1280 × 900) and the window's own parts; and its middle, where the mouse of
 * the screen rests, lies in a window of 800 × 600: with no window manager the window under it has the keyboard.
 */
const screen = '1400x1000x24';

/** How often it is asked whether a program has started, and how often at most. */
const pollMs = 100;
const mostPolls = 300;

/** Where the distribution keeps WebKit's own programs, MiniBrowser among them. */
function findMiniBrowser() {
  const folders = [
    '/usr/lib',
    '/usr/libexec',
    ...readdirSync('/usr/lib').map((name) => join('/usr/lib', name)),
  ];
  const paths = folders.flatMap((folder) =>
    ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0'].map((name) => join(folder, name, 'MiniBrowser')),
  );
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error('WebKitGTK’s driver is there, and its MiniBrowser is not');
  return found;
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts an X server without a screen; it says itself which display it is. */
async function startScreen() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('Xvfb ended')));
    child.stdio[3].once('data', (data) => resolve(`:${String(data).trim()}`));
  });
  return {child, display};
}

async function startDriver(path, display) {
  const port = await freePort();
  const child = spawn(path, [`--port=${port}`], {
    env: {
      ...process.env,
      // Else `navigator.language` may be “C”, which is none.
      LANG: 'en_US.UTF-8',
      LC_ALL: 'en_US.UTF-8',
      DISPLAY: display,
      LIBGL_ALWAYS_SOFTWARE: '1',
      // As root, and in most containers, its sandbox cannot be set up.
      WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
    },
    stdio: 'ignore',
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let i = 0; i < mostPolls; i++) {
    if (await fetch(`${origin}/status`).then(({ok}) => ok, () => false)) return {child, origin}; // prettier-ignore
    await delay(pollMs);
  }
  throw new Error('WebKitGTK’s driver does not answer');
}

async function move(page, {points, pointerType = 'mouse', down = false, up = false}) {
  if (pointerType === 'touch') throw new CannotDo('WebKitGTK’s driver makes a mouse of every finger');
  await moveInTime(points, ({x, y}) => page.mouse.move(x, y, pointerType));
  if (down) await page.mouse.down({}, pointerType);
  if (up) await page.mouse.up({}, pointerType);
}

class WebKitLauncher {
  name = 'WebKit';
  /** The shape of what `getPage()` gives, by which web-test-runner's commands choose how to act. */
  type = 'puppeteer';
  /** The driver has one session at a time. */
  concurrency = 1;
  #driverPath;
  #programs = [];
  #starting;
  #sessionId;
  #page;

  constructor(driverPath) {
    this.#driverPath = driverPath;
  }

  async #startPrograms() {
    const {child: xvfb, display} = await startScreen();
    this.#programs.push(xvfb);
    const {child: driver, origin} = await startDriver(this.#driverPath, display);
    this.#programs.push(driver);
    return origin;
  }

  async #open(origin) {
    const miniBrowser = findMiniBrowser();
    this.#starting ??= this.#startPrograms();
    const driverOrigin = await this.#starting;
    const page = await WebDriverPage.open(driverOrigin, {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': {binary: miniBrowser, args: ['--automation']},
    });
    const name = newPageName();
    // A cookie is set where the page is.
    await page.goto(`${origin}/__fault/404`);
    await page.setCookie({name: pageCookie, value: name});
    testPages.set(page, {
      name,
      lacks: {
        'event-times': 'WebDriver sends events without the time they were due',
        'other-buttons': 'WebKitGTK’s driver releases the left button, whichever was pressed',
        'speculation-rules': 'WebKit has no speculation rules',
        'requests-elsewhere': 'WebDriver says nothing of requests to other servers',
        webgl: 'WebKitGTK has no WebGL in a worker without a screen',
      },
      movePointer: (path) => move(page, path),
      settle: () => page.evaluate('return true'),
    });
    return page;
  }

  async startSession(sessionId, url) {
    // A browser of its own: a button that the driver left pressed, or a window that a test opened, goes with it.
    this.#page = await this.#open(new URL(url).origin);
    this.#sessionId = sessionId;
    await this.#page.setViewport({width: 800, height: 600});
    await this.#page.goto(url);
  }

  isActive(sessionId) {
    return this.#sessionId === sessionId;
  }

  getBrowserUrl() {
    return this.#page.url();
  }

  getPage() {
    return this.#page;
  }

  async stopSession() {
    this.#sessionId = undefined;
    await this.#page.close();
    return {};
  }

  async stop() {
    if (this.#page?.isClosed === false) await this.#page.close().catch(() => {});
    for (const program of this.#programs) program.kill();
  }
}

/** A launcher for web-test-runner; `driverPath` is WebKitWebDriver. */
export function webKitLauncher(driverPath) {
  return new WebKitLauncher(driverPath);
}
