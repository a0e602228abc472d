// `npm run demo:react [-- FOLDER]`, `demo:vue`, `demo:svelte`: builds demo/react and so on into a folder that any
// server can serve, .cache/demo-react. The page is one for all, demo/framework.html.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';
import {compile as compileSvelte} from 'svelte/compiler';
import {compileScript, parse as parseVue} from 'vue/compiler-sfc';
import {projectRoot} from './tensorflow-bundle.mjs';

/** What the bundlers' plugins of the two frameworks do, as far as the demos need it. */
const components = {
  name: 'components',
  setup({onLoad}) {
    onLoad({filter: /\.vue$/}, ({path}) => {
      const {descriptor, errors} = parseVue(readFileSync(path, 'utf8'), {filename: path});
      if (errors.length > 0) return {errors: errors.map(({message}) => ({text: message}))};
      const compilerOptions = {isCustomElement: (tag) => tag.startsWith('predictive-')};
      const {content} = compileScript(descriptor, {
        id: path,
        inlineTemplate: true,
        templateOptions: {compilerOptions},
      });
      return {contents: content, loader: 'ts'};
    });
    onLoad({filter: /\.svelte$/}, ({path}) => {
      const {js, warnings} = compileSvelte(readFileSync(path, 'utf8'), {filename: path});
      return {contents: js.code, warnings: warnings.map(({message}) => ({text: message}))};
    });
  },
};

const [framework, outdir = join(projectRoot, `.cache/demo-${framework}`)] = process.argv.slice(2);
const folder = join(projectRoot, 'demo', framework);
await build({
  absWorkingDir: projectRoot,
  entryPoints: [['main.tsx', 'main.ts'].map((file) => join(folder, file)).find((file) => existsSync(file))],
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  define: {
    'process.env.NODE_ENV': '"production"',
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  plugins: [components],
  outdir,
  logLevel: 'warning',
});
const page = readFileSync(join(projectRoot, 'demo/framework.html'), 'utf8');
const name = framework.charAt(0).toUpperCase() + framework.slice(1);
writeFileSync(join(outdir, 'index.html'), page.replace('{framework}', name));
process.stdout.write(`${outdir}\n`);
