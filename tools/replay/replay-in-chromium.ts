import {createServer} from 'node:http';
import {availableParallelism} from 'node:os';
import type {Browser, Page} from 'puppeteer-core';
import {bundleForPage} from '../bundle-for-page.js';
import {launch} from '../chromium.js';
import {listen} from '../listen.js';
import type {PointerScript} from '../recordings/pointer-script.js';
import type {PageReport} from './page/replay-page.js';

/** Scripts that share a page at a time, each in its own frame: one runs while the others wait. */
const framesAtOnce = 8;

const hostPage =
  '<!doctype html><meta charset="utf-8"><style>body {margin: 0} iframe {border: 0; position: fixed; inset: 0 auto auto 0}</style>';

const framePage = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0 }
  i, predictive-button { position: fixed; contain: strict; --predictive-button-padding: 0 }
  i { pointer-events: none }
</style><body><script type="module" src="/replay-page.js"></script>`;

/**
 * Maximum number of simultaneous browsers, if the machine has as many processors. More helps only on larger
 * machines.
 */
const mostBrowsers = 2;

/**
 * Replays scripts in Chromium with the real elements and packages: each in a new frame of its viewport's size, on
 * a clock that the script drives. The reports keep the order of the scripts.
 */
export async function replayInChromium(scripts: readonly PointerScript[]): Promise<PageReport[]> {
  const batches = Array.from({length: Math.ceil(scripts.length / framesAtOnce)}, (_, index) =>
    scripts.slice(index * framesAtOnce, (index + 1) * framesAtOnce),
  );
  const reports: PageReport[][] = [];
  const server = await serve();
  const browsers: Browser[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    // One answer is a whole batch: windows of half an hour take longer than the three minutes that are usual.
    const browser = await launch({answerTimeoutMs: 0});
    browsers.push(browser);
    const page = await openPage(browser, {url: server.url, scripts});
    for (let batch = next++; batch < batches.length; batch = next++)
      reports[batch] = await page.evaluate(replayInFrames, batches[batch]!);
  };
  try {
    const workers = Math.min(mostBrowsers, availableParallelism(), batches.length);
    await Promise.all(Array.from({length: workers}, work));
    return reports.flat();
  } finally {
    await Promise.all(browsers.map((browser) => browser.close()));
    server.close();
  }
}

/** Opens a page large enough for every script's frame: Chromium treats frames outside as hidden. */
async function openPage(
  browser: Browser,
  {url, scripts}: {url: string; scripts: readonly PointerScript[]},
): Promise<Page> {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(String(error)));
  const [width, height] = [0, 1].map((side) =>
    Math.ceil(Math.max(...scripts.map(({viewport}) => viewport[side]!))),
  ) as [number, number];
  await page.setViewport({width, height});
  await page.goto(url);
  return page;
}

/** Runs in the page. */
async function replayInFrames(scripts: PointerScript[]): Promise<PageReport[]> {
  return Promise.all(
    scripts.map(async (script) => {
      const frame = document.createElement('iframe');
      const [width, height] = script.viewport;
      frame.style.cssText = `width: ${width}px; height: ${height}px`;
      frame.src = '/frame';
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      const report = await frame.contentWindow!.replayScript(script);
      frame.remove();
      return report;
    }),
  );
}

async function serve(): Promise<{url: string; close: () => void}> {
  const answers: Record<string, [type: string, body: string]> = {
    '/': ['text/html', hostPage],
    '/frame': ['text/html', framePage],
  };
  const entries = {'replay-page': 'tools/replay/page/replay-page.ts'};
  for (const [path, script] of await bundleForPage(entries)) answers[path] = ['text/javascript', script];
  const server = createServer((request, response) => {
    const [type, body] = answers[request.url ?? ''] ?? ['text/plain', ''];
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.setHeader('cache-control', 'max-age=3600');
    response.end(body);
  });
  return {url: await listen(server), close: () => server.close()};
}
