// The package's JavaScript as it is shipped: `npm run build` puts it into dist/ and `npm run bench:cost` measures it.
import {copyFileSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {build, type BuildOptions} from 'esbuild';
import {projectRoot} from '../project-root.js';
import {buildSmall, type Built} from './build-small.js';
import {changedSources, litWithoutDom, wasmBinaries, withoutThreads} from './bundle-plugins.js';

const entry = 'src/index.ts';
const worker = 'src/training/trainer.worker.ts';
const inspector = {
  inspector: 'src/inspector/index.ts',
  'inspector-panel': 'src/inspector/inspector-panel.ts',
};

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
} satisfies BuildOptions;

/** The sources that the entry only loads on demand. */
async function lazySources(): Promise<string[]> {
  const {metafile} = await build({
    ...options,
    metafile: true,
    outdir: 'dist',
    entryPoints: [entry],
    packages: 'external',
    write: false,
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  return [...new Set(imports.filter(({kind}) => kind === 'dynamic-import').map(({path}) => path))];
}

async function writeSmall(buildOptions: BuildOptions): Promise<Built> {
  const result = await buildSmall(buildOptions);
  for (const {path, contents} of result.outputFiles) {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, contents);
  }
  return result;
}

/** One flat folder, so that `new URL('./trainer.worker.js', import.meta.url)` is right in every file. */
async function buildForBundlers(outdir: string): Promise<Built> {
  return writeSmall({
    ...options,
    outdir,
    // A source that is loaded on demand keeps its name if it is an entry point, too.
    entryPoints: [entry, ...(await lazySources())],
    splitting: true,
    external: ['@lit/reactive-element'],
  });
}

/** The built entry once more, with lit included; it shares all other files. */
function buildForPlainPages(outdir: string): Promise<Built> {
  return writeSmall({
    ...options,
    outdir,
    entryPoints: {'predictive-buttons': `${outdir}/index.js`},
    external: [`./${outdir}/*`],
    plugins: [litWithoutDom],
  });
}

/** The inspector contains everything it needs: a page without it loads no part of it. */
function buildInspector(outdir: string): Promise<Built> {
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
 * One file that could be a classic script: Vite makes one of every worker unless it is configured otherwise, and a
 * classic script has neither chunks nor top-level `await`.
 */
function buildWorker(outdir: string) {
  return build({
    ...options,
    metafile: true,
    outdir,
    entryPoints: [worker],
    // Nearly all of it is TensorFlow.js, whose map would be two thirds of the package.
    sourcemap: false,
    // Emscripten's code checks for `__filename`, and webpack defines it.
    define: {...options.define, __filename: 'undefined'},
    plugins: [changedSources, withoutThreads],
  });
}

function copyWasm(outdir: string): void {
  mkdirSync(join(projectRoot, outdir, 'wasm'));
  for (const file of wasmBinaries) {
    const source = join(projectRoot, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', file);
    copyFileSync(source, join(projectRoot, outdir, 'wasm', file));
  }
}

/** Builds into `outdir`, a path relative to the project. Resolves to the paths of the files that esbuild has made. */
export async function bundlePackage(outdir: string): Promise<string[]> {
  const results = [
    await buildForBundlers(outdir),
    await buildForPlainPages(outdir),
    await buildInspector(outdir),
    await buildWorker(outdir),
  ];
  copyWasm(outdir);
  return results.flatMap(({metafile}) => Object.keys(metafile.outputs));
}
