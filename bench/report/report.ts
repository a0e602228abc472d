// `npm run bench:report -- --stream FILE --preload FILE --accuracy FILE`: draws the results that benchmarks
// wrote with `--json` as one HTML file; with `--picture FILE.png` also the first of its charts, for the
// README.
import {existsSync, mkdirSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseOptions, runBenchmark, UsageError} from '../../tools/arguments.js';
import {buildReport} from './build-report.js';
import {readResult} from './read-results.js';
import {takePicture} from './take-picture.js';

/** In the order of the report. */
const kinds = ['stream', 'preload', 'accuracy'] as const;

/** Default path of the report. */
const usualPlace = fileURLToPath(new URL('../../.cache/bench-report.html', import.meta.url));

await runBenchmark(async () => {
  const {out, picture, ...files} = readOptions();
  const results = kinds.flatMap((kind) => (files[kind] ?? []).map((file) => readResult(kind, file)));
  if (results.length === 0)
    throw new UsageError(
      'bench:report: draws what the benchmarks write with --json; name at least one such file by ' +
        '--stream FILE, --preload FILE or --accuracy FILE.',
    );
  const html = await buildReport(results);
  if (out !== undefined || picture === undefined) {
    const file = out === undefined ? usualPlace : pageIn(out);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, html);
    console.log(`${file}: ${kilobytes(html.length)}`);
  }
  if (picture !== undefined) console.log(`${picture}: ${kilobytes(await takePicture(html, picture))}`);
  return {result: results, json: undefined};
});

function readOptions(): Partial<Record<(typeof kinds)[number], string[]>> & {out?: string; picture?: string} {
  const several = {type: 'string', multiple: true} as const;
  const one = {type: 'string'} as const;
  const {values: options} = parseOptions({
    options: {stream: several, preload: several, accuracy: several, out: one, picture: one},
  });
  if (options.picture !== undefined && !options.picture.endsWith('.png'))
    throw new UsageError(`--picture ${options.picture}: is not the name of a .png file.`);
  return options;
}

/** The file for `--out`: the one it names, or `index.html` in the folder it names. */
function pageIn(out: string): string {
  const isFolder = existsSync(out) ? statSync(out).isDirectory() : !/\.html?$/.test(out);
  return isFolder ? join(out, 'index.html') : out;
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
