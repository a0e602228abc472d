/** Longest time that the page may stand still, ms, as in the definition of a long task. */
export const longestTaskMs = 50;

/** Tries before a page counts as standing still: on a busy machine, other programs stop it as well. */
const tries = 5;

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
 * The longest time for which the page answers to nothing while `work` goes on, ms: of a few tries the best, since the
 * kit's share is in each of them.
 */
export async function bestStandStillMs(work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < tries && best > longestTaskMs; i++) best = Math.min(best, await standStillMs(work));
  return best;
}
