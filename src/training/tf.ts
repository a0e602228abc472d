/**
 * TensorFlow.js as the kit uses it: the one file that imports `@tensorflow/*`. Only the worker, the
 * benchmarks and the tests load it; a page that never trains never downloads it.
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

// The layers call operations as methods of tensors (`x.flatten()`), which the modular core leaves out and
// a browser's bundle has to add. Node cannot load this file as a module; there the caller has added them.
if (!('flatten' in Tensor.prototype)) {
  await import('@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js');
}

// Its own warnings, such as a backend that cannot start, are reported by `chooseBackend` instead.
enableProdMode();

/** Registers the WebGL backend. */
export async function loadWebgl(): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgl');
}

let isWasmLoaded = false;

/** Registers the WebAssembly backend, whose binaries lie in the folder `wasmUrl`, ending in `/`. */
export async function loadWasm(wasmUrl: string): Promise<void> {
  // Telling it the folder a second time throws.
  if (isWasmLoaded) return;
  isWasmLoaded = true;
  const {setWasmPaths} = await import('@tensorflow/tfjs-backend-wasm');
  // Threads need a second binary and workers of the worker's own, and made no difference to training.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths(wasmUrl);
}
