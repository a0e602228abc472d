import {writeFileSync} from 'node:fs';
import {parseArgs, type ParseArgsConfig} from 'node:util';

/** A mistake in how a command was called. The message says what is wrong, and is printed without a stack. */
export class UsageError extends Error {}

/** `parseArgs`, with a `UsageError` for whatever it throws. */
export function parseOptions<Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Reads a benchmark's options: `--data FILE`, `--json FILE`, a string for each of `names`, a boolean for
 * `flags`.
 */
export function readArguments<Name extends string, Flag extends string = never>(
  names: readonly Name[],
  {flags = []}: {flags?: readonly Flag[]} = {},
): Partial<Record<'data' | 'json' | Name, string> & Record<Flag, boolean>> {
  const options = Object.fromEntries<{type: 'string' | 'boolean'}>([
    ...['data', 'json', ...names].map((name) => [name, {type: 'string'}] as const),
    ...flags.map((name) => [name, {type: 'boolean'}] as const),
  ]);
  // `parseArgs` types its result by literal options; these come from `names` and `flags`.
  return parseOptions({options}).values as ReturnType<typeof readArguments<Name, Flag>>;
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

/** Runs a benchmark, writes its result to the file that `--json` names, and exits with 1 if it failed. */
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
