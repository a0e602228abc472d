// `npm run check:urls -- FILE`: how many of a list of paths are refused as a link with `preload="prefetch"` would be.
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {parseOptions, runBenchmark, UsageError} from '../../tools/arguments.js';
import {judge, type UrlList} from './judge-urls.js';

function readList(file: string): UrlList {
  let list: unknown;
  try {
    list = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const {unsafe, harmless} = (list ?? {}) as Partial<Record<string, unknown>>;
  const isPaths = (paths: unknown): paths is string[] =>
    Array.isArray(paths) && paths.every((path) => typeof path === 'string');
  if (!isPaths(unsafe) || !isPaths(harmless))
    throw new UsageError(`${file}: is not {"unsafe": [path, …], "harmless": [path, …]}.`);
  return {unsafe, harmless};
}

/** The half of a list by a hash of its paths: rules made after one half can be measured on the other. */
function halfOf({unsafe, harmless}: UrlList, half: 0 | 1): UrlList {
  const isIn = (path: string): boolean => createHash('sha256').update(path).digest()[0]! % 2 === half;
  return {unsafe: unsafe.filter(isIn), harmless: harmless.filter(isIn)};
}

await runBenchmark(() => {
  const {values, positionals} = parseOptions({
    allowPositionals: true,
    options: {json: {type: 'string'}, allow: {type: 'string'}, misjudged: {type: 'boolean'}},
  });
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0)
    throw new UsageError('Usage: npm run check:urls -- FILE [--misjudged] [--allow query] [--json FILE]');
  const list = readList(file);
  const allow = values.allow?.split(' ') ?? [];
  const parts = {all: list, 'one half': halfOf(list, 0), 'the other': halfOf(list, 1)};
  const result = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, judge(part, {allow})]),
  );
  const share = (part: number, whole: number): string =>
    `${part} of ${whole}${whole > 0 ? ` (${((100 * part) / whole).toFixed()} %)` : ''}`;
  for (const [name, {unsafe, harmless, passed, refused}] of Object.entries(result))
    console.log(
      `${name}: refuses ${share(unsafe - passed.length, unsafe)} unsafe, lets ${share(harmless - Object.keys(refused).length, harmless)} harmless through`,
    );
  if (values.misjudged) {
    for (const path of result['all']!.passed) console.log(`  passed: ${path}`);
    for (const [path, reason] of Object.entries(result['all']!.refused))
      console.log(`  refused: ${path} (${reason})`);
  }
  return Promise.resolve({result, json: values.json});
});
