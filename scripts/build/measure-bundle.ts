// Measures what a page downloads for a module, at once and later.
import {relative} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {projectRoot} from '../project-root.js';
import {bundle, type BundledFile} from './bundle.js';

/** A file of a bundle. */
export interface Chunk {
  /** Minified, gzip level 9. */
  bytes: number;
  /** Whether it loads with the entry; otherwise on demand. */
  atOnce: boolean;
  /** The source it is imported as, or its largest source. */
  name: string;
  /** Bytes of each of its sources before gzip. */
  inputs: Record<string, number>;
}

/** Bundles one of the kit's entries as shipped to plain pages, and measures each file. */
export async function measureBundle(
  entryPoint: string,
  {external = []}: {external?: (string | RegExp)[]} = {},
): Promise<Chunk[]> {
  const files = await bundle({input: {entry: entryPoint}, isOneFile: true, external});
  const atOnce = closure(
    files.filter(({isEntry}) => isEntry).map(({name}) => name),
    (name) => files.find((file) => file.name === name)?.imports ?? [],
  );
  return files.map((file) => ({
    bytes: gzipped(file.code),
    atOnce: atOnce.has(file.name),
    name: describe(file),
    inputs: file.modules,
  }));
}

/** Measures TensorFlow.js or another package in the same way, bundled by esbuild. */
export async function measurePackage(entryPoint: string): Promise<Chunk[]> {
  const {metafile, outputFiles} = await build({
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
  const outputs = Object.entries(metafile.outputs);
  const atOnce = closure(
    outputs.filter(([, output]) => output.entryPoint === entryPoint).map(([path]) => path),
    (path) =>
      (metafile.outputs[path]?.imports ?? [])
        .filter(({kind, external = false}) => kind === 'import-statement' && !external)
        .map((each) => each.path),
  );
  return outputFiles.map(({path, contents}) => {
    const name = relative(projectRoot, path);
    const {entryPoint: source, inputs} = metafile.outputs[name]!;
    const sizes = Object.fromEntries(
      Object.entries(inputs).map(([input, {bytesInOutput}]) => [input, bytesInOutput]),
    );
    return {
      bytes: gzipped(contents),
      atOnce: atOnce.has(name),
      name: source ?? `shared: ${largest(sizes)}`,
      inputs: sizes,
    };
  });
}

/** Bytes loaded with the entry. */
export function bytesAtOnce(chunks: readonly Chunk[]): number {
  return chunks.reduce((sum, {atOnce, bytes}) => (atOnce ? sum + bytes : sum), 0);
}

function gzipped(contents: string | Uint8Array): number {
  return gzipSync(contents, {level: 9}).length;
}

/** Everything reachable from `start` by `next`, including `start`. */
function closure(start: readonly string[], next: (item: string) => readonly string[]): Set<string> {
  const seen = new Set(start);
  for (const item of seen) for (const following of next(item)) seen.add(following);
  return seen;
}

function describe({source, modules}: BundledFile): string {
  return source ?? `shared: ${largest(modules)}`;
}

function largest(sizes: Readonly<Record<string, number>>): string {
  const [first] = Object.entries(sizes).sort(([, a], [, b]) => b - a);
  return first?.[0] ?? '';
}
