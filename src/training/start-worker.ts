import {PredictiveError} from '../core/errors.js';

/**
 * Starts the worker's module from `workerUrl`, or from beside this file. Throws `worker-unavailable` where the
 * browser refuses at once; where it finds out later, the worker gets an `error` event.
 */
export function startWorker(workerUrl: string | URL | undefined): Worker {
  try {
    const address = workerUrl === undefined ? besideThisFile() : new URL(workerUrl, document.baseURI);
    if (isElsewhere(address)) return startFromElsewhere(address);
    // Bundlers find the worker's file by these very words.
    return workerUrl === undefined
      ? new Worker(new URL('./trainer.worker.js', import.meta.url), {type: 'module'})
      : new Worker(address, {type: 'module'});
  } catch (cause) {
    throw new PredictiveError(
      'worker-unavailable',
      'The browser refuses to start the worker. Does the page’s Content Security Policy allow it?',
      {value: workerUrl, cause},
    );
  }
}

/** Not written as `new URL(…)`: a bundler would put the worker's file beside the code a second time. */
function besideThisFile(): URL {
  return Reflect.construct<[string, string], URL>(URL, ['./trainer.worker.js', import.meta.url]);
}

/** webpack replaces a module's own address by that of a file on the machine that built it, which says nothing. */
function isElsewhere({protocol, origin}: URL): boolean {
  return /^https?:$/.test(protocol) && origin !== self.origin;
}

/** A worker begins in a file of the page's own origin, but a module may import others that the server shares. */
function startFromElsewhere({href}: URL): Worker {
  const code = `import ${JSON.stringify(href)};`;
  const url = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
  const worker = new Worker(url, {type: 'module'});
  // Not at once: a browser may look the address up later.
  for (const type of ['message', 'error']) {
    worker.addEventListener(type, () => URL.revokeObjectURL(url), {once: true});
  }
  return worker;
}
