import {setTimeout as delay} from 'node:timers/promises';
import axe from 'axe-core';
import type {Browser, BrowserContext, Page} from 'puppeteer-core';
import {launch} from '../../tools/chromium.js';
import type {Middleware} from '../../scripts/dev/dev-server-plugins.js';
import {startServer, type RunningServer} from '../../scripts/dev/start-server.js';
import {seededRandom} from '../../src/core/random.js';
import {handPath} from '../support/approaches.js';

/** A request to the server. */
export interface SeenRequest {
  method: string;
  path: string;
  purpose: string | undefined;
}

/** Serves the project as `npm start` does, on a free port, and opens its pages in a browser. */
export class DemoSite {
  readonly requests: SeenRequest[] = [];
  /** Additional delay of the responses to these paths. */
  slow: {path: RegExp; ms: number} | undefined;
  readonly #random = seededRandom(11);
  #server: RunningServer | undefined;
  #browser: Browser | undefined;
  #opened: BrowserContext | undefined;

  async start(): Promise<void> {
    const note: Middleware = async (context, next) => {
      const {path, method} = context;
      this.requests.push({method, path, purpose: context.get('x-sec-purpose') || undefined});
      if (this.slow?.path.test(path) === true) await delay(this.slow.ms);
      return next();
    };
    this.#server = await startServer({middleware: [note]});
    this.#browser = await launch();
  }

  async stop(): Promise<void> {
    // First, because the server waits for open connections.
    await this.#browser?.close();
    await this.#server?.stop();
  }

  /**
   * Opens a page in a browser context of its own, and closes the one before: a simulated hand that plays on there would
   * make requests too.
   */
  async open(path: string, {width = 1280, height = 900, dark = false} = {}): Promise<DemoPage> {
    await this.#opened?.close();
    const context = await this.#browser!.createBrowserContext();
    this.#opened = context;
    const page = await context.newPage();
    await page.setViewport({width, height});
    await page.emulateMediaFeatures([{name: 'prefers-color-scheme', value: dark ? 'dark' : 'light'}]);
    const demo = new DemoPage(page, this.#random);
    await demo.watch();
    await page.goto(`${this.#server!.origin}/${path}`);
    await page.waitForFunction(() => document.querySelector(':not(:defined)') === null);
    await demo.ignoreEarlierShifts();
    return demo;
  }

  /** Requests so far whose path contains `part`. */
  seen(part: string): SeenRequest[] {
    return this.requests.filter(({path}) => path.includes(part));
  }
}

/** A page of the demo, with its errors. */
export class DemoPage {
  readonly page: Page;
  /** Its console output, its errors, and its failed requests. */
  readonly complaints: string[] = [];
  readonly #random: () => number;
  #at: [x: number, y: number] = [640, 500];

  constructor(page: Page, random: () => number) {
    this.page = page;
    this.#random = random;
  }

  async watch(): Promise<void> {
    const {page, complaints} = this;
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('response', (answer) => answer.status() >= 400 && complaints.push(answer.url()));
    await page.evaluateOnNewDocument(() => {
      const shifts: string[] = [];
      Object.assign(window, {shifts, events: []});
      type Shift = PerformanceEntry & {sources: {node: Node | null}[]};
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as Shift[]) {
          const moved = entry.sources.map(({node}) => (node instanceof Element ? node : node?.parentElement));
          // A log's lines move down when new ones come, on purpose.
          if (moved.some((element) => element && !element.closest('tbody')))
            shifts.push(JSON.stringify(entry));
        }
      }).observe({type: 'layout-shift', buffered: true});
      // On the document, since these events bubble out of any shadow root.
      for (const type of ['preload', 'preload-outcome', 'click', 'submit'])
        document.addEventListener(
          type,
          (event) => {
            const {id} = event.target as Element;
            const used = (event as {used?: boolean}).used;
            (window as unknown as {events: string[]}).events.push(
              [type, id, used === undefined ? '' : used ? 'used' : 'unused'].filter(Boolean).join(' '),
            );
          },
          true,
        );
    });
  }

  /** Ignores layout shifts while the page loads; from here on none may happen. */
  ignoreEarlierShifts(): Promise<void> {
    return this.page.evaluate(() => {
      (window as unknown as {shifts: string[]}).shifts.length = 0;
    });
  }

  /** `preload`, `preload-outcome`, `click` and `submit` so far: type, target's id, outcome. */
  events(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as {events: string[]}).events);
  }

  /** Layout shifts outside of logs. */
  shifts(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as {shifts: string[]}).shifts);
  }

  /** Violations that the accessibility audit finds. */
  async audit(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      const {violations} = await (window as unknown as {axe: typeof axe}).axe.run();
      return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' ')}`);
    });
  }

  /** Waits for one of `events()`. */
  async happens(event: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => (window as unknown as {events: string[]}).events.includes(wanted),
      {},
      event,
    );
  }

  text(selector: string): Promise<string> {
    return this.page.$eval(selector, (element) => element.textContent ?? '');
  }

  /** The middle of an element, CSS px of the viewport. */
  middleOf(selector: string): Promise<[x: number, y: number]> {
    return this.page.$eval(selector, (element): [number, number] => {
      const {x, y, width, height} = element.getBoundingClientRect();
      return [x + width / 2, y + height / 2];
    });
  }

  /** Waits until an element's text matches `pattern`. */
  becomes(selector: string, pattern: RegExp): Promise<unknown> {
    return this.page.waitForFunction(
      (wanted, source) => new RegExp(source).test(document.querySelector(wanted)?.textContent ?? ''),
      {polling: 'raf', timeout: 60_000},
      selector,
      pattern.source,
    );
  }

  async scrollTo(selector: string): Promise<void> {
    await this.page.$eval(selector, (element) => {
      element.scrollIntoView({behavior: 'instant', block: 'center'});
    });
  }

  /** Moves the pointer like a hand, with trusted events in real time; `share` of the distance, `until` that is true. */
  async moveTo(
    [toX, toY]: [x: number, y: number],
    {share = 1, until = () => false}: {share?: number; until?: () => boolean} = {},
  ): Promise<void> {
    const points = handPath({from: this.#at, to: [toX, toY], random: this.#random});
    const client = await this.page.createCDPSession();
    const sent: Promise<unknown>[] = [];
    let due = Date.now();
    for (const [x, y, ms = 0] of points.slice(0, Math.ceil(points.length * share))) {
      if (until()) break;
      due += ms;
      await delay(Math.max(0, due - Date.now()));
      // The time when it was due, so that a busy machine doesn't bend the movement.
      const timestamp = due / 1000;
      sent.push(
        client.send('Input.dispatchMouseEvent', {type: 'mouseMoved', x, y, timestamp, pointerType: 'mouse'}),
      );
      this.#at = [x, y];
    }
    await Promise.all(sent);
    await client.detach();
  }

  /** Presses at the pointer's position. */
  async press(): Promise<void> {
    const [x, y] = this.#at;
    await this.page.mouse.click(x, y, {delay: 80});
  }

  /** Moves to an element and presses it. */
  async pressOn(selector: string): Promise<void> {
    await this.moveTo(await this.middleOf(selector));
    await this.press();
  }

  /** Moves the pointer beside all elements, and waits until nothing is predicted or preloaded. */
  async rest(at: [x: number, y: number]): Promise<void> {
    await this.moveTo(at);
    await this.page.waitForFunction(
      () => document.querySelector('[predicted], [data-predicted], [data-preload-state]') === null,
    );
  }
}
