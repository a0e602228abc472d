import {readFileSync, readdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {Plugin} from 'vite';

const folder = fileURLToPath(new URL('../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url));
const binaries = readdirSync(folder).filter((file) => file.endsWith('.wasm'));

/**
 * Puts TensorFlow.js's wasm binaries where `new URL('./wasm/', import.meta.url)` looks for them:
 * beside the source that asks while developing, and beside the chunks in `assets/` once built.
 */
export function tensorflowWasm(): Plugin {
  return {
    name: 'tensorflow-wasm',
    enforce: 'pre',
    // Vite takes the folder for a file, and drops the slash at its end; it leaves what it cannot read.
    transform(code) {
      const expression = /new URL\((['"]\.\/wasm\/['"]), import\.meta\.url\)/g;
      return expression.test(code)
        ? code.replace(expression, 'new URL($1, [import.meta.url][0])')
        : undefined;
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const [, file] = /^\/src\/(?:[\w-]+\/)*wasm\/([\w-]+\.wasm)(\?|$)/.exec(request.url ?? '') ?? [];
        if (file === undefined || !binaries.includes(file)) {
          next();
          return;
        }
        response.setHeader('content-type', 'application/wasm');
        response.end(readFileSync(folder + file));
      });
    },
    generateBundle() {
      for (const file of binaries) {
        this.emitFile({type: 'asset', fileName: `assets/wasm/${file}`, source: readFileSync(folder + file)});
      }
    },
  };
}
