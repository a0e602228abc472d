import {parseOptions, UsageError} from '../tools/arguments.js';

interface CommonOptions {
  json?: string | undefined;
  seed?: string | undefined;
}

/** Options for the shipped network. */
export interface ShippedOptions extends CommonOptions {
  data?: undefined;
  /** Path of the weights. */
  out?: string | undefined;
  visits?: string | undefined;
  epochs?: string | undefined;
}

/** Options for a model of people's data. */
export interface DataOptions extends CommonOptions {
  /** Data sets, or folders with data sets. */
  data: string[];
  /** Folder of the model. */
  out: string;
}

/**
 * Reads the options of `npm run pretrain`. All arguments after `--data FILE` are data: `--data sets/*.json`.
 */
export function readOptions(args: readonly string[]): ShippedOptions | DataOptions {
  const {data: named, positionals, visits, epochs, ...common} = parse(args);
  const data = [...named, ...positionals];
  if (data.length === 0) return {...common, visits, epochs};
  if (named.length === 0) throw new UsageError(`${positionals[0]}: data sets are named by --data FILE.`);
  const {out, ...rest} = common;
  if (out === undefined)
    throw new UsageError(
      '--data: say by --out FOLDER where the model goes; the network in the package is not trained on data.',
    );
  for (const [name, value] of Object.entries({visits, epochs}))
    if (value !== undefined)
      throw new UsageError(`--${name}: is for simulated movement, and does nothing with --data.`);
  return {...rest, data, out};
}

function parse(args: readonly string[]) {
  const one = {type: 'string'} as const;
  const {values, positionals} = parseOptions({
    args: [...args],
    options: {
      data: {type: 'string', multiple: true},
      out: one,
      json: one,
      seed: one,
      visits: one,
      epochs: one,
    },
    allowPositionals: true,
  });
  return {...values, data: values.data ?? [], positionals};
}
