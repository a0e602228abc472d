import {writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';

/** A benchmark was called with something it cannot work with: the message says what, without a stack. */
export class UsageError extends Error {}

/** The options of a benchmark, all of them strings: `--data FILE`, `--json FILE` and those in `names`. */
export function readArguments<Name extends string>(
  ...names: Name[]
): Partial<Record<'data' | 'json' | Name, string>> {
  const options = Object.fromEntries(
    ['data', 'json', ...names].map((name) => [name, {type: 'string'} as const]),
  );
  try {
    // `parseArgs` types its result by literal options; these were made from `names`.
    return parseArgs({options}).values as Partial<Record<'data' | 'json' | Name, string>>;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Whether the benchmark was called with `--name`; called before `readArguments`, which knows no flags. */
export function takeFlag(name: string): boolean {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return false;
  process.argv.splice(at, 1);
  return true;
}

/** A whole number from 1; `fallback` if the option is absent. */
export function readCount(
  text: string | undefined,
  {name, fallback}: {name: string; fallback: number},
): number {
  if (text === undefined) return fallback;
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1)
    throw new UsageError(`--${name} ${text}: is not a whole number from 1.`);
  return count;
}

/** Runs a benchmark, writes its result where `--json` says, and ends with a code that says whether it went well. */
export async function runBenchmark(
  benchmark: () => Promise<{result: object; json: string | undefined}>,
): Promise<void> {
  try {
    const {result, json} = await benchmark();
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(result, null, 2)}\n`);
  } catch (error) {
    const message =
      error instanceof UsageError || (error instanceof Error && 'code' in error) ? error.message : error;
    console.error(message);
    process.exit(1);
  }
  // The wasm backend would keep Node alive.
  process.exit(0);
}
