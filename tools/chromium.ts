import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {findBrowser} from '../scripts/test/find-browser.js';
import {UsageError} from './arguments.js';
import type {PageReport} from './replay/page/live-through.js';
import type {PointerScript} from './recordings/pointer-script.js';

/** Scripts that share a page at a time, each in a frame of its own: waiting for one is work for another. */
const framesAtOnce = 8;

const hostPage =
  '<!doctype html><meta charset="utf-8"><style>body {margin: 0} iframe {border: 0; position: fixed; inset: 0 auto auto 0}</style>';

const framePage = `<!doctype html><meta charset="utf-8"><style>
  body { margin: 0 }
  i, predictive-button { position: fixed; contain: strict; --predictive-button-padding: 0 }
  i { pointer-events: none }
</style><body><script type="module" src="/live-through.js"></script>`;

/** Browsers at a time, if the machine has as many processors. More would only help where there are many. */
const mostBrowsers = 2;

/**
 * Lives through scripts in Chromium, with the real elements and packages: each in a fresh frame as large as
 * its viewport, by a clock that the script drives. Answers in the order of the scripts.
 */
export async function liveInChromium(scripts: readonly PointerScript[]): Promise<PageReport[]> {
  const batches = Array.from({length: Math.ceil(scripts.length / framesAtOnce)}, (_, index) =>
    scripts.slice(index * framesAtOnce, (index + 1) * framesAtOnce),
  );
  const reports: PageReport[][] = [];
  const server = await serve();
  const browsers: Browser[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    const browser = await launch();
    browsers.push(browser);
    const page = await openPage(browser, {url: server.url, scripts});
    for (let batch = next++; batch < batches.length; batch = next++)
      reports[batch] = await page.evaluate(liveInFrames, batches[batch]!);
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

/** A page in which every script's frame has room: what lies outside counts as out of sight. */
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
async function liveInFrames(scripts: PointerScript[]): Promise<PageReport[]> {
  return Promise.all(
    scripts.map(async (script) => {
      const frame = document.createElement('iframe');
      const [width, height] = script.viewport;
      frame.style.cssText = `width: ${width}px; height: ${height}px`;
      frame.src = '/frame';
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      const report = await frame.contentWindow!.liveThrough(script);
      frame.remove();
      return report;
    }),
  );
}

async function serve(): Promise<{url: string; close: () => void}> {
  const script = await bundle();
  const answers: Record<string, [type: string, body: string]> = {
    '/': ['text/html', hostPage],
    '/frame': ['text/html', framePage],
    '/live-through.js': ['text/javascript', script],
  };
  const server = createServer((request, response) => {
    const [type, body] = answers[request.url ?? ''] ?? ['text/plain', ''];
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.setHeader('cache-control', 'max-age=3600');
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  return {url: `http://127.0.0.1:${port}/`, close: () => server.close()};
}

/** One file, so that what the kit loads when asked for is there at once. Nothing is trained here. */
async function bundle(): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [fileURLToPath(new URL('replay/page/live-through.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    external: ['@tensorflow/*'],
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

/** Starts an installed Chromium or Chrome. */
export function launch(): Promise<Browser> {
  return puppeteer.launch({
    executablePath: findChromium(),
    headless: true,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
  });
}

function findChromium(): string {
  try {
    return findBrowser();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
