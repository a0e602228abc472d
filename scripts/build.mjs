// `npm run build`: what browsers and bundlers load, into dist/:
//   index.js               the entry for bundlers; lit is left to them
//   predictive-buttons.js  the same for a plain page, with lit inside
//   open-learner.js, …     what both load when it is needed; shared-….js is what several of them need
//   trainer.worker.js      the worker, with TensorFlow.js inside; wasm/ has its binaries
//   types/                 declarations
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {projectRoot} from './tensorflow-bundle.mjs';

const entry = 'src/index.ts';
const worker = 'src/learning/trainer.worker.ts';

/** The binaries that are used; TensorFlow.js has one more, for threads, which are off. */
const wasmBinaries = ['tfjs-backend-wasm.wasm', 'tfjs-backend-wasm-simd.wasm'];
const threadedBinary = 'tfjs-backend-wasm-threaded-simd.wasm';

const options = {
  absWorkingDir: projectRoot,
  outdir: 'dist',
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
  const {metafile} = await build({...options, entryPoints: [entry], packages: 'external', write: false});
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  return [...new Set(imports.filter(({kind}) => kind === 'dynamic-import').map(({path}) => path))];
}

/** All lie in one folder, so `new URL('./trainer.worker.js', import.meta.url)` is right wherever it ends up. */
async function buildForBundlers() {
  return build({
    ...options,
    // What is loaded on demand keeps its name if it is an entry point, too.
    entryPoints: [entry, ...(await lazySources())],
    splitting: true,
    external: ['@lit/reactive-element'],
  });
}

/** The built entry once more, with lit put in; everything else is the same files. */
function buildForPlainPages() {
  return build({
    ...options,
    entryPoints: {'predictive-buttons': 'dist/index.js'},
    external: ['./dist/*'],
  });
}

/**
 * One file that could be a classic script: unless it is configured otherwise, Vite makes one of every worker,
 * and a classic script has neither parts nor `await` outside of functions.
 */
function buildWorker() {
  return build({
    ...options,
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
  'src/model/tf.ts': {
    from: /if \(!\('flatten' in Tensor\.prototype\)\) \{\s*await import\(('.*')\);\s*\}/,
    to: 'import $1;',
  },
  // A bundler that sees the URL of a file takes the file along; that of a folder means nothing to it.
  'src/model/backend.ts': {
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

/** The code for threads is never run, and starts workers of its own, which bundlers would want to see. */
const withoutThreads = {
  name: 'without-threads',
  setup({onLoad}) {
    onLoad({filter: /tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/}, () => ({
      contents: 'module.exports = {wasmWorkerContents: ""};',
    }));
  },
};

function copyWasm() {
  mkdirSync(join(projectRoot, 'dist/wasm'));
  for (const file of wasmBinaries) {
    const source = join(projectRoot, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', file);
    copyFileSync(source, join(projectRoot, 'dist/wasm', file));
  }
}

function declareTypes() {
  const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const {status} = spawnSync(process.execPath, [compiler, '--project', 'tsconfig.build.json'], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The declarations could not be made.');
}

function printSizes(results) {
  process.stdout.write('Bytes, minified and gzipped\n');
  const files = results.flatMap(({metafile}) => Object.keys(metafile.outputs));
  for (const file of files.filter((path) => path.endsWith('.js'))) {
    const {length} = gzipSync(readFileSync(join(projectRoot, file)), {level: 9});
    process.stdout.write(`${length.toLocaleString('en').padStart(9)}  ${file}\n`);
  }
}

rmSync(join(projectRoot, 'dist'), {recursive: true, force: true});
const forBundlers = await buildForBundlers();
const results = [forBundlers, await buildForPlainPages(), await buildWorker()];
copyWasm();
declareTypes();
printSizes(results);
