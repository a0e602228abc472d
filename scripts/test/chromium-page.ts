// Pages for tests in Chromium, which is driven through its DevTools protocol.
import {setTimeout as delay} from 'node:timers/promises';
import type {Browser, CDPSession, Page} from 'puppeteer-core';
import type {PointerPathOptions} from '../../test/support/commands.js';
import {createIsolatedPage} from './isolated-page.js';
import {testPages} from './test-page.js';

export async function createChromiumPage({browser}: {browser: Browser}): Promise<Page> {
  const {page, name, logElsewhere} = await createIsolatedPage(browser);
  const watch = (client: CDPSession): void => {
    client.on('Network.requestWillBeSent', ({request}) => logElsewhere(request.url));
  };
  watch(clientOf(page));
  page.on('workercreated', ({client}) => {
    watch(client);
    // A worker that ends at once takes its session with it.
    client.send('Network.enable').catch(() => {});
  });
  testPages.set(page, {
    name,
    lacks: {},
    movePointer: (path) => move(page, path),
    async settle() {
      // The page's answer comes after everything it has reported before.
      await page.evaluate(() => true);
      await Promise.all(page.workers().map((worker) => worker.evaluate(() => true).catch(() => false)));
    },
  });
  return page;
}

/** The session that puppeteer itself uses; it keeps it to itself. */
function clientOf(page: Page): CDPSession {
  return (page as unknown as {_client: () => CDPSession})._client();
}

/**
 * Calls `act`, which sends one input event, with `extra` added to what is sent. Going through puppeteer's own
 * mouse keeps its position and buttons in step with `sendMouse`.
 */
function sendWith<T>(client: CDPSession, extra: object, act: () => T): T {
  const send = client.send.bind(client) as (
    method: string,
    parameters?: object,
    options?: object,
  ) => Promise<unknown>;
  Object.assign(client, {
    send: (method: string, parameters?: object, options?: object) =>
      send(method, {...parameters, ...extra}, options),
  });
  try {
    return act();
  } finally {
    Reflect.deleteProperty(client, 'send');
  }
}

async function move(
  page: Page,
  {points, pointerType = 'mouse', down = false, up = false}: PointerPathOptions,
): Promise<void> {
  const client = clientOf(page);
  const {mouse, touchscreen} = page;
  const touch = pointerType === 'touch';
  const sent: Promise<unknown>[] = [];
  let due = Date.now();
  // The event carries the time it was due, so a busy machine does not bend the trajectory; and the next one
  // does not wait until the page has handled it, so fast movement is coalesced as a hand's is.
  const send = (act: () => Promise<unknown>): Promise<unknown> => {
    const timestamp = due / 1000;
    const answer = sendWith(client, touch ? {timestamp} : {timestamp, pointerType}, act);
    // `Promise.all` below sees a failure; until then Node must not report it as unhandled.
    answer.catch(() => {});
    sent.push(answer);
    return answer;
  };
  for (const [index, [x, y, msAfterPrevious = 0]] of points.entries()) {
    due += msAfterPrevious;
    const wait = due - Date.now();
    if (wait > 0) await delay(wait);
    if (!touch) void send(() => mouse.move(x, y));
    else if (index === 0) await send(() => touchscreen.touchStart(x, y));
    else void send(() => touchscreen.touchMove(x, y));
  }
  if (down && !touch) void send(() => mouse.down());
  if (touch) void send(() => touchscreen.touchEnd());
  else if (up) void send(() => mouse.up());
  await Promise.all(sent);
}
