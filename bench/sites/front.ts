import {spawn} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {
  createServer,
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import {connect, createServer as reservePort} from 'node:net';
import {extname, join} from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import {listen} from '../../tools/listen.js';
import {slugIn, slugOfText} from './pages.js';
import type {Site, StaticFiles} from './site.js';

/** Time that the server takes for a page, its data or its code, ms. */
export const serverMs = 150;

/** A request that the server got, and how it ended. */
export interface LoggedRequest {
  /** Milliseconds since the epoch. */
  at: number;
  url: string;
  /** The page that it is for. */
  slug: string | undefined;
  /** `Sec-Purpose` or `Purpose`, and Turbo's `X-Sec-Purpose`. */
  purpose: string;
  /** Whether the kit's own speculation rules asked for it. */
  isByRules: boolean;
  /** What Next asks for at the address: its tree, a segment or the page. */
  part: string;
  /** `undefined` while it is under way; `false` if the browser ended it. */
  isAnswered: boolean | undefined;
}

export interface Front {
  origin: string;
  log: LoggedRequest[];
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves a built site and logs what is requested. */
export async function openFront(site: Site, folder: string): Promise<Front> {
  const log: LoggedRequest[] = [];
  const {answer, port, stop} = await answerOf(site, folder);
  const slugs = slugsOfScripts(site, folder);
  const server = createServer((request, response) => {
    const entry = entryOf(request);
    entry.slug ??= slugs.get(entry.url);
    log.push(entry);
    response.on('close', () => (entry.isAnswered = response.writableFinished));
    if (entry.url === '/favicon.ico') response.writeHead(204).end();
    else if (entry.slug === undefined) answer(request, response);
    else setTimeout(answer, serverMs, request, response);
  });
  // Development servers push changes.
  server.on('upgrade', (request, socket, head) => {
    const inner = connect(port ?? 0, '127.0.0.1', () => {
      const lines = request.rawHeaders.flatMap((text, index, all) =>
        index % 2 === 0 ? [`${text}: ${all[index + 1]!}`] : [],
      );
      inner.write(`GET ${request.url!} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      inner.write(head);
      inner.pipe(socket).pipe(inner);
    });
    for (const end of [inner, socket]) end.on('error', () => socket.destroy());
    socket.on('close', () => inner.destroy());
  });
  const origin = await listen(server);
  return {
    origin,
    log,
    async close() {
      server.closeAllConnections();
      server.close();
      await stop();
    },
  };
}

function entryOf({url = '/', headers}: IncomingMessage): LoggedRequest {
  const text = (name: string): string => String(headers[name] ?? '');
  return {
    at: Date.now(),
    url,
    slug: slugIn(url),
    purpose: text('sec-purpose') || text('purpose') || text('x-sec-purpose'),
    isByRules: text('sec-speculation-tags').includes('predictive-buttons'),
    part: text('next-router-segment-prefetch'),
    isAnswered: undefined,
  };
}

/** The pages that scripts with names of no meaning belong to, by their URLs. */
function slugsOfScripts({serve}: Site, folder: string): ReadonlyMap<string, string> {
  if (!('folder' in serve) || serve.hasHashedNames !== true) return new Map();
  const root = join(folder, serve.folder);
  const scripts = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter((path) =>
    path.endsWith('.js'),
  );
  return new Map(
    scripts.flatMap((path) => {
      const slug = slugOfText(readFileSync(join(root, path), 'utf8'));
      return slug === undefined ? [] : [[`/${path.replaceAll('\\', '/')}`, slug] as const];
    }),
  );
}

async function answerOf(
  {serve}: Site,
  folder: string,
): Promise<{answer: Answer; port?: number; stop: () => Promise<void>}> {
  if ('folder' in serve) {
    return {answer: fromFolder(join(folder, serve.folder), serve), stop: async () => {}};
  }
  const port = await freePort();
  const args = serve.program.map((argument) => argument.replace('$PORT', String(port)));
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {...process.env, PORT: String(port), HOST: '127.0.0.1', HOSTNAME: '127.0.0.1'},
  });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  await untilAnswering(port);
  return {
    answer: toPort(port),
    port,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Serves files, documents also without `.html`. */
function fromFolder(folder: string, {isSinglePage, headers: ofDocuments}: StaticFiles): Answer {
  const isFile = (path: string): boolean => existsSync(path) && statSync(path).isFile();
  return ({url = '/', headers}, response) => {
    const path = join(folder, decodeURIComponent(url.replace(/[?#].*/, '')));
    const isOfPage = headers.accept?.includes('text/html') ?? false;
    const found = [path, `${path}.html`, join(path, 'index.html')].find(isFile);
    const file = found ?? (isSinglePage === true && isOfPage ? join(folder, 'index.html') : undefined);
    if (!file?.startsWith(folder)) {
      response.writeHead(404).end();
      return;
    }
    const type = extname(file);
    // As hosts of built sites do: names of code have a hash, documents and data change.
    const changes = type === '.html' || type === '.json';
    response.writeHead(200, {
      'content-type': types[type] ?? 'application/octet-stream',
      'cache-control': changes ? 'no-cache' : 'max-age=31536000, immutable',
      ...(type === '.html' && ofDocuments),
    });
    response.end(readFileSync(file));
  };
}

function toPort(port: number): Answer {
  return (request, response) => {
    const {method, url, headers} = request;
    const inner = send({port, host: '127.0.0.1', method, path: url, headers}, (answer) => {
      response.writeHead(answer.statusCode!, withoutHopHeaders(answer.headers));
      answer.pipe(response);
    });
    inner.on('error', () => response.destroy());
    response.on('close', () => inner.destroy());
    request.pipe(inner);
  };
}

function withoutHopHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const {connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...rest} = headers;
  return rest;
}

async function freePort(): Promise<number> {
  const server = reservePort();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => {
    server.close(resolve);
  });
  if (typeof address !== 'object' || address === null) throw new Error('No port is free.');
  return address.port;
}

/** Longest start of a server, ms, on a busy machine. */
const startMs = 60_000;

async function untilAnswering(port: number): Promise<void> {
  const end = Date.now() + startMs;
  while (Date.now() < end) {
    try {
      await fetch(`http://127.0.0.1:${port}/`);
      return;
    } catch {
      await delay(200);
    }
  }
  throw new Error('The site’s own server does not answer.');
}
