// What a page downloads for a module: at once, and later.
import {relative} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build, type BuildOptions, type Metafile} from 'esbuild';
import {projectRoot} from '../project-root.js';
import {buildSmall} from './build-small.js';

type Output = Metafile['outputs'][string];

/** A file of a bundle. */
export interface Chunk {
  path: string;
  /** Minified, gzip level 9. */
  bytes: number;
  /** Loaded with the entry; else on demand. */
  atOnce: boolean;
  /** The source it is imported as, or else its largest part. */
  name: string;
  /** The bytes of each source in it before gzip. */
  inputs: Output['inputs'];
}

export interface MeasuredBundle {
  chunks: Chunk[];
  /** Every source that is loaded with the entry. */
  sources: string[];
}

/**
 * Bundles `entryPoint` and measures what is loaded with it and what only on demand. `small` as the package's own
 * parts are shipped, which excludes the worker: it is nearly all TensorFlow.js.
 */
export async function measureBundle(entryPoint: string, {small = true} = {}): Promise<MeasuredBundle> {
  const options = {
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
  } as const satisfies BuildOptions;
  // esbuild takes mutable arrays only.
  const {metafile, outputFiles} = await (small ? buildSmall : build)(structuredClone(options) as never);
  const sizes = new Map(
    outputFiles.map(({path, contents}) => [
      relative(projectRoot, path),
      gzipSync(contents, {level: 9}).length,
    ]),
  );
  const outputs = Object.entries(metafile.outputs);
  const start = outputs.filter(([, output]) => output.entryPoint === entryPoint).map(([path]) => path);
  const atOnce = closure(start, (path) => staticImports(metafile.outputs[path]!));
  const chunks = outputs.map(([path, output]) => ({
    path,
    bytes: sizes.get(path)!,
    atOnce: atOnce.has(path),
    name: describe(path, output),
    inputs: output.inputs,
  }));
  const sources = closure([entryPoint], (path) => staticImports(metafile.inputs[path]!));
  return {chunks, sources: [...sources]};
}

/** What the chunks that are loaded with the entry weigh together. */
export function bytesAtOnce(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, {bytes, atOnce}) => sum + (atOnce ? bytes : 0), 0);
}

interface Importing {
  imports: {path: string; kind: string; external?: boolean}[];
}

function staticImports({imports}: Importing): string[] {
  return imports.filter(({kind, external}) => kind === 'import-statement' && !external).map(({path}) => path);
}

/** Everything that can be reached from `start` by `next`, `start` included. */
function closure(start: readonly string[], next: (item: string) => string[]): Set<string> {
  const seen = new Set(start);
  for (const item of seen) for (const following of next(item)) seen.add(following);
  return seen;
}

function describe(path: string, {entryPoint, inputs}: Output): string {
  if (entryPoint !== undefined) return entryPoint;
  const [largest] = Object.entries(inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
  return `shared: ${largest?.[0] ?? path}`;
}
