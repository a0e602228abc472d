import {existsSync, readFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import {extname, join} from 'node:path';
import {after, before} from 'node:test';
import puppeteer, {type Browser, type Page} from 'puppeteer-core';
import {findBrowser} from '../../scripts/test/find-browser.js';
import {listen} from '../../tools/listen.js';

let inUse: Browser | undefined;

before(async () => {
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'];
  inUse = await puppeteer.launch({executablePath: findBrowser(), args});
});

after(() => inUse?.close());

/** The browser of all the package's tests. */
export function browser(): Browser {
  return inUse!;
}

/** Opens the index page of a folder while `use` runs. */
export async function openPage(folder: string, use: (page: Page) => Promise<void>): Promise<void> {
  await withServer(folder, async (url) => {
    const page = await browser().newPage();
    try {
      await page.goto(url);
      await use(page);
    } finally {
      await page.close();
    }
  });
}

export type Headers = Record<string, string>;

/** Serves the files of a folder while `use` runs, with additional headers. */
export async function withServer(
  folder: string,
  use: (url: string) => Promise<void>,
  headersOf: (path: string) => Headers = () => ({}),
): Promise<void> {
  const types: Record<string, string> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.wasm': 'application/wasm',
  };
  const server: Server = createServer(({url}, response) => {
    const path = join(folder, (url ?? '/').replace(/\/$/, '/index.html').replace(/[?#].*/, ''));
    const isThere = path.startsWith(folder) && existsSync(path);
    response.writeHead(isThere ? 200 : 404, {
      'content-type': types[extname(path)] ?? 'text/plain',
      ...headersOf(path),
    });
    response.end(isThere ? readFileSync(path) : undefined);
  });
  try {
    await use(`${await listen(server)}/`);
  } finally {
    server.close();
  }
}
