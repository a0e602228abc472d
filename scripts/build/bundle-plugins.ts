// Plugins that change the package's sources, and those of bundled packages, during the build.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Plugin} from 'esbuild';
import type {Plugin as RolldownPlugin} from 'rolldown';
import {projectRoot} from '../project-root.js';

/** The binaries that are used; TensorFlow.js has one more for threads, which are off. */
export const wasmBinaries = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];
const threadedBinary = 'tfjs-backend-wasm-threaded-simd.wasm';

interface Change {
  source: string;
  from: RegExp | string;
  to: string;
}

/** Changes to the worker's sources during the build. */
const changes: readonly Change[] = [
  {
    // Node must not load this module, so the source checks for that; a browser always needs it.
    source: 'src/training/tf.ts',
    from: /if \(!\('flatten' in Tensor\.prototype\)\) \{\s*await import\(('.*')\);\s*\}/,
    to: 'import $1;',
  },
  {
    // Bundlers copy a file whose URL they see, but not a folder.
    source: 'src/training/backend.ts',
    from: "new URL('./wasm/', import.meta.url).href",
    to: `({${wasmBinaries.map((file) => `'${file}': new URL('./wasm/${file}', import.meta.url).href, `).join('')}
      '${threadedBinary}': ''})`,
  },
];

/** Applies `changes`; fails the build if a source is missing or has changed. */
export const changedSources: Plugin = {
  name: 'changed-sources',
  setup(bundling) {
    const pending = new Map(changes.map((change) => [join(projectRoot, change.source), change]));
    bundling.onLoad({filter: /[\\/]src[\\/].*\.ts$/}, ({path}) => {
      const change = pending.get(path);
      if (change === undefined) return undefined;
      pending.delete(path);
      return {contents: replaced(readFileSync(path, 'utf8'), {name: path, ...change}), loader: 'ts'};
    });
    bundling.onEnd(() => {
      const [missing] = pending.values();
      if (missing !== undefined) throw new Error(`The worker does not contain ${missing.source}.`);
    });
  },
};

/**
 * A server imports what it renders, and has no `HTMLElement` to extend. lit as an external package gives Node a
 * replacement; bundled lit is the browser's version everywhere.
 */
export const litWithoutDom: RolldownPlugin = {
  name: 'lit-without-dom',
  transform: {
    filter: {id: /@lit[\\/]reactive-element[\\/]reactive-element\.js$/},
    handler: (code, id) => ({
      code: replaced(code, {
        name: id,
        from: 'extends HTMLElement{',
        to: 'extends(globalThis.HTMLElement??class{}){',
      }),
      // Keeps all code on its lines.
      map: null,
    }),
  },
};

/**
 * lit makes a policy of its own when it is loaded, which fails where a page allows the name once and has lit already.
 * Bundled lit uses the kit's.
 */
export const litWithKitPolicy: RolldownPlugin = {
  name: 'lit-with-kit-policy',
  transform: {
    filter: {id: /node_modules[\\/]lit-html[\\/]lit-html\.js$/},
    handler: (code, id) => ({
      code:
        replaced(code, {
          name: id,
          from: 's?s.createPolicy("lit-html",{createHTML:t=>t}):void 0',
          to: 'kitPolicy().policy',
        }) + `\nimport {kitPolicy} from ${JSON.stringify(join(projectRoot, 'src/core/kit-policy.ts'))};`,
      // Keeps all code on its lines.
      map: null,
    }),
  },
};

/** The code for threads never runs, but it starts workers, which bundlers would try to resolve. */
export const withoutThreads: Plugin = {
  name: 'without-threads',
  setup(bundling) {
    bundling.onLoad({filter: /tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/}, () => ({
      contents: 'module.exports = {wasmWorkerContents: ""};',
    }));
  },
};

/**
 * long.js compiles WebAssembly when it is loaded, which a policy reports as a violation, and does without where it is
 * refused. Nothing that the worker uses multiplies long integers.
 */
export const longWithoutWasm: Plugin = {
  name: 'long-without-wasm',
  setup(bundling) {
    bundling.onLoad({filter: /[\\/]node_modules[\\/]long[\\/]src[\\/]long\.js$/}, ({path}) => ({
      contents: replaced(readFileSync(path, 'utf8'), {
        name: path,
        from: /wasm = new WebAssembly\.Instance\([\s\S]*?\.exports;/,
        to: '',
      }),
    }));
  },
};

function replaced(source: string, {name, from, to}: {name: string} & Pick<Change, 'from' | 'to'>): string {
  const contents = source.replace(from, to);
  if (contents === source) throw new Error(`${name} does not have what the build replaces: ${String(from)}`);
  return contents;
}
