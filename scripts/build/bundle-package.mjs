// The package's JavaScript as it is shipped: what `npm run build` puts into dist/ and `npm run bench:cost` measures.
import {copyFileSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {build} from 'esbuild';
import {buildSmall} from './build-small.mjs';
import {projectRoot} from './tensorflow-bundle.mjs';

const entry = 'src/index.ts';
const worker = 'src/training/trainer.worker.ts';
const inspector = {
  inspector: 'src/inspector/index.ts',
  'inspector-panel': 'src/inspector/inspector-panel.ts',
};

/** The binaries that are used; TensorFlow.js has one more, for threads, which are off. */
const wasmBinaries = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];
const threadedBinary = 'tfjs-backend-wasm-threaded-simd.wasm';

/** How each of its files is made. */
export const options = {
  absWorkingDir: projectRoot,
  entryNames: '[name]',
  chunkNames: 'shared-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  mainFields: ['module', 'browser', 'main'],
  conditions: ['production'],
  define: {'process.env.NODE_ENV': '"production"'},
  sourcemap: true,
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
};

/** The sources that the entry only loads on demand. */
async function lazySources() {
  const {metafile} = await build({
    ...options,
    outdir: 'dist',
    entryPoints: [entry],
    packages: 'external',
    write: false,
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  return [...new Set(imports.filter(({kind}) => kind === 'dynamic-import').map(({path}) => path))];
}

async function writeSmall(buildOptions) {
  const result = await buildSmall(buildOptions);
  for (const {path, contents} of result.outputFiles) {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, contents);
  }
  return result;
}

/** All lie in one folder, so `new URL('./trainer.worker.js', import.meta.url)` is right wherever it ends up. */
async function buildForBundlers(outdir) {
  return writeSmall({
    ...options,
    outdir,
    // What is loaded on demand keeps its name if it is an entry point, too.
    entryPoints: [entry, ...(await lazySources())],
    splitting: true,
    external: ['@lit/reactive-element'],
  });
}

/** The built entry once more, with lit put in; everything else is the same files. */
function buildForPlainPages(outdir) {
  return writeSmall({
    ...options,
    outdir,
    entryPoints: {'predictive-buttons': `${outdir}/index.js`},
    external: [`./${outdir}/*`],
    plugins: [litWithoutDom],
  });
}

/** The inspector has all that it needs inside: a page that leaves it out loads no part of it, and shares none. */
function buildInspector(outdir) {
  return writeSmall({
    ...options,
    outdir,
    entryPoints: inspector,
    chunkNames: 'inspector-shared-[hash]',
    splitting: true,
    plugins: [litWithoutDom],
    banner: {
      js: `/*! @license With uPlot, copyright Leon Sorokin, MIT: https://github.com/leeoniya/uPlot */`,
    },
  });
}

/**
 * One file that could be a classic script: unless it is configured otherwise, Vite makes one of every worker,
 * and a classic script has neither parts nor `await` outside of functions.
 */
function buildWorker(outdir) {
  return build({
    ...options,
    outdir,
    entryPoints: [worker],
    // Nearly all of it is TensorFlow.js, whose map would be two thirds of the package.
    sourcemap: false,
    // webpack answers Emscripten's question whether there is a `__filename` with yes.
    define: {...options.define, __filename: 'undefined'},
    plugins: [changedSources, withoutThreads],
  });
}

/** Where the built worker differs from the sources: what is replaced, and by what. */
const changes = {
  // Node must not load this module, so the source asks first; a browser always needs it.
  'src/training/tf.ts': {
    from: /if \(!\('flatten' in Tensor\.prototype\)\) \{\s*await import\(('.*')\);\s*\}/,
    to: 'import $1;',
  },
  // A bundler that sees the URL of a file takes the file along; that of a folder means nothing to it.
  'src/training/backend.ts': {
    from: "new URL('./wasm/', import.meta.url).href",
    to: `({${wasmBinaries.map((file) => `'${file}': new URL('./wasm/${file}', import.meta.url).href, `).join('')}
      '${threadedBinary}': ''})`,
  },
};

const changedSources = {
  name: 'changed-sources',
  setup({onLoad}) {
    onLoad({filter: /[\\/]src[\\/]model[\\/](tf|backend)\.ts$/}, ({path}) => {
      const source = readFileSync(path, 'utf8');
      const [name, {from, to}] = Object.entries(changes).find(([file]) => join(projectRoot, file) === path);
      const contents = source.replace(from, to);
      if (contents === source) throw new Error(`${name} does not have what the build replaces: ${from}`);
      return {contents, loader: 'ts'};
    });
  },
};

/**
 * A server imports what it renders, and has no `HTMLElement` to extend. Left outside, lit brings Node one of its
 * own; inside, it is the browser's lit for everybody.
 */
const litWithoutDom = {
  name: 'lit-without-dom',
  setup({onLoad}) {
    onLoad({filter: /@lit[\\/]reactive-element[\\/]reactive-element\.js$/}, ({path}) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace('extends HTMLElement{', 'extends(globalThis.HTMLElement??class{}){');
      if (contents === source) throw new Error(`${path} has no class that extends HTMLElement.`);
      return {contents};
    });
  },
};

/** The code for threads is never run, and starts workers of its own, which bundlers would want to see. */
const withoutThreads = {
  name: 'without-threads',
  setup({onLoad}) {
    onLoad({filter: /tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/}, () => ({
      contents: 'module.exports = {wasmWorkerContents: ""};',
    }));
  },
};

function copyWasm(outdir) {
  mkdirSync(join(projectRoot, outdir, 'wasm'));
  for (const file of wasmBinaries) {
    const source = join(projectRoot, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', file);
    copyFileSync(source, join(projectRoot, outdir, 'wasm', file));
  }
}

/** Builds into `outdir`, a folder below the project's. Answers with what esbuild says of each part. */
export async function bundlePackage(outdir) {
  const forBundlers = await buildForBundlers(outdir);
  const results = [
    forBundlers,
    await buildForPlainPages(outdir),
    await buildInspector(outdir),
    await buildWorker(outdir),
  ];
  copyWasm(outdir);
  return results;
}
