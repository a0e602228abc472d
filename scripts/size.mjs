// `npm run size`: what a page downloads for the kit, and the limit that the entry must keep.
// `npm run size -- --parts` also lists what the entry is made of.
import {relative} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import {projectRoot} from './tensorflow-bundle.mjs';

/** Bytes of the entry with everything it imports statically, lit included: minified, gzip level 9. */
const entryLimit = 16_000;
const entry = 'src/index.ts';
const worker = 'src/learning/trainer.worker.ts';
/** What the entry may load later, never at once. */
const lazyOnly = /node_modules\/(@tensorflow|idb)\//;

/** The chunks of `entryPoint`: those loaded with it, and those only loaded on demand. */
async function measure(entryPoint) {
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

const total = (chunks) => chunks.reduce((sum, {bytes}) => sum + bytes, 0);
const print = (bytes, name) => process.stdout.write(`${bytes.toLocaleString('en').padStart(9)}  ${name}\n`);
const printLazy = (chunks) => {
  for (const {bytes, name} of chunks.filter(({atOnce}) => !atOnce)) print(bytes, `  on demand: ${name}`);
};

/** With `--parts`: each source in what is loaded at once, in bytes before gzip. */
function printParts(chunks) {
  const parts = chunks.filter(({atOnce}) => atOnce).flatMap(({inputs}) => Object.entries(inputs));
  for (const [path, {bytesInOutput}] of parts.sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput)) {
    print(bytesInOutput, `  minified: ${path}`);
  }
}

process.stdout.write('Bytes, minified and gzipped\n');
const main = await measure(entry);
const entryBytes = total(main.chunks.filter(({atOnce}) => atOnce));
print(entryBytes, `${entry} and what it imports, lit included (limit ${entryLimit.toLocaleString('en')})`);
if (process.argv.includes('--parts')) printParts(main.chunks);
printLazy(main.chunks);

const training = await measure(worker);
print(total(training.chunks.filter(({atOnce}) => atOnce)), `on demand: ${worker}`);
printLazy(training.chunks);

const tooEarly = main.sources.filter((path) => lazyOnly.test(path));
if (tooEarly.length > 0) {
  process.stderr.write(
    `Imported at once, but must be loaded on demand:\n${tooEarly.map((path) => `  ${path}\n`).join('')}`,
  );
  process.exitCode = 1;
}
if (entryBytes > entryLimit) {
  process.stderr.write(
    `The entry is ${(entryBytes - entryLimit).toLocaleString('en')} bytes above its limit.\n`,
  );
  process.exitCode = 1;
}
