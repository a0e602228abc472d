// Installs the package in empty projects, and builds them as in the README, without configuration.
import {cpSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {build as buildWithEsbuild} from 'esbuild';
import {build as buildWithVite, createServer as startVite} from 'vite';
import webpack from 'webpack';
import {emptyProject, installed, scratch} from './packed.js';
import {withServer} from './pages.js';
import {htmlPage, quickStart} from './quick-start.js';
import {assertWorks} from './works.js';

const moduleScript = htmlPage('<script type="module" src="/main.js"></script>');

/** A project of a user who has followed the README. */
function projectFor(bundler: string): string {
  const folder = emptyProject(bundler);
  writeFileSync(join(folder, 'main.js'), quickStart('With npm and a bundler', 'js'));
  return folder;
}

test('a plain page predicts, and trains in its worker with wasm', async () => {
  const site = join(scratch, 'plain');
  cpSync(join(installed, 'dist'), join(site, 'predictive-buttons'), {recursive: true});
  writeFileSync(join(site, 'index.html'), quickStart('With a plain script', 'html'));
  await withServer(site, (url) => assertWorks(url));
});

test('so does a page that Vite serves in development, and one that it builds', async () => {
  const root = projectFor('vite');
  writeFileSync(join(root, 'index.html'), moduleScript);
  const server = await startVite({
    root,
    configFile: false,
    logLevel: 'error',
    server: {port: 0, host: '127.0.0.1'},
  });
  try {
    await server.listen();
    await assertWorks(server.resolvedUrls!.local[0]!);
  } finally {
    await server.close();
  }
  const outDir = join(root, 'dist');
  await buildWithVite({root, configFile: false, logLevel: 'error', build: {outDir}});
  await withServer(outDir, (url) => assertWorks(url));
});

test('so does a page that webpack builds', async () => {
  const context = projectFor('webpack');
  const path = join(context, 'dist');
  const compiler = webpack({context, mode: 'production', entry: './main.js', output: {path}});
  await new Promise<void>((resolve, reject) =>
    compiler.run((error, stats) => {
      if (error) reject(error);
      else if (stats!.hasErrors()) reject(new Error(stats!.toString('errors-only')));
      else compiler.close((problem) => (problem ? reject(problem) : resolve()));
    }),
  );
  writeFileSync(join(path, 'index.html'), htmlPage('<script defer src="/main.js"></script>'));
  await withServer(path, (url) => assertWorks(url));
});

test('so does a page that esbuild builds, with the worker and its binaries beside the result', async () => {
  const absWorkingDir = projectFor('esbuild');
  const outdir = join(absWorkingDir, 'out');
  await buildWithEsbuild({
    absWorkingDir,
    entryPoints: ['main.js'],
    bundle: true,
    format: 'esm',
    splitting: true,
    outdir,
    logLevel: 'error',
  });
  writeFileSync(join(outdir, 'index.html'), moduleScript);
  cpSync(join(installed, 'dist/trainer.worker.js'), join(outdir, 'trainer.worker.js'));
  cpSync(join(installed, 'dist/wasm'), join(outdir, 'wasm'), {recursive: true});
  await withServer(outdir, (url) => assertWorks(url));
});
