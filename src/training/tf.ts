/**
 * TensorFlow.js as the kit uses it: the only file that imports `@tensorflow/*`. Only the worker, benchmarks
 * and tests load it; a page that never trains never downloads it.
 */
import {enableProdMode, env, Tensor} from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';

export * from '@tensorflow/tfjs-core';
export {
  type LayersModel,
  type Sequential,
  layers,
  loadLayersModel,
  sequential,
} from '@tensorflow/tfjs-layers';

// The layers call operations as methods of tensors (`x.flatten()`), which the modular core leaves out and a
// browser's bundle must add. Node cannot load this file as a module; there the caller has added them.
if (!('flatten' in Tensor.prototype)) {
  await import('@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js');
}

// `chooseBackend` reports its warnings instead, such as a backend that cannot start.
enableProdMode();

/** Registers the WebGL backend. */
export async function loadWebgl(): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgl');
}

let isWasmLoaded = false;

/** Registers the WebAssembly backend, with its binaries in the folder `wasmUrl`, ending in `/`. */
export async function loadWasm(wasmUrl: string): Promise<void> {
  // Setting the folder a second time throws.
  if (isWasmLoaded) return;
  isWasmLoaded = true;
  const {setWasmPaths} = await import('@tensorflow/tfjs-backend-wasm');
  // Threads need a second binary and nested workers, and did not speed up training.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(wasmUrl);
}
