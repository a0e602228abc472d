// Commands that tests give to the browser or the server; test/support/commands.ts is their typed side.
import {setTimeout as delay} from 'node:timers/promises';
import {pageCookie, requestLog} from './test-server.mjs';

const pageNames = new WeakMap();
let pageCount = 0;

/**
 * A page in a browser context of its own, so that test files that run at the same time share
 * neither storage nor focus, and so that the server can tell their requests apart.
 */
export async function createTestPage({browser}) {
  const context = await browser.createBrowserContext();
  const name = String(++pageCount);
  await context.setCookie({name: pageCookie, value: name, domain: 'localhost', path: '/'});
  const page = await context.newPage();
  pageNames.set(page, name);
  const logElsewhere = (url) => {
    if (/^(https?|wss?):/.test(url) && new URL(url).hostname !== 'localhost')
      requestLog.push({page: name, url});
  };
  const watch = (client) => client.on('Network.requestWillBeSent', ({request}) => logElsewhere(request.url));
  watch(page._client());
  page.on('workercreated', (worker) => {
    watch(worker.client);
    // A worker that ends at once takes its session with it.
    worker.client.send('Network.enable').catch(() => {});
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
async function movePointer(page, {points, pointerType = 'mouse', down = false, up = false}) {
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

export function testCommands() {
  return {
    name: 'test-commands',
    async executeCommand({command, payload, session}) {
      const page = () => session.browser.getPage(session.id);
      switch (command) {
        case 'pointer-path':
          await movePointer(page(), payload);
          return true;
        case 'request-mark':
          return {mark: requestLog.length};
        case 'requests-since': {
          const name = pageNames.get(page());
          // An answer of the page comes after everything it has reported before.
          await page().evaluate(() => true);
          await Promise.all(
            page()
              .workers()
              .map((worker) => worker.evaluate(() => true).catch(() => {})),
          );
          return requestLog
            .slice(payload.mark)
            .flatMap((request) => (request.page === name ? [request.url] : []));
        }
      }
    },
  };
}
