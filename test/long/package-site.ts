import {createServer, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {readFileSync} from 'node:fs';
import {basename} from 'node:path';
import {build} from 'esbuild';
import type {Page} from 'puppeteer-core';
import {bundle, type BundleOptions} from '../../scripts/build/bundle.js';
import {wasmBinaries} from '../../scripts/build/bundle-plugins.js';
import {
  autoRegion,
  autoScript,
  forPlainPages,
  inspectorFile,
  workerOptions,
} from '../../scripts/build/bundle-package.js';
import {listen} from '../../tools/listen.js';

/** A page of the site, or a script that it loads. */
export interface SitePage {
  body: string;
  type?: string;
  headers?: Record<string, string>;
}

export interface SiteOptions {
  /** By path, without the query. */
  pages: Record<string, SitePage>;
  /** Headers of all responses, also of scripts and of the worker. */
  headersOf?: (path: string) => Record<string, string>;
  /** Replaces the response to a file of the kit, if it returns one. */
  instead?: (path: string, response: ServerResponse) => boolean;
}

/** A violation as the browser reports it to the server. */
export interface Report {
  directive: string;
  blocked: string;
  document: string;
  source: string;
}

/** The files of the package, as they are shipped to plain pages, by path. */
async function packageFiles(): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const add = async (options: BundleOptions): Promise<void> => {
    for (const {name, code} of await bundle(options)) files.set(`/kit/${name}`, Buffer.from(code));
  };
  for (const options of [forPlainPages, autoScript, autoRegion, inspectorFile]) await add(options);
  const {outputFiles} = await build({...workerOptions(), outdir: 'kit', write: false});
  for (const {path, contents} of outputFiles) files.set(`/kit/${basename(path)}`, Buffer.from(contents));
  for (const name of wasmBinaries)
    files.set(
      `/kit/wasm/${name}`,
      readFileSync(new URL(`../../node_modules/@tensorflow/tfjs-backend-wasm/dist/${name}`, import.meta.url)),
    );
  return files;
}

/** Serves the package as a plain page's server does, and keeps the violations that the browser reports to it. */
export class PackageSite {
  readonly reports: Report[] = [];
  /** Paths in the order of their requests, with the time of each, ms. */
  readonly requests: {path: string; at: number}[] = [];
  readonly options: SiteOptions;
  #files = new Map<string, Buffer>();
  readonly #server = createServer((request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://site.test');
    if (request.method === 'POST') {
      let text = '';
      request.on('data', (part: Buffer) => (text += part.toString()));
      request.on('end', () => {
        this.#note(text);
        response.writeHead(204).end();
      });
      return;
    }
    this.requests.push({path: pathname, at: performance.now()});
    this.#answer(pathname, response);
  });

  constructor(options: SiteOptions) {
    this.options = options;
  }

  async start(): Promise<void> {
    this.#files = await packageFiles();
    await listen(this.#server);
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get origin(): string {
    // The address is an object, since the server listens on a port.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #answer(path: string, response: ServerResponse): void {
    const {pages, headersOf, instead} = this.options;
    for (const [name, value] of Object.entries(headersOf?.(path) ?? {})) response.setHeader(name, value);
    if (instead?.(path, response)) return;
    const file = this.#files.get(path);
    if (file !== undefined) {
      response.setHeader('content-type', path.endsWith('.wasm') ? 'application/wasm' : 'text/javascript');
      response.end(file);
      return;
    }
    const page = pages[path];
    response.statusCode = page === undefined ? 404 : 200;
    response.setHeader('content-type', `${page?.type ?? 'text/html'}; charset=utf-8`);
    for (const [name, value] of Object.entries(page?.headers ?? {})) response.setHeader(name, value);
    response.end(page?.body ?? '');
  }

  #note(text: string): void {
    const {'csp-report': report} = JSON.parse(text) as {'csp-report'?: Record<string, string>};
    if (report !== undefined)
      this.reports.push({
        directive: report['violated-directive'] ?? '',
        blocked: report['blocked-uri'] ?? '',
        document: report['document-uri'] ?? '',
        source: `${report['source-file'] ?? ''}:${report['line-number'] ?? ''} ${report['script-sample'] ?? ''}`,
      });
  }
}

/** Collects what a page complains of: violations, errors that nothing catches, and output in the console. */
export async function complaintsOf(page: Page): Promise<() => Promise<string[]>> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`uncaught ${String(error)}`));
  page.on('console', (message) => complaints.push(`console ${message.text()}`));
  await page.evaluateOnNewDocument(() => {
    const violations: string[] = [];
    Object.assign(window, {violations});
    document.addEventListener(
      'securitypolicyviolation',
      ({effectiveDirective, blockedURI, sample, sourceFile}) =>
        violations.push(`${effectiveDirective} ${blockedURI} ${sample} ${sourceFile}`),
    );
  });
  return async () => [
    ...complaints,
    // As text, since a page may break what Puppeteer runs in it.
    ...((await page.evaluate('violations')) as string[]),
  ];
}
