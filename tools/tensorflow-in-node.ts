import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';

const require = createRequire(import.meta.url);

// Node loads the CommonJS build of TensorFlow.js's core. It has no chained operations, and cannot load the
// browser's modules that add them. With `require`, they register on the Tensor class that was loaded first.
require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js');

/** The folder of the wasm binaries in Node. Import this file before anything in `src/training`. */
export const wasmUrl = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'dist/');
