// `npm run size`: what a page downloads for the kit, and the limit that the entry must keep.
// `npm run size -- --parts` also lists what the entry is made of.
import {measureBundle} from './measure-bundle.mjs';

/** Bytes of the entry with everything it imports statically, lit included: minified, gzip level 9. */
const entryLimit = 16_000;
const entry = 'src/index.ts';
const worker = 'src/training/trainer.worker.ts';
/** An entry of its own, for developers. */
const inspector = 'src/inspector/index.ts';
/** What the entry may load later, never at once. */
const lazyOnly = /node_modules\/(@tensorflow|idb)\/|src\/inspector\//;

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
const main = await measureBundle(entry);
const entryBytes = total(main.chunks.filter(({atOnce}) => atOnce));
print(entryBytes, `${entry} and what it imports, lit included (limit ${entryLimit.toLocaleString('en')})`);
if (process.argv.includes('--parts')) printParts(main.chunks);
printLazy(main.chunks);

const training = await measureBundle(worker, {small: false});
print(total(training.chunks.filter(({atOnce}) => atOnce)), `on demand: ${worker}`);
printLazy(training.chunks);

const tool = await measureBundle(inspector);
print(total(tool.chunks.filter(({atOnce}) => atOnce)), `${inspector} and what it imports, lit included`);
printLazy(tool.chunks);

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
