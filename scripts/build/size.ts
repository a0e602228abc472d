// `npm run size`: what a page downloads for the kit, and the limit of the entry.
// `npm run size -- --parts` also lists what the entry is made of.
import {bytesAtOnce, measureBundle, type Chunk} from './measure-bundle.js';

/** Bytes of the entry with everything it imports statically, lit included: minified, gzip level 9. */
const entryLimit = 16_000;
const entry = 'src/index.ts';
const worker = 'src/training/trainer.worker.ts';
/** An entry of its own, for developers. */
const inspector = 'src/inspector/index.ts';
/** What the entry may load later, never at once. */
const lazyOnly = /node_modules\/(@tensorflow|idb)\/|src\/inspector\//;

const inWords = (bytes: number): string => bytes.toLocaleString('en');

function print(bytes: number, name: string): void {
  process.stdout.write(`${inWords(bytes).padStart(9)}  ${name}\n`);
}

function printLazy(chunks: readonly Chunk[]): void {
  for (const {bytes, name, atOnce} of chunks) if (!atOnce) print(bytes, `  on demand: ${name}`);
}

/** With `--parts`: each source in what is loaded at once, in bytes before gzip. */
function printParts(chunks: readonly Chunk[]): void {
  const parts = chunks.filter(({atOnce}) => atOnce).flatMap(({inputs}) => Object.entries(inputs));
  for (const [path, {bytesInOutput}] of parts.sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput)) {
    print(bytesInOutput, `  minified: ${path}`);
  }
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

process.stdout.write('Bytes, minified and gzipped\n');
const main = await measureBundle(entry);
const entryBytes = bytesAtOnce(main.chunks);
print(entryBytes, `${entry} and what it imports, lit included (limit ${inWords(entryLimit)})`);
if (process.argv.includes('--parts')) printParts(main.chunks);
printLazy(main.chunks);

const training = await measureBundle(worker, {small: false});
print(bytesAtOnce(training.chunks), `on demand: ${worker}`);
printLazy(training.chunks);

const tool = await measureBundle(inspector);
print(bytesAtOnce(tool.chunks), `${inspector} and what it imports, lit included`);
printLazy(tool.chunks);

const tooEarly = main.sources.filter((path) => lazyOnly.test(path));
if (tooEarly.length > 0)
  fail(`Imported at once, but must be loaded on demand:\n${tooEarly.map((path) => `  ${path}`).join('\n')}`);
if (entryBytes > entryLimit) fail(`The entry is ${inWords(entryBytes - entryLimit)} bytes above its limit.`);
