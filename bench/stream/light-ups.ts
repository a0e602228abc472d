import {Decision, type Threshold} from '../../src/prediction/decision.js';
import {HighlightTiming, leastLitMs} from '../../src/prediction/highlight-timing.js';
import {pressesIn} from '../../tools/recordings/pointer-script.js';
import {liveMs} from '../../tools/scores/tally.js';
import type {ReplayedScript} from '../../tools/scores/policies.js';

type Replayed = Pick<ReplayedScript, 'script' | 'predictions'>;

/** A time during which a target was shown, and whether a press ended it. */
export interface LightUp {
  target: number;
  from: number;
  to: number;
  isPressed: boolean;
}

/** How often targets light up, and what it is worth. */
export interface LightUpReport {
  perPress: number;
  /** Share of them that are shorter than 200 ms, all and without those that a press ended, 0…1. */
  shortShare: number;
  shortUnpressedShare: number;
  /** Share of them that the press of their target follows within 5 s; share of presses whose target was lit; 0…1. */
  precision: number;
  recall: number;
  medianLeadMs: number;
}

/** Measures what is lit at a threshold; with `isSteady` as on a page, else whatever is predicted. */
export function lightUpsOf(
  windows: readonly Replayed[],
  {threshold, isSteady}: {threshold: Threshold; isSteady: boolean},
): LightUpReport {
  const all: LightUp[] = [];
  const leads: number[] = [];
  let right = 0;
  let caught = 0;
  for (const window of windows) {
    const presses = pressesIn(window.script);
    const lightUps = lightUpsIn(window, {threshold, isSteady});
    all.push(...lightUps);
    for (const {target, from} of lightUps) {
      const next = presses.find(({t}) => t > from);
      if (next?.target === target && next.t - from <= liveMs) right++;
    }
    for (const {t, target} of presses) {
      if (target < 0) continue;
      const lit = lightUps.find((each) => each.target === target && each.from < t && each.to >= t);
      if (lit !== undefined) caught++;
      leads.push(lit === undefined ? 0 : t - lit.from);
    }
  }
  const short = all.filter(({from, to}) => to - from < leastLitMs);
  leads.sort((a, b) => a - b);
  return {
    perPress: ratio(all.length, leads.length),
    shortShare: ratio(short.length, all.length),
    shortUnpressedShare: ratio(short.filter(({isPressed}) => !isPressed).length, all.length),
    precision: ratio(right, all.length),
    recall: ratio(caught, leads.length),
    medianLeadMs: leads[Math.floor(leads.length / 2)] ?? 0,
  };
}

/** What is lit in one window. */
export function lightUpsIn(
  {script, predictions}: Replayed,
  {threshold, isSteady}: {threshold: Threshold; isSteady: boolean},
): LightUp[] {
  const decision = new Decision<number>({threshold});
  const timing = new HighlightTiming<number>();
  const lightUps: LightUp[] = [];
  let lit: {target: number; from: number} | undefined;
  const show = (target: number | null, t: number, isPressed = false): void => {
    if (target === (lit?.target ?? null)) return;
    if (lit !== undefined) lightUps.push({...lit, to: t, isPressed});
    lit = target === null ? undefined : {target, from: t};
  };
  const presses = pressesIn(script);
  let next = 0;
  let step = 0;
  /** The target under the pointer, -1 for none. */
  let over: number | undefined;
  let latest = {predicted: null as number | null, probabilities: new Map<number, number>()};
  /** Shows what becomes due until then without another prediction. */
  const wait = (until: number): void => {
    const due = timing.nextAt;
    if (isSteady && due < until) show(timing.update(latest, due, over), due);
  };
  for (const {t, probabilities} of predictions) {
    for (; next < presses.length && presses[next]!.t <= t; next++) {
      wait(presses[next]!.t);
      decision.clear();
      timing.clear();
      latest = {predicted: null, probabilities: new Map()};
      show(null, presses[next]!.t, true);
    }
    wait(t);
    latest = {predicted: decision.update(probabilities), probabilities: new Map(probabilities)};
    while (step < script.steps.length && script.steps[step]!.t <= t) step++;
    over = script.steps[step - 1]?.target;
    show(isSteady ? timing.update(latest, t, over) : latest.predicted, t);
  }
  const end = script.steps.at(-1)?.t ?? 0;
  wait(end);
  // What lasts until the end of the recording may be cut short by it.
  show(null, Math.max(end, (lit?.from ?? 0) + leastLitMs));
  return lightUps;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
