// An example server, `node demo/warm-up/server.mjs`: two functions with the same code, `with` and `without`,
// that are slow to start after a pause. `npm start` serves it below `/demo/warm-up/api/`.
//
//   GET  <function>/warm     starts it; 204 when it is warm
//   POST <function>/report   its work
//   GET  log                 both functions, and the latest requests, the newest first
//   GET  events              the same as a stream, at each change
/* global AbortController */
import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';

/** Start and work together take about 800 ms, the work alone 40 ms. */
const usual = {startMs: 760, workMs: 40, restMs: 5000};

/** Number of requests in the log; the oldest are removed. */
const logLength = 50;

/** A function that is cold until someone waits for it, and again some time after its last use. */
class ColdFunction {
  state = 'cold';
  #waiting = new Set();
  #timer;
  #options;

  constructor(options) {
    this.#options = options;
  }

  /** Resolves once it is warm. The start is cancelled when nobody waits any more. */
  async start(signal) {
    if (this.state !== 'warm') await this.#started(signal);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#become('cold'), this.#options.restMs);
  }

  #started(signal) {
    if (this.state === 'cold') {
      this.#become('starting');
      this.#timer = setTimeout(() => {
        this.#become('warm');
        for (const ready of this.#waiting) ready();
        this.#waiting.clear();
      }, this.#options.startMs);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.add(resolve);
      signal.addEventListener('abort', () => {
        reject(signal.reason);
        if (!this.#waiting.delete(resolve) || this.#waiting.size > 0) return;
        clearTimeout(this.#timer);
        this.#become('cold');
      });
    });
  }

  #become(state) {
    this.state = state;
    this.#options.onChange();
  }
}

/** Answers requests; `path` is the request's path below the mount point of the example. */
export function warmUpExample(options = {}) {
  const {startMs, workMs, restMs} = {...usual, ...options};
  const log = [];
  const streams = new Set();
  let count = 0;
  const report = () => ({
    functions: Object.fromEntries([...functions].map(([name, {state}]) => [name, state])),
    requests: log,
  });
  const onChange = () => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(report())}\n\n`);
  };
  const functions = new Map(
    ['with', 'without'].map((name) => [name, new ColdFunction({startMs, restMs, onChange})]),
  );

  /** Logs a request, and that it was aborted as soon as the browser disconnects. */
  function note({method, headers}, response, {path, found}) {
    const begun = performance.now();
    const entry = {
      id: ++count,
      time: new Date().toISOString(),
      method,
      path,
      purpose: headers['sec-purpose'] ?? headers['x-sec-purpose'] ?? null,
      found,
      outcome: 'running',
      ms: null,
    };
    const hangUp = new AbortController();
    log.unshift(entry);
    log.length = Math.min(log.length, logLength);
    response.once('close', () => {
      entry.outcome = response.writableFinished ? String(response.statusCode) : 'aborted';
      entry.ms = Math.round(performance.now() - begun);
      hangUp.abort();
      onChange();
    });
    onChange();
    return hangUp.signal;
  }

  function stream(response) {
    response.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'});
    streams.add(response);
    response.once('close', () => streams.delete(response));
    response.write(`data: ${JSON.stringify(report())}\n\n`);
  }

  return async function answer(request, response, path = request.url) {
    const [, name, act] = /^\/?(\w+)(?:\/(\w+))?$/.exec(path) ?? [];
    const target = functions.get(name);
    const asked = `${request.method} ${act ?? name}`;
    if (asked === 'GET events') return stream(response);
    if (asked === 'GET log') return send(response, 200, report());
    if (target === undefined || (asked !== 'GET warm' && asked !== 'POST report')) return send(response, 404);
    const signal = note(request, response, {path: `${name}/${act}`, found: target.state});
    try {
      await target.start(signal);
      if (act === 'warm') return send(response, 204);
      setTimeout(() => send(response, 200, {madeAt: new Date().toISOString()}), workMs);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  };
}

function send(response, status, body) {
  response.writeHead(status, {'content-type': 'application/json', 'cache-control': 'no-store'});
  response.end(body && JSON.stringify(body));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const answer = warmUpExample();
  const server = createServer((request, response) => answer(request, response));
  server.listen(Number(process.env.PORT ?? 8787), 'localhost', () => {
    process.stdout.write(`http://localhost:${server.address().port}/log  (Ctrl-C ends it)\n`);
  });
}
