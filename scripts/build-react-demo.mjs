// `npm run demo:react [-- FOLDER]`: builds demo/react into a folder that any server can serve, .cache/demo-react.
import {cpSync} from 'node:fs';
import {join} from 'node:path';
import {build} from 'esbuild';
import {projectRoot} from './tensorflow-bundle.mjs';

const outdir = process.argv[2] ?? join(projectRoot, '.cache/demo-react');
await build({
  absWorkingDir: projectRoot,
  entryPoints: ['demo/react/main.tsx'],
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  define: {'process.env.NODE_ENV': '"production"'},
  outdir,
  logLevel: 'warning',
});
cpSync(join(projectRoot, 'demo/react/index.html'), join(outdir, 'index.html'));
process.stdout.write(`${outdir}\n`);
