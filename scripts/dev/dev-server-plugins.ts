// How `npm start` and `npm test` serve TypeScript sources to a browser.
import {createReadStream, existsSync} from 'node:fs';
import {join} from 'node:path';
import type {DevServerConfig} from '@web/dev-server';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {bundledModules, bundleFolder, ensureTensorflowBundle} from '../build/tensorflow-bundle.js';
import {projectRoot} from '../project-root.js';
import {serveExamples} from './example-servers.js';

export type Middleware = NonNullable<DevServerConfig['middleware']>[number];
export type Plugin = NonNullable<DevServerConfig['plugins']>[number];

/** `new URL('./x.worker.js', import.meta.url)` in a `.ts` source requests a file that is still `.ts`. */
const serveTypeScriptForJavaScript: Middleware = (context, next) => {
  const {path} = context;
  if (/^\/(src|test|demo|stories|bench|pretrain|tools)\/.*\.js$/.test(path)) {
    if (!existsSync(join(projectRoot, path))) {
      const typescript = path.replace(/\.js$/, '.ts');
      if (existsSync(join(projectRoot, typescript))) context.url = context.url.replace(/\.js(?=$|\?)/, '.ts');
    }
  }
  return next();
};

/** The built package has the wasm binaries in `wasm/` beside the worker; the sources use those of npm. */
const serveWasmBinaries: Middleware = (context, next) => {
  const [, name] = /^\/src\/(?:[\w-]+\/)*wasm\/([\w-]+\.wasm)$/.exec(context.path) ?? [];
  if (name === undefined) return next();
  const file = join(projectRoot, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', name);
  if (!existsSync(file)) return next();
  context.type = 'application/wasm';
  context.body = createReadStream(file);
  return undefined;
};

export const middleware: Middleware[] = [serveTypeScriptForJavaScript, serveWasmBinaries, serveExamples];

export function plugins(): Plugin[] {
  return [
    {
      name: 'tensorflow-bundle',
      async serverStart() {
        await ensureTensorflowBundle();
      },
      resolveImport({source}) {
        const file = bundledModules[source];
        return file === undefined ? undefined : `${bundleFolder}${file}`;
      },
    },
    esbuildPlugin({ts: true, target: 'es2022', tsconfig: join(projectRoot, 'tsconfig.json')}),
  ];
}
