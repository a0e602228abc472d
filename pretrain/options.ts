import {parseOptions, UsageError} from '../tools/arguments.js';

interface CommonOptions {
  json?: string | undefined;
  seed?: string | undefined;
}

/** For the network that is shipped. */
export interface ShippedOptions extends CommonOptions {
  data?: undefined;
  /** The file of the weights. */
  out?: string | undefined;
  visits?: string | undefined;
  epochs?: string | undefined;
}

/** For a model of some people's data. */
export interface DataOptions extends CommonOptions {
  /** Data sets, or folders of them. */
  data: string[];
  /** The folder of the model. */
  out: string;
}

/** The command line of `npm run pretrain`. What follows `--data FILE` is data, too: `--data sets/*.json`. */
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
