// Pages for tests in Chromium and Firefox, and what is known of every page: its name at the server, and how its driver gives it input.
import {setTimeout as delay} from 'node:timers/promises';
import {CannotDo} from './not-run.mjs';
import {pageCookie, requestLog} from './server.mjs';

/**
 * What the commands of tests know of a page, by what the launcher gave for it:
 * - `name`: its cookie at the test server,
 * - `movePointer(path)`,
 * - `settle()`: resolves when all it has asked for so far is in the log of requests,
 * - `lacks`: what tests may ask for by `needs()` and this browser or its driver has not, and why.
 */
export const testPages = new WeakMap();

let pageCount = 0;

/** A name that no other page has. */
export function newPageName() {
  return String(++pageCount);
}

/**
 * A page in a browser context of its own, so that test files that run at the same time share
 * neither storage nor focus, and so that the server can tell their requests apart.
 */
async function createPage(browser) {
  const context = await browser.createBrowserContext();
  const name = newPageName();
  await context.setCookie({name: pageCookie, value: name, domain: 'localhost', path: '/'});
  const page = await context.newPage();
  const logElsewhere = (url) => {
    if (/^(https?|wss?):/.test(url) && new URL(url).hostname !== 'localhost')
      requestLog.push({page: name, url});
  };
  return {page, name, logElsewhere};
}

export async function createChromiumPage({browser}) {
  const {page, name, logElsewhere} = await createPage(browser);
  const watch = (client) => client.on('Network.requestWillBeSent', ({request}) => logElsewhere(request.url));
  watch(page._client());
  page.on('workercreated', (worker) => {
    watch(worker.client);
    // A worker that ends at once takes its session with it.
    worker.client.send('Network.enable').catch(() => {});
  });
  testPages.set(page, {
    name,
    lacks: {},
    movePointer: (path) => moveInChromium(page, path),
    async settle() {
      // An answer of the page comes after everything it has reported before.
      await page.evaluate(() => true);
      await Promise.all(page.workers().map((worker) => worker.evaluate(() => true).catch(() => {})));
    },
  });
  return page;
}

/**
 * Calls `act`, which sends one input event, with `extra` added to what is sent. Going through
 * puppeteer's own mouse keeps its position and buttons in step with `sendMouse`.
 */
function sendWith(client, extra, act) {
  const {send} = client;
  client.send = (method, parameters, options) =>
    send.call(client, method, {...parameters, ...extra}, options);
  try {
    return act();
  } finally {
    delete client.send;
  }
}

/** Moves a pointer along `points`: `[x, y, milliseconds after the previous point]`. */
async function moveInChromium(page, {points, pointerType = 'mouse', down = false, up = false}) {
  const client = page._client();
  const {mouse, touchscreen} = page;
  const touch = pointerType === 'touch';
  const sent = [];
  let due = Date.now();
  // The event carries the time it was due, so a busy machine does not bend the trajectory; and the
  // next does not wait until the page has handled it, so fast movement is coalesced as a hand's is.
  const send = (act) => {
    const timestamp = due / 1000;
    const answer = sendWith(client, touch ? {timestamp} : {timestamp, pointerType}, act);
    // Seen below by `Promise.all`; until then Node must not take a failure for one that nobody handles.
    answer.catch(() => {});
    sent.push(answer);
    return answer;
  };
  for (const [index, [x, y, msAfterPrevious = 0]] of points.entries()) {
    due += msAfterPrevious;
    const wait = due - Date.now();
    if (wait > 0) await delay(wait);
    if (!touch) send(() => mouse.move(x, y));
    else if (index === 0) await send(() => touchscreen.touchStart(x, y));
    else send(() => touchscreen.touchMove(x, y));
  }
  if (down && !touch) send(() => mouse.down());
  if (touch) send(() => touchscreen.touchEnd());
  else if (up) send(() => mouse.up());
  await Promise.all(sent);
}

/** Firefox is driven through WebDriver BiDi. */
export async function createFirefoxPage({browser}) {
  const {page, name, logElsewhere} = await createPage(browser);
  page.on('request', (request) => logElsewhere(request.url()));
  const {mouse} = page;
  const reset = mouse.reset.bind(mouse);
  // As in Chromium: releasing the buttons leaves the mouse where it is, over what the next test puts there.
  mouse.reset = async () => {
    await reset();
    await mouse.move(0, 0);
  };
  const {keyboard} = page;
  // Puppeteer knows the key by this name in Chromium alone.
  for (const method of ['down', 'up', 'press']) {
    const give = keyboard[method].bind(keyboard);
    keyboard[method] = (key, options) => give(key === 'Space' ? ' ' : key, options);
  }
  testPages.set(page, {
    name,
    lacks: {
      webgl: 'Firefox has no WebGL without a screen',
      'event-times': 'WebDriver BiDi sends events without the time they were due',
      'speculation-rules': 'Firefox has no speculation rules',
    },
    movePointer: (path) => moveInFirefox(page, path),
    settle: () => page.evaluate(() => true),
  });
  return page;
}

async function moveInFirefox(page, {points, pointerType = 'mouse', down = false, up = false}) {
  if (pointerType === 'pen') throw new CannotDo('Firefox’s driver has no pen');
  if (pointerType === 'touch')
    throw new CannotDo('Firefox’s driver sends touches without the click or the scrolling that come of them');
  const {mouse} = page;
  await moveInTime(points, ({x, y}) => mouse.move(x, y));
  if (down) await mouse.down();
  if (up) await mouse.up();
}

/** Calls `move` for each point when it is due; where the driver is slow, all that follow are later. */
export async function moveInTime(points, move) {
  let due = Date.now();
  for (const [x, y, msAfterPrevious = 0] of points) {
    due = Math.max(due + msAfterPrevious, Date.now());
    const wait = due - Date.now();
    if (wait > 0) await delay(wait);
    await move({x, y});
  }
}
