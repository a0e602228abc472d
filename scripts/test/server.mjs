// What the tests' server does beyond serving files: it remembers who asked for what, and it can fail on request.
import {readFile} from 'node:fs/promises';
import {join, normalize} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {projectRoot} from '../build/tensorflow-bundle.mjs';

/** Names the page of a test in each of its requests, those of its workers included. */
export const pageCookie = 'test-page';

/** Every request so far: `page` is the cookie's value, `url` the path and query as the browser asked. */
export const requestLog = [];

/** The test runner's own traffic says nothing about the kit. */
const ownTraffic = /^\/(__web-|node_modules\/@web\/|\?wtr-)/;

async function logRequests(context, next) {
  const url = context.originalUrl;
  if (!ownTraffic.test(url)) requestLog.push({page: context.cookies.get(pageCookie), url});
  await next();
  // What comes from the browser's cache is not asked for, and would be missing in the log.
  context.set('Cache-Control', 'no-store');
}

/** What a path below `/__fault/<name>/` gets. `rest` is what follows the name: usually a path in the project. */
const faults = {
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
  /** `/__fault/slow/<milliseconds>/<path>`: the file, later. */
  async slow(context, rest, next) {
    const [, milliseconds, path] = /^(\d+)\/(.*)$/.exec(rest) ?? [];
    if (path === undefined) return context.throw(400, 'slow needs /__fault/slow/<milliseconds>/<path>');
    await delay(Number(milliseconds));
    context.url = `/${path}${context.search}`;
    return next();
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

function typeOf(path) {
  if (/\.[jt]s$/.test(path)) return 'text/javascript';
  return path.endsWith('.json') ? 'application/json' : 'application/octet-stream';
}

function fileInProject(path) {
  return readFile(join(projectRoot, normalize(`/${decodeURIComponent(path)}`)));
}

async function failOnRequest(context, next) {
  const [, name, rest] = /^\/__fault\/([^/]+)\/?(.*)$/.exec(context.path) ?? [];
  if (name === undefined) return next();
  context.set('cache-control', 'no-store');
  const fault = Object.hasOwn(faults, name) ? faults[name] : undefined;
  if (fault === undefined) return context.throw(400, `no such fault: ${name}`);
  await fault(context, rest, next);
}

export const testMiddleware = [logRequests, failOnRequest];
