/** Longest time that the page may stand still, ms, as in the definition of a long task. */
const longestTaskMs = 50;

/** Tries before a page counts as standing still: on a busy machine, other programs stop it as well. */
const tries = 5;

/** Time for which a page without work is watched, ms. */
const idleMs = 300;

/** The longest time for which the page answered to nothing while `work` went on, ms. */
async function standStillMs(work: () => Promise<unknown>): Promise<number> {
  const {port1, port2} = new MessageChannel();
  let longest = 0;
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  try {
    await work();
    // A task that is still running counts.
    await new Promise((resolve) => setTimeout(resolve));
    return Math.max(longest, performance.now() - last);
  } finally {
    port1.close();
  }
}

/**
 * Whether the page goes on while `work` does: it answers within 50 ms, or within twice the time for which other programs
 * stop a page without work. One good try of a few is enough, since the kit's share is in each of them. Otherwise the times.
 */
export async function goesOn(work: () => Promise<unknown>): Promise<true | string> {
  const seen: string[] = [];
  for (let i = 0; i < tries; i++) {
    const idle = await standStillMs(() => new Promise((resolve) => setTimeout(resolve, idleMs)));
    const busy = await standStillMs(work);
    if (busy <= Math.max(longestTaskMs, 2 * idle)) return true;
    seen.push(`${Math.round(busy)} ms, without work ${Math.round(idle)} ms`);
  }
  return seen.join('; ');
}
