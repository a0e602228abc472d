/** Fetches `url`, and returns the browser's measurement of the time to the first byte, ms. */
export async function timeToFirstByte(url: URL, init: RequestInit): Promise<number> {
  const begun = performance.now();
  const measured = new Promise<PerformanceResourceTiming>((resolve) => {
    new PerformanceObserver((list, observer) => {
      for (const entry of list.getEntriesByName(url.href)) {
        if (entry.startTime < begun || !(entry instanceof PerformanceResourceTiming)) continue;
        observer.disconnect();
        resolve(entry);
      }
    }).observe({type: 'resource'});
  });
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}.`);
  await response.arrayBuffer();
  const {startTime, responseStart} = await measured;
  return responseStart - startTime;
}
