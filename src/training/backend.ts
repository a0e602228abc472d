import {PredictiveError} from '../core/errors.js';
import type {Backend, BackendReport} from '../core/model.js';
import {isWasmForbidden} from './wasm-policy.js';
import * as tf from './tf.js';

/** Default folder of the wasm binaries. */
const defaultWasmUrl = () => new URL('./wasm/', import.meta.url).href;

/** Longest start of a backend, ms, including the download of its code and binary. */
const startLimitMs = 10_000;

/** Tolerance of the golden vector: half-precision floats pass at 1e-3 and fail on overflow. */
const tolerance = 1e-2;

/** Timed steps; the fastest counts, since slower ones were disturbed. */
const timedSteps = 3;

/** WebGL without a GPU computes correctly, but slower than plain JavaScript. */
const softwareRenderer = /swiftshader|llvmpipe|software|basic render/i;

export interface BackendChoice {
  wanted: Backend | 'auto';
  /** Folder of the wasm binaries, ending in `/`: a URL, in Node a path. */
  wasmUrl?: string | undefined;
  /** One training step of a network like the job's; leaves no tensors behind. */
  trial: () => Promise<void>;
  /** Called after each backend was tried, as a sign of life. */
  onTried?: (() => void) | undefined;
}

/**
 * Starts the backend on which `trial` is fastest, among those that compute correctly; a wanted one wins if it
 * works at all. The report says why others cannot be used. Throws `backend-unavailable` if none works.
 */
export async function chooseBackend({
  wanted,
  wasmUrl,
  trial,
  onTried,
}: BackendChoice): Promise<BackendReport> {
  const every: Backend[] = ['webgl', 'wasm', 'cpu'];
  const candidates = wanted === 'auto' ? every : [wanted, ...every.filter((backend) => backend !== wanted)];
  const measurements: BackendReport['measurements'] = {};
  let fastest: {backend: Backend; ms: number} | undefined;
  for (const backend of candidates) {
    onTried?.();
    const reason = await start(backend, {wasmUrl, isForced: backend === wanted});
    if (reason !== undefined) {
      measurements[backend] = reason;
      continue;
    }
    try {
      const ms = await timed(trial);
      measurements[backend] = ms;
      if (fastest === undefined || ms < fastest.ms) fastest = {backend, ms};
    } catch (error) {
      measurements[backend] = `failed in a training step: ${messageOf(error)}`;
      continue;
    }
    if (wanted !== 'auto') break;
  }
  if (fastest === undefined || !(await isActive(fastest.backend))) {
    const reasons = Object.entries(measurements).map(([backend, reason]) => `${backend} ${reason}`);
    throw new PredictiveError(
      'backend-unavailable',
      `No TensorFlow.js backend works here: ${reasons.join('; ')}.`,
    );
  }
  return {backend: fastest.backend, measurements};
}

/** Calls back when the WebGL context is lost: from then on training hangs and predictions are 0. */
export function onContextLost(callback: () => void): void {
  if (tf.getBackend() !== 'webgl') return;
  // The WebGL backend's own type is in a package that is loaded lazily.
  const {gpgpu} = tf.backend() as unknown as {gpgpu: {gl: WebGLRenderingContext}};
  gpgpu.gl.canvas.addEventListener('webglcontextlost', callback, {once: true});
}

/** Starts a backend; resolves to the reason if it cannot be used. */
async function start(
  backend: Backend,
  {wasmUrl, isForced}: {wasmUrl: string | undefined; isForced: boolean},
): Promise<string | undefined> {
  try {
    if (backend === 'webgl') {
      const reason = whyNotWebgl({isForced});
      if (reason !== undefined) return reason;
      await tf.loadWebgl();
    }
    if (backend === 'wasm') {
      if (await isWasmForbidden())
        return 'not available: the Content Security Policy has no wasm-unsafe-eval';
      await tf.loadWasm(wasmUrl ?? defaultWasmUrl());
    }
    if (!(await withinLimit(isActive(backend)))) return 'did not start';
    return (await computesRight()) ? undefined : 'computes incorrectly';
  } catch (error) {
    return `did not start: ${messageOf(error)}`;
  }
}

/** A failing backend silently falls through to another, so check the name. */
async function isActive(backend: Backend): Promise<boolean> {
  const isSet = await tf.setBackend(backend);
  if (!isSet) return false;
  await tf.ready();
  return tf.getBackend() === backend;
}

function whyNotWebgl({isForced}: {isForced: boolean}): string | undefined {
  if (typeof OffscreenCanvas === 'undefined') return 'not available: no OffscreenCanvas';
  const canvas = new OffscreenCanvas(1, 1);
  const gl = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  if (gl === null) return 'not available: no WebGL context';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  // Browsers limit the number of contexts.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return softwareRenderer.test(renderer) && !isForced
    ? `skipped: software renderer (${renderer})`
    : undefined;
}

/** Compares a small network's output, and a sum beyond half precision, with plain arithmetic. */
async function computesRight(): Promise<boolean> {
  const size = 4;
  const a = Array.from({length: size * size}, (_, i) => Math.sin(i + 1));
  const b = Array.from({length: size * size}, (_, i) => Math.cos(2 * i) * 1.5);
  const expected: number[] = [];
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += a[row * size + k]! * b[k * size + column]!;
      expected.push(Math.tanh(sum));
    }
  }
  const large = 30_000;
  const [products, total] = tf.tidy(() => {
    const matrix = (values: number[]) => tf.tensor2d(values, [size, size]);
    return [tf.tanh(tf.matMul(matrix(a), matrix(b))), tf.sum(tf.fill([size], large))] as const;
  });
  const [got, [sum]] = await Promise.all([products.data(), total.data()]);
  tf.dispose([products, total]);
  const isClose = expected.every((value, i) => Math.abs(value - got[i]!) <= tolerance);
  return isClose && Math.abs(sum! / (size * large) - 1) <= tolerance;
}

/** Time of the fastest of a few steps, ms, after one to warm up. */
async function timed(trial: () => Promise<void>): Promise<number> {
  await trial();
  let fastest = Infinity;
  for (let i = 0; i < timedSteps; i++) {
    const startedAt = performance.now();
    await trial();
    fastest = Math.min(fastest, performance.now() - startedAt);
  }
  return Math.round(fastest * 100) / 100;
}

async function withinLimit<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${startLimitMs / 1000} s`)), startLimitMs);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
