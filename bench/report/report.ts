// `npm run bench:report -- --stream FILE --preload FILE --accuracy FILE`: draws the results that benchmarks
// wrote with `--json` as one HTML file; with `--picture FILE.png` instead the first of its charts, and with
// `--pictures FOLDER` the first of each kind, light and dark, for the documentation. `--ceilings FILE` names
// figures of other networks, in the form of `ceilings.json`.
import {existsSync, mkdirSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {parseOptions, runBenchmark, UsageError} from '../../tools/arguments.js';
import {buildReport} from './build-report.js';
import {ceilingsFor, readCeilings, usualCeilings} from './read-ceilings.js';
import {readResult} from './read-results.js';
import type {Result} from './results.js';
import {takePicture, takePictures} from './take-pictures.js';

/** In the order of the report. */
const kinds = ['stream', 'preload', 'accuracy'] as const;

/** Default path of the report. */
const usualPlace = fileURLToPath(new URL('../../.cache/bench-report.html', import.meta.url));

await runBenchmark(async () => {
  const {out, picture, pictures, ceilings, ...files} = readOptions();
  const networks = readCeilings(ceilings ?? usualCeilings);
  const results = kinds.flatMap((kind) =>
    (files[kind] ?? []).map((file): Result => {
      const result = readResult(kind, file);
      if (result.kind !== 'stream') return result;
      const drawn = ceilingsFor(result, networks);
      return drawn === undefined ? result : {...result, ceilings: drawn};
    }),
  );
  if (results.length === 0)
    throw new UsageError(
      'bench:report: draws what the benchmarks write with --json; name at least one such file by ' +
        '--stream FILE, --preload FILE or --accuracy FILE.',
    );
  const html = await buildReport(results);
  if (out !== undefined || (picture === undefined && pictures === undefined)) {
    const file = out === undefined ? usualPlace : pageIn(out);
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, html);
    console.log(`${file}: ${kilobytes(html.length)}`);
  }
  if (picture !== undefined) console.log(`${picture}: ${kilobytes(await takePicture(html, picture))}`);
  if (pictures !== undefined)
    for (const {file, bytes} of await takePictures(html, pictures))
      console.log(`${file}: ${kilobytes(bytes)}`);
  return {result: results, json: undefined};
});

function readOptions(): Partial<
  Record<(typeof kinds)[number], string[]> & Record<'out' | 'picture' | 'pictures' | 'ceilings', string>
> {
  const several = {type: 'string', multiple: true} as const;
  const one = {type: 'string'} as const;
  const {values: options} = parseOptions({
    options: {
      ...{stream: several, preload: several, accuracy: several},
      ...{out: one, picture: one, pictures: one, ceilings: one},
    },
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
