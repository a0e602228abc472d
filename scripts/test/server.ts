// The tests' server: besides serving files, it logs requests, and fails on demand.
import {readFile} from 'node:fs/promises';
import {join, normalize} from 'node:path';
import {Readable} from 'node:stream';
import {setTimeout as delay} from 'node:timers/promises';
import type {Middleware} from '../dev/dev-server-plugins.js';
import {projectRoot} from '../project-root.js';

type Context = Parameters<Middleware>[0];
type Next = Parameters<Middleware>[1];

/** Names the page of a test in each of its requests, those of its workers included. */
export const pageCookie = 'test-page';

/** Every request so far: `page` is the cookie's value, `url` the path and query as the browser sent them. */
export const requestLog: {page: string | undefined; url: string}[] = [];

/** The test runner's own requests are left out. */
const ownTraffic = /^\/(__web-|node_modules\/@web\/|\?wtr-)/;

const logRequests: Middleware = async (context, next) => {
  const url = context.originalUrl;
  if (!ownTraffic.test(url)) requestLog.push({page: context.cookies.get(pageCookie), url});
  await next();
  // A page that the browser's cache answers would be missing in the log.
  context.set('Cache-Control', 'no-store');
};

/** Answers a path below `/__fault/<name>/`. `rest` is what follows the name: usually a path in the project. */
type Fault = (context: Context, rest: string, next: Next) => unknown;

const faults: Record<string, Fault> = {
  404: (context) => void (context.status = 404),
  500: (context) => void (context.status = 500),
  /** An error page with status 200, as many single-page servers answer any path. */
  html(context) {
    context.type = 'html';
    context.body = '<!doctype html><title>Sign in</title><p>Please sign in.</p>';
  },
  empty(context, rest) {
    context.type = typeOf(rest);
    context.body = '';
  },
  /** The connection stays open and nothing comes. */
  never(context) {
    context.respond = false;
  },
  redirect: (context, rest) => context.redirect(`/${rest}`),
  /** An answer that goes on until the browser closes the connection. */
  endless(context, rest) {
    context.type = typeOf(rest);
    context.body = Readable.from(endlessSpaces());
  },
  /** `/__fault/slow/<milliseconds>/<path>`: the file, later. */
  async slow(context, rest, next) {
    const [, milliseconds, path] = /^(\d+)\/(.*)$/.exec(rest) ?? [];
    if (path === undefined) context.throw(400, 'slow needs /__fault/slow/<milliseconds>/<path>');
    await delay(Number(milliseconds));
    context.url = `/${path}${context.search}`;
    await next();
  },
  /** The first half of the file, as a complete answer. */
  async half(context, rest) {
    const bytes = await fileInProject(rest);
    context.type = typeOf(rest);
    context.body = bytes.subarray(0, bytes.length / 2);
  },
  /** The first half of the file, then the connection breaks. */
  async cut(context, rest) {
    const bytes = await fileInProject(rest);
    context.respond = false;
    context.res.writeHead(200, {'content-type': typeOf(rest), 'content-length': bytes.length});
    context.res.write(bytes.subarray(0, bytes.length / 2), () => context.res.destroy());
  },
};

function* endlessSpaces(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(65_536, ' ');
}

function typeOf(path: string): string {
  if (/\.[jt]s$/.test(path)) return 'text/javascript';
  return path.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}

function fileInProject(path: string): Promise<Buffer> {
  return readFile(join(projectRoot, normalize(`/${decodeURIComponent(path)}`)));
}

const failOnDemand: Middleware = async (context, next) => {
  const [, name, rest = ''] = /^\/__fault\/([^/]+)\/?(.*)$/.exec(context.path) ?? [];
  if (name === undefined) {
    await next();
    return;
  }
  context.set('cache-control', 'no-store');
  const fault = Object.hasOwn(faults, name) ? faults[name] : undefined;
  if (fault === undefined) context.throw(400, `no such fault: ${name}`);
  else await fault(context, rest, next);
};

export const testMiddleware: Middleware[] = [logRequests, failOnDemand];
