import {answersKey} from '../core/tab-keys.js';
import {toJson} from '../core/to-json.js';
import {arrivalMs} from './answer-time.js';

/** Times kept of each origin, and origins: what was measured lately, of where a person goes. */
const keptTimes = 5;
const keptOrigins = 10;

/** Longest time that is believed, ms: after that, nobody waits. */
const longestMs = 30_000;

/** Time that an answer is taken to need of which nothing is known, ms: a usual server, not far away. */
export const unknownAnswerMs = 300;

/** How long origins took to answer this tab, ms; the origin that answered last comes last. Shared by all regions. */
let times: Map<string, number[]> | undefined;

/** Learns how long an origin took, ms. */
export function noteAnswer(origin: string, ms: number): void {
  const known = (times ??= new Map(stored()));
  if (!isTime(ms)) return;
  const own = [...(known.get(origin) ?? []), Math.round(ms)].slice(-keptTimes);
  known.delete(origin);
  known.set(origin, own);
  const [oldest] = known.keys();
  if (known.size > keptOrigins) known.delete(oldest!);
}

/**
 * The median of an origin's latest times, ms, the upper of two. What is usual of servers counts as one of them: that one
 * page came at once says little of the others, since it may have been a file.
 */
export function usualAnswerMs(origin: string): number {
  if (times === undefined) noteAnswer(location.origin, arrivalMs());
  const own = [...(times?.get(origin) ?? []), unknownAnswerMs].sort((a, b) => a - b);
  return own[Math.floor(own.length / 2)]!;
}

/** Keeps what is known for the tab's next pages. */
export function keepAnswers(): void {
  if (!times?.size) return;
  try {
    sessionStorage.setItem(answersKey, toJson([...times]));
  } catch {
    // The browser blocks it, or it is full: only this page knows.
  }
}

/** The caller deletes what is kept. */
export function forgetAnswers(): void {
  times = undefined;
}

function stored(): [origin: string, ms: number[]][] {
  try {
    const kept = JSON.parse(sessionStorage.getItem(answersKey)!) as [string, number[]][];
    return kept.filter(([origin, own]) => typeof origin === 'string' && own.length > 0 && own.every(isTime));
  } catch {
    return [];
  }
}

function isTime(ms: unknown): ms is number {
  return typeof ms === 'number' && ms > 0 && ms <= longestMs;
}
