// Builds the package's JavaScript as shipped: `npm run build` puts it into dist/ and `npm run bench:cost` measures
// it.
import {copyFileSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build, type BuildOptions} from 'esbuild';
import {projectRoot} from '../project-root.js';
import {bundle, type BundleOptions} from './bundle.js';
import {noticesFile} from './third-party.js';
import {
  changedSources,
  longWithoutWasm,
  litWithKitPolicy,
  litWithoutDom,
  wasmBinaries,
  withoutThreads,
} from './bundle-plugins.js';

const worker = 'src/training/trainer.worker.ts';

/** Says where the licences of a file’s sources are. */
const licenceComment = `/*! ${noticesFile} */`;

/** esbuild options for code that is not the kit's own. */
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
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} satisfies BuildOptions;

/** Files of the package, and the sources that are in them. */
interface Written {
  paths: string[];
  sources: string[];
}

async function write(outdir: string, options: BundleOptions): Promise<Written> {
  const files = await bundle(options);
  const folder = join(projectRoot, outdir);
  mkdirSync(join(folder, 'routers'), {recursive: true});
  for (const {name, code, map, modules} of files) {
    const isOurs = !Object.keys(modules).some((id) => id.includes('node_modules/'));
    // Added at the end, where it moves no line of the source map.
    writeFileSync(join(folder, name), isOurs ? code : `${code}${licenceComment}\n`);
    // A file of the bundler's own code has none.
    if (map !== '') writeFileSync(join(folder, `${name}.map`), map);
  }
  return {
    paths: files.map(({name}) => join(outdir, name)),
    sources: files.flatMap(({modules}) => Object.keys(modules)),
  };
}

/** The entries with one element, or a few that belong together. */
const elementEntries = [
  'region',
  'button',
  'button-group',
  'link-card',
  'menu',
  'menu-button',
  'nav',
  'split-button',
  'toggle-button',
];

/** The entries for bundlers, which get lit from npm, and their on-demand chunks, named after the sources. */
const forBundlers: BundleOptions = {
  input: Object.fromEntries(['index', ...elementEntries].map((name) => [name, `src/${name}.ts`])),
  external: [/^(@lit\/reactive-element|lit)$/],
};

/** The entries for routers, `routers/NAME.js`, each of which stands alone. */
const routers: BundleOptions[] = [
  'next',
  'tanstack',
  'react-router',
  'vue-router',
  'sveltekit',
  'turbo',
  'htmx',
].map((name) => ({input: {[`routers/${name}`]: `src/preload/routers/${name}.ts`}, isOneFile: true}));

/** For files with lit inside. */
const litInside = [litWithoutDom, litWithKitPolicy];

/** The same for a plain page, with lit: a single file at first. */
export const forPlainPages: BundleOptions = {
  input: {'predictive-buttons': 'src/index.ts'},
  plugins: litInside,
  prefix: 'plain-',
  isOneFile: true,
};

/** The script tag, which has no static imports, and the one file that it loads. */
export const autoScript: BundleOptions = {
  input: {auto: 'src/auto.ts'},
  external: [/\/auto-region\.js$/],
};
export const autoRegion: BundleOptions = {
  input: {'auto-region': 'src/auto-region.ts'},
  plugins: litInside,
  prefix: 'auto-',
  isOneFile: true,
};

/** The inspector with everything it needs: a page without it loads none of it. */
export const inspectorFile: BundleOptions = {
  input: {inspector: 'src/inspector/index.ts'},
  plugins: litInside,
  isOneFile: true,
};

/**
 * One file that could be a classic script: Vite turns every worker into one unless configured otherwise, and a
 * classic script has neither chunks nor top-level `await`.
 */
export function workerOptions() {
  return {
    ...options,
    entryPoints: [worker],
    // Almost all of it is TensorFlow.js, whose map would be two thirds of the package.
    sourcemap: false,
    footer: {js: licenceComment},
    // Emscripten's code checks for `__filename`, and webpack defines it.
    define: {...options.define, __filename: 'undefined'},
    plugins: [changedSources, withoutThreads, longWithoutWasm],
  } satisfies BuildOptions;
}

function copyWasm(outdir: string): void {
  mkdirSync(join(projectRoot, outdir, 'wasm'));
  for (const file of wasmBinaries) {
    const source = join(projectRoot, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', file);
    copyFileSync(source, join(projectRoot, outdir, 'wasm', file));
  }
}

/** Builds into `outdir`, a path relative to the project. */
export async function bundlePackage(outdir: string): Promise<Written> {
  const paths: string[] = [];
  const sources: string[] = [];
  // All files share one folder, so that `new URL('./trainer.worker.js', import.meta.url)` is right in each.
  for (const options of [forBundlers, forPlainPages, autoScript, autoRegion, inspectorFile, ...routers]) {
    const written = await write(outdir, options);
    paths.push(...written.paths);
    sources.push(...written.sources);
  }
  const {
    metafile: {outputs},
  } = await build({...workerOptions(), outdir});
  copyWasm(outdir);
  for (const [path, {inputs}] of Object.entries(outputs)) {
    paths.push(path);
    sources.push(...Object.keys(inputs).filter((source) => inputs[source]!.bytesInOutput > 0));
  }
  return {paths, sources};
}
