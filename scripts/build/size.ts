// `npm run size`: prints what a page downloads for each entry, and checks the limits. Bytes are minified and gzipped
// (level 9). `npm run size -- --parts` also lists the sources of the entries.
import {bytesAtOnce, measureBundle, measurePackage, type Chunk} from './measure-bundle.js';

/** Modules that may load later, but never with an entry. */
const lazyOnly =
  /node_modules\/(@tensorflow|idb|uplot)\/|^src\/(inspector|learning|training|storage|model-files)\//;

/** The script tag alone, and with the file that it loads, which predicts and prefetches links. */
const auto = {entry: 'src/auto.ts', loads: 'src/auto-region.ts', limit: 2500, limitWithAll: 34_500};

/** The other entries, with all static imports, including lit. */
const limits: Readonly<Record<string, number>> = {
  'src/region.ts': 6000,
  'src/button.ts': 8800,
  'src/index.ts': 12_000,
  'src/button-group.ts': 14_250,
  'src/menu.ts': 11_700,
  'src/menu-button.ts': 16_400,
  'src/split-button.ts': 16_750,
  'src/toggle-button.ts': 9200,
  'src/link-card.ts': 10_250,
  'src/nav.ts': 11_750,
};

/** Entries without a limit. */
const unlimited = ['src/inspector/index.ts'];
const worker = 'src/training/trainer.worker.ts';

const inWords = (bytes: number): string => bytes.toLocaleString('en');
let failures = 0;

function print(bytes: number, name: string): void {
  process.stdout.write(`${inWords(bytes).padStart(9)}  ${name}\n`);
}

/** Prints a size with its limit; fails if it exceeds that. */
function hold(bytes: number, {name, limit}: {name: string; limit: number}): void {
  print(bytes, `${name} (limit ${inWords(limit)})`);
  if (bytes > limit) fail(`${name} is ${inWords(bytes - limit)} bytes above its limit.`);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  failures++;
}

/**
 * Prints what loads with the entry, by source with `--parts`, and what loads later; fails if something loads too
 * early.
 */
function detail(chunks: readonly Chunk[]): void {
  const parts = chunks.filter(({atOnce}) => atOnce).flatMap(({inputs}) => Object.entries(inputs));
  if (process.argv.includes('--parts'))
    for (const [path, bytes] of parts.sort(([, a], [, b]) => b - a)) print(bytes, `  of which: ${path}`);
  for (const {bytes, name, atOnce} of chunks) if (!atOnce) print(bytes, `  on demand: ${name}`);
  for (const [path, bytes] of parts)
    if (lazyOnly.test(path) && bytes > 0) fail(`${path} must be loaded on demand.`);
}

process.stdout.write('Bytes, minified and gzipped\n');
const script = await measureBundle(auto.entry, {external: [/\/auto-region\.js$/]});
const rest = await measureBundle(auto.loads);
hold(bytesAtOnce(script), {name: auto.entry, limit: auto.limit});
if (script.length !== 1) fail(`${auto.entry} must be one file.`);
hold(bytesAtOnce(script) + bytesAtOnce(rest), {
  name: 'all that predicts and prefetches a link, with that',
  limit: auto.limitWithAll,
});
detail(rest);

for (const [entry, limit] of Object.entries(limits)) {
  const chunks = await measureBundle(entry);
  hold(bytesAtOnce(chunks), {name: entry, limit});
  detail(chunks);
}
for (const entry of unlimited) {
  const chunks = await measureBundle(entry);
  print(bytesAtOnce(chunks), entry);
  for (const {bytes, name, atOnce} of chunks) if (!atOnce) print(bytes, `  on demand: ${name}`);
}
const training = await measurePackage(worker);
print(bytesAtOnce(training), `on demand: ${worker}`);
for (const {bytes, name, atOnce} of training) if (!atOnce) print(bytes, `  on demand: ${name}`);
process.exitCode = failures > 0 ? 1 : 0;
