// `npm run demo:react [-- FOLDER]`, `demo:vue`, `demo:svelte`: builds demo/react and so on into a folder that any
// server can serve, by default .cache/demo-react. All share one page, demo/framework.html.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {build, type Plugin} from 'esbuild';
import {compile as compileSvelte} from 'svelte/compiler';
import {compileScript, parse as parseVue} from 'vue/compiler-sfc';
import {projectRoot} from '../project-root.js';

/** The parts of the two frameworks' bundler plugins that the demos need. */
const components: Plugin = {
  name: 'components',
  setup(bundling) {
    bundling.onLoad({filter: /\.vue$/}, ({path}) => {
      const {descriptor, errors} = parseVue(readFileSync(path, 'utf8'), {filename: path});
      if (errors.length > 0) return {errors: errors.map(({message}) => ({text: message}))};
      const compilerOptions = {isCustomElement: (tag: string) => tag.startsWith('predictive-')};
      const {content} = compileScript(descriptor, {
        id: path,
        inlineTemplate: true,
        templateOptions: {compilerOptions},
      });
      return {contents: content, loader: 'ts'};
    });
    bundling.onLoad({filter: /\.svelte$/}, ({path}) => {
      const {js, warnings} = compileSvelte(readFileSync(path, 'utf8'), {filename: path});
      return {contents: js.code, warnings: warnings.map(({message}) => ({text: message}))};
    });
  },
};

function entryPoint(framework: string): string {
  const candidates = ['main.tsx', 'main.ts'].map((file) => join(projectRoot, 'demo', framework, file));
  const found = candidates.find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(`There is no demo of ${framework || 'a framework without a name'}.`);
  return found;
}

const [framework = '', outdir = join(projectRoot, `.cache/demo-${framework}`)] = process.argv.slice(2);
await build({
  absWorkingDir: projectRoot,
  entryPoints: [entryPoint(framework)],
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
