// esbuild, with two additions that make downloads smaller: terser goes over its output, and the styles in the
// sources lose their spaces.
import {readFileSync} from 'node:fs';
import {build, transform, type BuildOptions, type BuildResult, type OutputFile, type Plugin} from 'esbuild';
import {minify} from 'terser';

/** The one template of a `*.styles.ts`. */
const template = /`([^`]*)`\);\s*$/;

const smallStyles: Plugin = {
  name: 'small-styles',
  setup(bundling) {
    bundling.onLoad({filter: /\.styles\.ts$/}, async ({path}) => {
      const source = readFileSync(path, 'utf8');
      const styles = template.exec(source)?.[1];
      if (styles === undefined) throw new Error(`${path} does not end in a template of styles.`);
      const {code} = await transform(styles, {loader: 'css', minify: true});
      return {contents: source.replace(template, () => `\`${code.trim()}\`);`), loader: 'ts'};
    });
  },
};

/** What esbuild reports when it writes nothing and describes what it has built. */
export type Built = BuildResult<{write: false; metafile: true}>;

/** Builds as esbuild does with `options`, but writes nothing: `outputFiles` of the result has the smaller contents. */
export async function buildSmall(options: BuildOptions): Promise<Built> {
  const result = await build({
    ...options,
    write: false,
    metafile: true,
    minify: true,
    plugins: [smallStyles, ...(options.plugins ?? [])],
  });
  const files = new Map(result.outputFiles.map((file) => [file.path, file]));
  for (const file of files.values()) {
    if (file.path.endsWith('.js')) await shrink(file, files.get(`${file.path}.map`));
  }
  return result;
}

async function shrink(file: OutputFile, map: OutputFile | undefined): Promise<void> {
  const small = await minify(file.text, {
    module: true,
    ecma: 2020,
    compress: {passes: 3, unsafe_arrows: true},
    format: {comments: /@license|legal/i},
    ...(map && {sourceMap: {content: map.text, url: `${file.path.split(/[\\/]/).at(-1)}.map`}}),
  });
  if (small.code === undefined) throw new Error(`terser returned nothing for ${file.path}.`);
  file.contents = Buffer.from(small.code);
  // terser returns a string unless it is told to return an object.
  if (map) map.contents = Buffer.from(small.map as string);
}
