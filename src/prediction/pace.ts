/**
 * Time until the next tick, ms: shorter while the next press is uncertain, longer while no target is near enough
 * to matter or one is almost certain. A tick in every frame gained a few milliseconds of lead on recordings of
 * people, and cost a page three times as much.
 */
export const openMs = 40;
export const settledMs = 80;

/** If the highest probability of a target is below the first or above the second, the next press is certain enough. */
const open = [0.2, 0.9] as const;

/**
 * Ticks of a rest, ms after the last movement: a first one, by when a hand that has not arrived has probably given
 * up, and a second one, when the movement counts as one without a press. After that, nothing is scheduled until
 * the pointer moves again.
 */
export const restMs = [400, 2500] as const;

/** Time until the next tick, ms; `highest` is the highest of the targets' probabilities, 0…1. */
export function tickInterval(highest: number): number {
  return highest >= open[0] && highest <= open[1] ? openMs : settledMs;
}
