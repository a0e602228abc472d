// What `npm start` and `npm test` share: how the browser is served TypeScript sources.
import {join} from 'node:path';
import {createReadStream, existsSync} from 'node:fs';
import {esbuildPlugin} from '@web/dev-server-esbuild';
import {fragmentExample} from '../../demo/router/server.mjs';
import {warmUpExample} from '../../demo/warm-up/server.mjs';
import {
  bundledModules,
  bundleFolder,
  ensureTensorflowBundle,
  projectRoot,
} from '../build/tensorflow-bundle.mjs';

/** `new URL('./x.worker.js', import.meta.url)` in a `.ts` source asks for a file that is still `.ts`. */
function serveTypeScriptForJavaScript(context, next) {
  const path = context.path;
  if (/^\/(src|test|demo|stories|bench|pretrain)\/.*\.js$/.test(path)) {
    if (!existsSync(join(projectRoot, path))) {
      const typescript = path.replace(/\.js$/, '.ts');
      if (existsSync(join(projectRoot, typescript))) context.url = context.url.replace(/\.js(?=$|\?)/, '.ts');
    }
  }
  return next();
}

/** The wasm binaries lie in `wasm/` beside the worker once built; in the sources they are npm's. */
async function serveWasmBinaries(context, next) {
  const match = /^\/src\/(?:[\w-]+\/)*wasm\/([\w-]+\.wasm)$/.exec(context.path);
  if (!match) return next();
  const file = join(projectRoot, 'node_modules/@tensorflow/tfjs-backend-wasm/dist', match[1]);
  if (!existsSync(file)) return next();
  context.type = 'application/wasm';
  context.body = createReadStream(file);
}

/** Servers of the examples in `demo/`, by where their pages look for them. */
const examples = {
  '/demo/warm-up/api/': warmUpExample(),
  '/demo/router/fragments/': fragmentExample(),
};

function serveExamples(context, next) {
  for (const [place, answer] of Object.entries(examples)) {
    if (!context.path.startsWith(place)) continue;
    context.respond = false;
    return answer(context.req, context.res, context.path.slice(place.length));
  }
  return next();
}

export const middleware = [serveTypeScriptForJavaScript, serveWasmBinaries, serveExamples];

export function plugins() {
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
