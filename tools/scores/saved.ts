import {mean} from './averages.js';
import {along, type SweepPoint} from './sweep.js';
import type {Scores} from './tally.js';

/** How long the answers take for which `saved` is reported, ms: from a quick server to a slow one. */
export const answersMs = [100, 200, 300, 500, 800] as const;

/** Costs at which policies are compared, wasted per click: from what any page can afford to what few can. */
export const comparedWastes = [0.2, 0.35, 0.5, 1, 1.5] as const;

/** Share of an answer that was over at the press, 0…1, by how long the answer takes, ms. */
export type Saved = Record<string, number>;

/** The same for the kit at some waste; `null` where it wastes more at every threshold. */
export type SavedAtWaste = Record<string, number | null>;

/** What leads are worth to a visitor: the mean of min(lead, answer) / answer. All 0 without a press. */
export function savedOf(leads: readonly number[]): Saved {
  return byAnswer((answerMs) => mean(leads.map((lead) => Math.min(lead, answerMs) / answerMs)));
}

/** What the kit saves where it wastes as much per click, interpolated as the headline figures are. */
export function savedAt(
  sweep: readonly (SweepPoint & Pick<Scores, 'saved'>)[],
  wastePerClick: number,
): SavedAtWaste {
  return byAnswer((answerMs) =>
    along(sweep, {given: 'wastePerClick', value: wastePerClick, wanted: ({saved}) => saved[answerMs]!}),
  );
}

/** What the kit saves at each of the compared wastes, by their names in the file: `0.20`. */
export function savedAtWastes(
  sweep: readonly (SweepPoint & Pick<Scores, 'saved'>)[],
): Record<string, SavedAtWaste> {
  return Object.fromEntries(comparedWastes.map((waste) => [waste.toFixed(2), savedAt(sweep, waste)]));
}

function byAnswer<Value>(valueFor: (answerMs: number) => Value): Record<string, Value> {
  return Object.fromEntries(answersMs.map((answerMs) => [String(answerMs), valueFor(answerMs)]));
}
