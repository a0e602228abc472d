// What a page downloads for a module: at once, and later.
import {relative} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {buildSmall} from './build-small.mjs';
import {projectRoot} from './tensorflow-bundle.mjs';

/**
 * The chunks of `entryPoint`, those loaded with it and those only loaded on demand; bytes minified, gzip level 9.
 * `small` as the package's own parts are shipped; not the worker, which is nearly all TensorFlow.js.
 */
export async function measureBundle(entryPoint, {small = true} = {}) {
  const {metafile, outputFiles} = await (small ? buildSmall : build)({
    entryPoints: [entryPoint],
    absWorkingDir: projectRoot,
    outdir: 'dist',
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    mainFields: ['module', 'browser', 'main'],
    define: {'process.env.NODE_ENV': '"production"'},
    legalComments: 'none',
    logLevel: 'error',
  });
  const sizes = new Map(
    outputFiles.map(({path, contents}) => [
      relative(projectRoot, path),
      gzipSync(contents, {level: 9}).length,
    ]),
  );
  const [first] = Object.keys(metafile.outputs).filter(
    (path) => metafile.outputs[path].entryPoint === entryPoint,
  );
  const atOnce = closure([first], (path) => staticImports(metafile.outputs[path]));
  const chunks = Object.entries(metafile.outputs).map(([path, output]) => ({
    path,
    bytes: sizes.get(path),
    atOnce: atOnce.has(path),
    name: describe(path, output),
    inputs: output.inputs,
  }));
  const sources = closure([entryPoint], (path) => staticImports(metafile.inputs[path]));
  return {chunks, sources: [...sources]};
}

function staticImports({imports}) {
  return imports.filter(({kind, external}) => kind === 'import-statement' && !external).map(({path}) => path);
}

/** Everything that can be reached from `start` by `next`, `start` included. */
function closure(start, next) {
  const seen = new Set(start);
  for (const item of seen) for (const following of next(item)) seen.add(following);
  return seen;
}

/** A chunk is best known by the source that is asked for, or else by its largest part. */
function describe(path, {entryPoint, inputs}) {
  if (entryPoint !== undefined) return entryPoint;
  const [largest] = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
  return `shared: ${largest?.[0] ?? path}`;
}
