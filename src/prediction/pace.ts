/**
 * Time until the next tick, ms: shorter while it is open which target will be pressed, longer while none is near
 * enough to matter or one is as good as certain. A tick in every frame gained a few milliseconds of lead on
 * recordings of people, and cost a page three times as much.
 */
export const openMs = 40;
export const settledMs = 80;

/** Below the first and above the second, the highest probability of a target leaves nothing open. */
const open = [0.2, 0.9] as const;

/**
 * Moments of a rest at which there is another tick, ms after the last movement: soon, when a hand that has not
 * arrived has probably given up; and once more when the movement counts as one without a press. After the last
 * one nothing is scheduled until the pointer moves again.
 */
export const restMs = [400, 2500] as const;

/** Until the next tick, ms; `highest` is the highest of the targets' probabilities, 0…1. */
export function tickInterval(highest: number): number {
  return highest >= open[0] && highest <= open[1] ? openMs : settledMs;
}
