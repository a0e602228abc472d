// esbuild, with two things more that make what pages download smaller: terser goes over its output, and the
// styles in the sources lose their spaces.
import {readFileSync} from 'node:fs';
import {build, transform} from 'esbuild';
import {minify} from 'terser';

/** The one template of a `*.styles.ts`. */
const template = /`([^`]*)`\);\s*$/;

const smallStyles = {
  name: 'small-styles',
  setup({onLoad}) {
    onLoad({filter: /\.styles\.ts$/}, async ({path}) => {
      const source = readFileSync(path, 'utf8');
      const found = template.exec(source);
      if (found === null) throw new Error(`${path} does not end in a template of styles.`);
      const {code} = await transform(found[1], {loader: 'css', minify: true});
      return {contents: source.replace(template, () => `\`${code.trim()}\`);`), loader: 'ts'};
    });
  },
};

/** Builds as esbuild does with `options`, but writes nothing: the answer's `outputFiles` have the smaller contents. */
export async function buildSmall(options) {
  const result = await build({
    ...options,
    write: false,
    minify: true,
    plugins: [smallStyles, ...(options.plugins ?? [])],
  });
  const files = new Map(result.outputFiles.map((file) => [file.path, file]));
  for (const [path, file] of files) {
    if (!path.endsWith('.js')) continue;
    const map = files.get(`${path}.map`);
    const small = await minify(file.text, {
      module: true,
      ecma: 2020,
      compress: {passes: 3, unsafe_arrows: true},
      format: {comments: /@license|legal/i},
      ...(map && {sourceMap: {content: map.text, url: `${path.split(/[\\/]/).at(-1)}.map`}}),
    });
    file.contents = Buffer.from(small.code);
    if (map) map.contents = Buffer.from(small.map);
  }
  return result;
}
