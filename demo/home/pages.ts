/** Whether there is a server: the page may also be opened as a file, or from a static host. */
export const hasServer = document.documentElement.dataset.server !== 'none';

/** Time of the stand-in for the server where there is none, ms: that of the example server. */
const standInMs = 600;

/** Requests a page of the example server, or waits as long where there is none; resolves when it is there. */
export async function openPage(name: string, {signal}: {signal?: AbortSignal} = {}): Promise<void> {
  if (!hasServer) return pause(standInMs, signal);
  const url = new URL(`slow/${encodeURIComponent(name)}`, document.baseURI);
  // Not from the browser's cache, or the second of two equal requests would wait for the first.
  const response = await fetch(url, {cache: 'no-store', ...(signal && {signal})});
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}.`);
  await response.text();
}

/** Resolves after a time, ms; rejects with the signal's reason. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal!.reason as Error);
    };
    signal?.addEventListener('abort', onAbort, {once: true});
  });
}
