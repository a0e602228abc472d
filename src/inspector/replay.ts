import type {PredictiveRegion} from '../elements/predictive-region.js';
import type {PredictiveChangeEvent} from '../core/events.js';
import type {Sample} from '../core/sample.js';
import type {TargetNames} from './target-names.js';
import {milliseconds} from './wording.js';

/** Unlike any real pointer's id, so that the region starts a new movement. */
const pointerId = 90_210;

/**
 * Origin of a region's samples: the top left corner of the nearest ancestor with a box, CSS px of the
 * viewport. The region itself has none.
 */
export function originOf(region: PredictiveRegion): {x: number; y: number} {
  let around = region.parentElement;
  while (around !== null && around.getClientRects().length === 0) around = around.parentElement;
  const {x, y} = (around ?? region).getBoundingClientRect();
  return {x, y};
}

export interface ReplayResult {
  /** The key predicted at the recorded press, and for how long by then, ms. */
  predicted: string | null;
  leadMs: number;
}

/**
 * Replays a recorded movement in real time, from the region's current position. Only the region gets the
 * events: they are dispatched on the window, so that nothing on the page is hovered, and as they do not come
 * from the user, nothing is learned from them. Rejects with the signal's reason.
 */
export async function replay(
  sample: Sample,
  {region, signal}: {region: PredictiveRegion; signal: AbortSignal},
): Promise<ReplayResult> {
  let predicted: {key: string | null; since: number} = {key: null, since: 0};
  const listening = new AbortController();
  const onChange = ({key, timeStamp}: PredictiveChangeEvent): void =>
    void (predicted = {key, since: timeStamp});
  region.addEventListener('predictive-change', onChange, {signal: listening.signal});
  try {
    await move(sample, {origin: originOf(region), signal});
  } finally {
    listening.abort();
  }
  return {predicted: predicted.key, leadMs: performance.now() - predicted.since};
}

/** A sentence that compares a replay with the recorded press. */
export function outcomeInWords(
  {predicted, leadMs}: ReplayResult,
  {sample: {pressed}, names}: {sample: Sample; names: TargetNames},
): string {
  if (predicted !== pressed) {
    const instead = predicted === null ? 'nothing' : names.of(predicted);
    return `Replayed: ${instead} was predicted at the end; recorded press: ${names.of(pressed)}.`;
  }
  return pressed === null
    ? 'Replayed: nothing was predicted at the end, and nothing was pressed.'
    : `Replayed: ${names.of(pressed)} was predicted ${milliseconds(leadMs)} before its press.`;
}

async function move(
  {points, pressedAt}: Sample,
  {origin, signal}: {origin: {x: number; y: number}; signal: AbortSignal},
): Promise<void> {
  const start = await nextFrame(signal);
  let sent = '';
  for (let elapsed = 0; elapsed < pressedAt;) {
    elapsed = Math.min(pressedAt, (await nextFrame(signal)) - start);
    const [x, y] = placeAt(points, elapsed);
    // A resting pointer sends no events.
    if (sent === `${x} ${y}`) continue;
    sent = `${x} ${y}`;
    const place = {clientX: origin.x + x, clientY: origin.y + y};
    dispatchEvent(
      new PointerEvent('pointermove', {pointerId, pointerType: 'mouse', isPrimary: true, ...place}),
    );
  }
}

/** Position of the recorded pointer `elapsed` ms after its first point. */
function placeAt(points: Sample['points'], elapsed: number): [x: number, y: number] {
  const after = points.findIndex(([, , t]) => t >= elapsed);
  const next = points[after] ?? points.at(-1)!;
  const before = points[after - 1] ?? next;
  const share = next[2] > before[2] ? (elapsed - before[2]) / (next[2] - before[2]) : 1;
  const between = (from: number, to: number): number => Math.round(from + Math.min(1, share) * (to - from));
  return [between(before[0], next[0]), between(before[1], next[1])];
}

function nextFrame(signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const frame = requestAnimationFrame((time) => {
      signal.removeEventListener('abort', onAbort);
      resolve(time);
    });
    const onAbort = (): void => {
      cancelAnimationFrame(frame);
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', onAbort, {once: true});
  });
}
