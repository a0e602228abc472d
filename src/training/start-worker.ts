import {PredictiveError} from '../core/errors.js';
import {kitPolicy} from '../core/kit-policy.js';

/**
 * Starts the worker's module from `workerUrl`, or from beside this file. Throws `worker-unavailable` if the
 * browser refuses at once; if it refuses later, the worker gets an `error` event.
 */
export function startWorker(workerUrl: string | URL | undefined): Worker {
  try {
    const address = workerUrl === undefined ? besideThisFile() : new URL(workerUrl, document.baseURI);
    const isOwn = workerUrl === undefined || isKits(address);
    if (isElsewhere(address)) return startFromElsewhere(address, isOwn);
    return workerUrl === undefined
      ? trustingUrl(() => new Worker(new URL('./trainer.worker.js', import.meta.url), {type: 'module'}))
      : new Worker(trusted(address.href, isOwn), {type: mustBeClassic(address) ? 'classic' : 'module'});
  } catch (cause) {
    throw new PredictiveError(
      'worker-unavailable',
      'The browser refused to start the worker. Does the page’s Content Security Policy allow it?',
      {value: workerUrl, cause},
    );
  }
}

/**
 * Has `start` construct its worker with a trusted URL. Bundlers find the worker's file by that exact expression, which
 * has no place for one, so the constructor that it names adds it for the time of the call.
 */
function trustingUrl(start: () => Worker): Worker {
  const {Worker: Original} = globalThis;
  const Trusting = function (url: string | URL, options?: WorkerOptions): Worker {
    // A bundler with Trusted Types of its own has made the URL a trusted one.
    return new Original(url instanceof URL ? trusted(url.href, true) : url, options);
  };
  // A page may have frozen its globals.
  if (!('trustedTypes' in globalThis) || !Reflect.set(globalThis, 'Worker', Trusting)) return start();
  try {
    return start();
  } finally {
    globalThis.Worker = Original;
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
function startFromElsewhere({href}: URL, isOwn: boolean): Worker {
  const code = `import ${JSON.stringify(href)};`;
  const url = URL.createObjectURL(new Blob([code], {type: 'text/javascript'}));
  const worker = new Worker(trusted(url, isOwn), {type: 'module'});
  // Not at once: a browser may look up the URL later.
  for (const type of ['message', 'error']) {
    worker.addEventListener(type, () => URL.revokeObjectURL(url), {once: true});
  }
  return worker;
}

/** The worker's file, also as bundlers name it. */
const workerFile = /\/trainer\.worker[-.\w]*\.js$/;

/** Whether a page's `worker-url` looks like the kit's own: markup that got into the page can set it, too. */
function isKits({origin, pathname}: URL): boolean {
  return [self.origin, besideThisFile().origin].includes(origin) && workerFile.test(pathname);
}

/** The address as the browser wants it; as it is, if it is not the kit's own or there is no policy. */
function trusted(href: string, isOwn: boolean): string {
  const {policy, workers} = kitPolicy();
  if (!isOwn || policy === undefined) return href;
  workers.add(href);
  return policy.createScriptURL(href);
}
