import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {setTimeout as delay} from 'node:timers/promises';
import {after, before} from 'node:test';
import type {Browser, CDPSession, Page} from 'puppeteer-core';
import {bundleForPage} from '../../tools/bundle-for-page.js';
import {launch} from '../../tools/chromium.js';
import {listen} from '../../tools/listen.js';

/** A request as the server saw it; times in ms of one clock. */
export interface SeenRequest {
  method: string;
  host: string;
  path: string;
  headers: IncomingHttpHeaders;
  beganAt: number;
  /** Time of the full response, or of the browser closing the connection. */
  endedAt: number | undefined;
  wasAborted: boolean;
  /** Number of requests for pages in progress at its start, itself included. */
  atOnce: number;
}

export interface Answer {
  status?: number;
  body?: string;
  type?: string;
  headers?: Record<string, string>;
  /** Time until the response. */
  delayMs?: number;
}

/** A site that logs its requests, except those for the kit; `answer` returns its pages. */
export class PreloadSite {
  readonly requests: SeenRequest[] = [];
  readonly #answer: (path: string, headers: IncomingHttpHeaders) => Answer;
  #parts = new Map<string, string>();
  readonly #server = createServer((request, response) => {
    this.#handle(request.url ?? '/', request, response);
  });

  constructor(answer: (path: string, headers: IncomingHttpHeaders) => Answer) {
    this.#answer = answer;
  }

  /** Without `parts`, the kit's modules, the site has only pages. */
  async start({parts}: {parts?: Map<string, string>} = {}): Promise<void> {
    if (parts !== undefined) this.#parts = parts;
    await listen(this.#server);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get port(): number {
    // The address is an object, since the server listens on a port.
    return (this.#server.address() as AddressInfo).port;
  }

  origin(host = '127.0.0.1'): string {
    return `http://${host}:${this.port}`;
  }

  /** Requests under `prefix`. */
  seen(prefix: string): SeenRequest[] {
    return this.requests.filter(({path}) => path.startsWith(prefix));
  }

  /** Waits for `count` requests under `prefix`. */
  async until(prefix: string, count = 1): Promise<SeenRequest> {
    await waitFor(() => this.seen(prefix).length >= count, `${count} × ${prefix}`);
    return this.seen(prefix)[count - 1]!;
  }

  /** An answer that a test gives later. */
  protected answerLater(_path: string): Promise<Answer> | undefined {
    return undefined;
  }

  #handle(
    path: string,
    {method = '', headers}: {method?: string | undefined; headers: IncomingHttpHeaders},
    response: ServerResponse,
  ): void {
    const part = this.#parts.get(path);
    if (part !== undefined) {
      response.setHeader('content-type', 'text/javascript');
      response.end(part);
      return;
    }
    const running = this.requests.filter(({endedAt}) => endedAt === undefined).length;
    const seen: SeenRequest = {
      method,
      host: headers.host ?? '',
      path,
      headers,
      beganAt: performance.now(),
      endedAt: undefined,
      wasAborted: false,
      atOnce: running + 1,
    };
    this.requests.push(seen);
    response.once('close', () => {
      seen.endedAt = performance.now();
      seen.wasAborted = !response.writableFinished;
    });
    const answer = this.answerLater(path) ?? this.#answer(path, headers);
    void Promise.resolve(answer).then(async (given) => {
      const {
        status = 200,
        body = '<!doctype html><title>page</title>',
        type = 'text/html',
        headers: more = {},
        delayMs = 0,
      } = given;
      await delay(delayMs, undefined, {ref: false});
      response.statusCode = status;
      response.setHeader('content-type', `${type}; charset=utf-8`);
      for (const [name, value] of Object.entries(more)) response.setHeader(name, value);
      response.end(body);
    });
  }
}

/** Bundles `entries` into modules as in the package, by their path on a site. */
export async function bundleParts(entries: Record<string, string>): Promise<Map<string, string>> {
  const files = await bundleForPage(entries, {splitting: true});
  return new Map([...files].map(([path, text]) => [`/kit${path}`, text]));
}

/** The session that drives the page itself: with any other, Chromium does not prerender. */
export function sessionOf(page: Page): CDPSession {
  return (page as unknown as {_client: () => CDPSession})._client();
}

export async function waitFor(condition: () => unknown, what: string, timeoutMs = 5000): Promise<void> {
  const until = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > until) throw new Error(`Timed out waiting for ${what}.`);
    await delay(5);
  }
}

/** Starts a site with the kit, and a browser, for the tests of the file. */
export function visited(site: PreloadSite): {readonly browser: Browser} {
  return visitedAfter(async () => site.start({parts: await bundleParts({index: 'src/index.ts'})}), site);
}

/** Starts a site by `start`, and a browser, for the tests of the file. */
export function visitedAfter(
  start: () => Promise<unknown>,
  site: {stop(): unknown},
): {readonly browser: Browser} {
  let browser: Browser;
  before(async () => {
    await start();
    browser = await launch();
  });
  after(async () => {
    await browser.close();
    await site.stop();
  });
  return {
    get browser() {
      return browser;
    },
  };
}
