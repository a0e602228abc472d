import {executeServerCommand} from '@web/test-runner-commands';

/** A point of a pointer's path in the test page's viewport (800 × 600 CSS px), and when it is reached. */
export type PathPoint = [x: number, y: number, msAfterPrevious?: number];

export interface PointerPathOptions {
  points: PathPoint[];
  /** A finger touches at the first point and lifts at the last; the others hover. */
  pointerType?: 'mouse' | 'pen' | 'touch';
  /** Press the main button at the last point. */
  down?: boolean;
  /** Release it there; with `down`, that is a click. */
  up?: boolean;
}

/** How much longer a test may take: WebKit's driver is up to twice as slow with each of a pointer's points. */
const patience = navigator.vendor.startsWith('Apple') ? 2 : 1;

let runningTest: Mocha.Test;
beforeEach(function () {
  runningTest = this.currentTest!;
  // One method reads and sets.
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with `this`
  const timeout = runningTest.timeout as (...ms: number[]) => unknown;
  const patient = (...ms: number[]): unknown =>
    timeout.call(runningTest, ...ms.map((each) => each * patience));
  patient(runningTest.timeout());
  // A test may set its own.
  Object.assign(runningTest, {timeout: patient});
});

/** Runs a command that may be impossible in the browser: the test then ends, and is listed as not run. */
async function command(name: string, payload: object): Promise<void> {
  // Joins the names as the reporter does.
  const title = runningTest.titlePath().join(' ');
  const {cannot} = await executeServerCommand<{cannot?: string}, object>(name, {...payload, title});
  if (cannot !== undefined) runningTest.skip();
}

/** Features that some browser or its driver lacks; firefox-page.ts and webkit-launcher.ts have the reasons. */
export type Need =
  | 'anchors-in-both-directions'
  | 'autofocus-of-hosts-in-popovers'
  | 'event-times'
  | 'other-buttons'
  | 'requests-elsewhere'
  | 'shadows-of-plain-buttons'
  | 'speculation-rules'
  | 'webgl';

/** Ends the test, and lists it as not run, if the browser lacks a feature. */
export async function needs(need: Need): Promise<void> {
  await command('needs', {need});
}

/**
 * Moves the pointer with trusted events, in real time. In Chromium each event's `timeStamp` is exactly when
 * it was due; elsewhere it is a few milliseconds later. The pointer stays where it ends, for `sendMouse` too.
 */
export async function movePointer(options: PointerPathOptions): Promise<void> {
  await command('pointer-path', options);
}

/** Points on a straight line at constant speed, one every 8 ms, both ends included. */
export function straightPath({
  from: [fromX, fromY],
  to: [toX, toY],
  durationMs,
}: {
  from: [x: number, y: number];
  to: [x: number, y: number];
  durationMs: number;
}): PathPoint[] {
  const steps = Math.max(1, Math.round(durationMs / 8));
  return Array.from({length: steps + 1}, (_, index) => {
    const share = index / steps;
    return [
      fromX + (toX - fromX) * share,
      fromY + (toY - fromY) * share,
      index === 0 ? 0 : durationMs / steps,
    ];
  });
}

/** Marks a moment in the server's log of requests. */
export async function markRequests(): Promise<number> {
  const {mark} = await executeServerCommand<{mark: number}, undefined>('request-mark');
  return mark;
}

/**
 * The requests of this page and its workers since `mark`: paths with their query to the test server, whole
 * URLs to other servers. Responses from the browser's cache are no requests.
 */
export async function requestsSince(mark: number): Promise<string[]> {
  return executeServerCommand<string[], {mark: number}>('requests-since', {mark});
}

/** Failures of the test server; see scripts/test/server.ts. */
export type Fault = '404' | '500' | 'html' | 'empty' | 'never' | 'endless' | 'redirect' | 'half' | 'cut';

/** A path that fails with `fault` when it is requested, in place of `path` (from the project's root). */
export function faultyUrl(fault: Fault, path: string): string {
  return `/__fault/${fault}/${path.replace(/^\//, '')}`;
}

/** The file at `path`, `delayMs` late. */
export function slowUrl(path: string, {delayMs}: {delayMs: number}): string {
  return `/__fault/slow/${delayMs}/${path.replace(/^\//, '')}`;
}
