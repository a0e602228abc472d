import {PredictiveError} from '../core/errors.js';

/**
 * Starts the worker's module from `workerUrl`, or from beside this file. Throws `worker-unavailable` if the
 * browser refuses at once; if it refuses later, the worker gets an `error` event.
 */
export function startWorker(workerUrl: string | URL | undefined): Worker {
  try {
    const address = workerUrl === undefined ? besideThisFile() : new URL(workerUrl, document.baseURI);
    if (isElsewhere(address)) return startFromElsewhere(address);
    // Bundlers find the worker's file by this exact expression.
    return workerUrl === undefined
      ? new Worker(new URL('./trainer.worker.js', import.meta.url), {type: 'module'})
      : new Worker(address, {type: mustBeClassic(address) ? 'classic' : 'module'});
  } catch (cause) {
    throw new PredictiveError(
      'worker-unavailable',
      'The browser refused to start the worker. Does the page’s Content Security Policy allow it?',
      {value: workerUrl, cause},
    );
  }
}

/** Not written as `new URL(…)`, or bundlers would emit the worker's file a second time. */
function besideThisFile(): URL {
  return Reflect.construct<[string, string], URL>(URL, ['./trainer.worker.js', import.meta.url]);
}

/** Chromium starts no module from a `blob:` of a page without an origin, such as a file from a disk. */
function mustBeClassic({protocol}: URL): boolean {
  return protocol === 'blob:' && self.origin === 'null';
}

/** webpack replaces a module's own address with a file on the build machine, which says nothing. */
function isElsewhere({protocol, origin}: URL): boolean {
  return /^https?:$/.test(protocol) && origin !== self.origin;
}

/**
 * A worker must start in a file of the page's own origin, but a module may import others that the server
 * shares.
 */
function startFromElsewhere({href}: URL): Worker {
  const code = `import ${JSON.stringify(href)};`;
  const url = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
  const worker = new Worker(url, {type: 'module'});
  // Not at once: a browser may look up the URL later.
  for (const type of ['message', 'error']) {
    worker.addEventListener(type, () => URL.revokeObjectURL(url), {once: true});
  }
  return worker;
}
