// Bundles the kit's own sources for browsers. rolldown can leave code that a chunk shares with its entry in the
// entry, which saves a request and a tenth of the compressed bytes.
import {readFileSync} from 'node:fs';
import {relative} from 'node:path';
import {transform} from 'esbuild';
import {rolldown, type OutputChunk, type Plugin} from 'rolldown';
import * as colours from '../../src/core/default-colours.js';
import {variantTexts} from '../../src/elements/variant-texts.js';
import {projectRoot} from '../project-root.js';

/** A file of a bundle. */
export interface BundledFile {
  name: string;
  code: string;
  map: string;
  /** The source that it is imported as, relative to the project; `undefined` for a file that is only shared. */
  source: string | undefined;
  isEntry: boolean;
  /** Names of the files that it imports, and its sources with their bytes before gzip. */
  imports: string[];
  modules: Record<string, number>;
}

export interface BundleOptions {
  /** Entries by file name. */
  input: Record<string, string>;
  external?: (string | RegExp)[];
  plugins?: Plugin[];
  /** Prefix of chunk names. */
  prefix?: string;
  /** Puts all static imports of the single entry into its file, from which the chunks import them. */
  isOneFile?: boolean;
}

/** What the templates take from other modules. */
const constants: Readonly<Record<string, Readonly<Record<string, string>>>> = {colours, variantTexts};

/** The only template of a `*.styles.ts`. */
const template = /`([^`]*)`(\)?;\s*)$/;

/** Minifies the styles in the sources, with the kit's colours in their places. */
const smallStyles: Plugin = {
  name: 'small-styles',
  load: {
    filter: {id: /\.styles\.ts$/},
    async handler(path) {
      const source = readFileSync(path, 'utf8');
      const styles = template.exec(source)?.[1];
      if (styles === undefined) throw new Error(`${path} does not end in a template of styles.`);
      const resolved = styles.replaceAll(
        /\$\{(\w+)\.(\w+)\}/g,
        (all, from: string, name: string) => constants[from]?.[name] ?? all,
      );
      const {code} = await transform(resolved, {loader: 'css', minify: true});
      // esbuild leaves values of custom properties, and what is in `:host()`, as they are written.
      const small = code
        .trim()
        .replaceAll(/(?<=--[\w-]+:) |(?<=,) | (?=[*/] )|(?<= [*/]) /g, '')
        .replaceAll(/(?<==)"([a-z]+)"/g, '$1');
      return {
        code: source.replace(template, (_all, _styles, end: string) => `\`${small}\`${end}`),
        moduleType: 'ts',
      };
    },
  },
};

/** Finds the static imports of the entries. */
class StaticImports {
  readonly #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  readonly plugin: Plugin = {
    name: 'static-imports',
    buildEnd: {
      handler: (() => {
        const ids = this.#ids;
        return function (this: {
          getModuleIds(): Iterable<string>;
          getModuleInfo(id: string): {isEntry: boolean; importedIds: string[]} | null;
        }): void {
          const add = (id: string): void => {
            if (ids.has(id)) return;
            ids.add(id);
            this.getModuleInfo(id)?.importedIds.forEach(add);
          };
          for (const id of this.getModuleIds()) if (this.getModuleInfo(id)?.isEntry === true) add(id);
        };
      })(),
    },
  };
}

/** Bundles without writing files. */
export async function bundle({
  input,
  external = [],
  plugins = [],
  prefix = '',
  isOneFile = false,
}: BundleOptions): Promise<BundledFile[]> {
  const statics = new StaticImports();
  const bundling = await rolldown({
    input,
    cwd: projectRoot,
    external,
    platform: 'browser',
    plugins: [smallStyles, statics.plugin, ...plugins],
    resolve: {
      extensionAlias: {'.js': ['.ts', '.js']},
      conditionNames: ['production', 'browser', 'import', 'default'],
      mainFields: ['module', 'browser', 'main'],
    },
    transform: {target: 'es2022', define: {'process.env.NODE_ENV': '"production"'}},
    // Adds the chunks' imports to the entry's exports, instead of creating another file.
    ...(isOneFile && {preserveEntrySignatures: 'allow-extension'}),
    // Some sources are also imported statically on purpose.
    checks: {ineffectiveDynamicImport: false},
  });
  const {output} = await bundling.generate({
    format: 'esm',
    sourcemap: true,
    minify: true,
    comments: {legal: false, annotation: false, jsdoc: false},
    entryFileNames: '[name].js',
    chunkFileNames: ({isDynamicEntry}) =>
      isDynamicEntry ? `${prefix}[name].js` : `${prefix}shared-[hash].js`,
    ...(isOneFile && {
      codeSplitting: {groups: [{name: Object.keys(input)[0]!, test: (id) => statics.has(id)}]},
    }),
  });
  await bundling.close();
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  return chunks.map(bundledFile);
}

/** The bundler's helper for exports takes what a page has added to every object for exports, too. */
function withOwnKeys(code: string): string {
  return code.replace(
    /for\(((?:let|var|const) \w+) in (\w+)\)(?=\w+\(\w+,\w+,\{get:)/,
    'for($1 of Object.keys($2))',
  );
}

function bundledFile(chunk: OutputChunk): BundledFile {
  const {fileName, facadeModuleId, isEntry, imports, modules, map, code} = chunk;
  return {
    name: fileName,
    code: withOwnKeys(code),
    map: map?.toString() ?? '',
    source: facadeModuleId === null ? undefined : relative(projectRoot, facadeModuleId),
    isEntry,
    imports,
    modules: Object.fromEntries(
      Object.entries(modules).map(([id, {renderedLength}]) => [relative(projectRoot, id), renderedLength]),
    ),
  };
}
