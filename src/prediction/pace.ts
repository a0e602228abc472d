/**
 * How long until the pointer is worth another look, ms: shorter while it is open which target will be
 * pressed, longer while none is near enough to matter or one is as good as certain. To look in every frame
 * gained a few milliseconds of lead on recordings of people, and cost a page three times as much.
 */
export const openMs = 40;
export const settledMs = 80;

/** Below the first and above the second, the highest probability of a target leaves nothing open. */
const open = [0.2, 0.9] as const;

/** Until the next look, ms; `highest` is that of the targets' probabilities, 0…1. */
export function lookInterval(highest: number): number {
  return highest >= open[0] && highest <= open[1] ? openMs : settledMs;
}
