// TensorFlow.js does not load unbundled in a browser because its dependency `long` is CommonJS, so the development
// server and the tests serve each of its packages from one shared bundle.
import {existsSync, readFileSync} from 'node:fs';
import {rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {build} from 'esbuild';
import {projectRoot} from '../project-root.js';

export const bundleFolder = '/.cache/tensorflow/';

/** Import specifier → file name in the bundle. */
export const bundledModules: Readonly<Record<string, string>> = {
  '@tensorflow/tfjs': 'tfjs.js',
  '@tensorflow/tfjs-core': 'tfjs-core.js',
  '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js': 'chained-ops.js',
  '@tensorflow/tfjs-layers': 'tfjs-layers.js',
  '@tensorflow/tfjs-backend-cpu': 'tfjs-backend-cpu.js',
  '@tensorflow/tfjs-backend-webgl': 'tfjs-backend-webgl.js',
  '@tensorflow/tfjs-backend-wasm': 'tfjs-backend-wasm.js',
};

function installedVersion(): string {
  const path = join(projectRoot, 'node_modules/@tensorflow/tfjs-core/package.json');
  const {version} = JSON.parse(readFileSync(path, 'utf8')) as {version: string};
  return version;
}

/** Builds the bundle into `.cache/tensorflow`, unless the existing one is of the installed version. */
export async function ensureTensorflowBundle(): Promise<void> {
  const folder = join(projectRoot, bundleFolder);
  const stamp = join(folder, 'version.txt');
  const wanted = `${installedVersion()} ${Object.values(bundledModules).join(' ')}`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  // Built elsewhere and moved into place, so that two simultaneous commands never see half of it.
  const built = join(projectRoot, `.cache/tensorflow-${process.pid}`);
  const entryPoints = Object.fromEntries(
    Object.entries(bundledModules).map(([specifier, file]) => [file.replace(/\.js$/, ''), specifier]),
  );
  await build({
    entryPoints,
    absWorkingDir: projectRoot,
    outdir: built,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    mainFields: ['module', 'browser', 'main'],
    define: {'process.env.NODE_ENV': '"production"'},
    logLevel: 'error',
  });
  await writeFile(join(built, 'version.txt'), wanted);
  await rm(folder, {recursive: true, force: true});
  // If another process was faster, it built the same.
  await rename(built, folder).catch(() => rm(built, {recursive: true, force: true}));
}
