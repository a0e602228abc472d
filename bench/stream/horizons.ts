import {horizonsMs} from '../../src/core/prediction.js';
import {eagernessWords, type Eagerness} from '../../src/core/preload.js';
import {unknownAnswerMs} from '../../src/preload/answers.js';
import {lookAheadMs, preloadProbability} from '../../src/preload/planner.js';
import {lookingAhead} from '../../tools/replay/timed-prediction.js';
import type {CalibrationReport} from '../../tools/scores/calibration.js';
import {
  scorePolicies,
  tallyWindows,
  type PolicyScores,
  type ReplayedScript,
} from '../../tools/scores/policies.js';
import {answersMs, comparedWastes, savedAt} from '../../tools/scores/saved.js';
import {printGaps} from '../../tools/tables/print-gaps.js';
import {percent} from '../../tools/tables/percent.js';
import {printTable} from '../../tools/tables/table.js';
import {calibrationOfWindows} from './calibration-of-windows.js';

/** What the kit is worth for knowing when a press comes. */
export interface Horizons {
  /** How far its probabilities within each of `horizonsMs` are from what came true. */
  calibration: Record<string, CalibrationReport>;
  /**
   * Share of an answer that is over at the press, by wasted per click and the answer's length: where the kit looks as far
   * ahead as the answer needs, and where it always looks 5 s ahead. `null` where it wastes more at every threshold.
   */
  savedAtWaste: Record<string, Record<string, {ahead: number | null; far: number | null}>>;
  /** What each eagerness wastes per click, and its median lead, ms, for an answer of 300 ms. */
  eagerness: Record<Eagerness, {wastePerClick: number; medianLeadMs: number}>;
}

type AheadScript = Omit<ReplayedScript, 'predictions'> & {predictions: ReturnType<typeof lookingAhead>};

export function horizonsOf(windows: readonly ReplayedScript[]): Horizons {
  const within = (ms: number): AheadScript[] =>
    windows.map((window) => ({...window, predictions: lookingAhead(window.predictions, ms)}));
  const sweepOf = (ms: number): PolicyScores['sweep'] => scorePolicies(tallyWindows(within(ms))).sweep;
  const far = sweepOf(horizonsMs.at(-1)!);
  const ahead = new Map(answersMs.map((answerMs) => [answerMs, sweepOf(lookAheadMs(answerMs))]));
  return {
    calibration: Object.fromEntries(
      horizonsMs.map((ms) => [
        String(ms),
        calibrationOfWindows(ms < horizonsMs.at(-1)! ? timedOnly(within(ms)) : within(ms), {aheadMs: ms}),
      ]),
    ),
    eagerness: eachEagerness((eagerness) => {
      const level = preloadProbability[eagerness];
      const {wastePerClick, medianLeadMs} = ahead
        .get(unknownAnswerMs)!
        .find(({threshold}) => threshold === level)!;
      return {wastePerClick, medianLeadMs};
    }),
    savedAtWaste: Object.fromEntries(
      comparedWastes.map((waste) => [
        waste.toFixed(2),
        Object.fromEntries(
          answersMs.map((answerMs) => [
            String(answerMs),
            {
              ahead: savedAt(ahead.get(answerMs)!, waste)[answerMs]!,
              far: savedAt(far, waste)[answerMs]!,
            },
          ]),
        ),
      ]),
    ),
  };
}

/** Without the predictions that say nothing of when, as after a press. */
function timedOnly(windows: readonly AheadScript[]): AheadScript[] {
  return windows.map((window) => ({
    ...window,
    predictions: window.predictions.filter(({isTimed}) => isTimed),
  }));
}

function eachEagerness<Value>(valueOf: (eagerness: Eagerness) => Value): Record<Eagerness, Value> {
  const values = eagernessWords.map((word) => [word, valueOf(word)] as const);
  return Object.fromEntries(values) as Record<Eagerness, Value>;
}

export function printHorizons({calibration, savedAtWaste, eagerness}: Horizons): void {
  for (const [ms, report] of Object.entries(calibration)) printGaps(report, `within ${ms} ms`);
  console.log('The same share, as far ahead as the answer needs, and always 5 s ahead:');
  const share = (value: number | null): string => (value === null ? 'never' : percent(value));
  printTable(
    ['waste/click', ...answersMs.map((answerMs) => `${answerMs} ms`)],
    Object.entries(savedAtWaste).map(([waste, byAnswer]) => [
      waste,
      ...Object.values(byAnswer).map(({ahead, far}) => `${share(ahead)} ${share(far)}`),
    ]),
  );
  const words = Object.entries(eagerness).map(
    ([word, {wastePerClick, medianLeadMs}]) =>
      `${word} ${wastePerClick.toFixed(2)} at ${medianLeadMs.toFixed(0)} ms`,
  );
  console.log(`Wasted per click, and lead, for an answer of ${unknownAnswerMs} ms: ${words.join('; ')}`);
}
