import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

/**
 * Bundles scripts as a page would load them, in memory; nothing is trained. `entries` are paths from the project's folder
 * or names of packages, by the name of the script. With `splitting`, what loads on demand is in files of its own;
 * otherwise it is there at once. Returns the texts by path: `/` and the name of the file.
 */
export async function bundleForPage(
  entries: Record<string, string>,
  options: {splitting?: boolean; minify?: boolean} = {},
): Promise<Map<string, string>> {
  const {outputFiles} = await build({
    ...options,
    entryPoints: entries,
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    conditions: ['production'],
    external: ['@tensorflow/*'],
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({path, text}) => [path, text]));
}
