// `npm run build`: writes the code for browsers and bundlers into dist/:
//   index.js, region.js, button.js, menu.js, …  the entries for bundlers, without lit
//   session.js, keyboard.js, …      their on-demand chunks; shared-….js is shared between them
//   predictive-buttons.js  the same for a plain page, with lit, in one file; plain-….js is loaded on demand
//   auto.js                the script tag; auto-region.js predicts and prefetches, auto-….js is loaded on demand
//   routers/NAME.js      what hands predicted links to a router
//   inspector.js           the inspector with everything it needs; inspector-panel.js is loaded when it opens
//   trainer.worker.js      the worker with TensorFlow.js; its binaries are in wasm/
//   types/                 declarations
//   jsx.js                 empty: an import of the JSX types adds no code at run time
//   THIRD-PARTY-NOTICES.txt, sbom.cdx.json  what is in these files of others, with the licences
//   *.json                 descriptions of the elements for editors
import {spawnSync} from 'node:child_process';
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {projectRoot} from '../project-root.js';
import {bundlePackage} from './bundle-package.js';
import {editorData} from './editor-data.js';
import {bill, billFile, notices, noticesFile, thirdParties, type Manifest} from './third-party.js';

function declareTypes(): void {
  const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const {status} = spawnSync(process.execPath, [compiler, '--project', 'tsconfig.build.json'], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The declarations could not be made.');
}

function printSizes(files: readonly string[]): void {
  process.stdout.write('Bytes, minified and gzipped\n');
  for (const file of files.filter((path) => path.endsWith('.js'))) {
    const {length} = gzipSync(readFileSync(join(projectRoot, file)), {level: 9});
    process.stdout.write(`${length.toLocaleString('en').padStart(9)}  ${file}\n`);
  }
}

rmSync(join(projectRoot, 'dist'), {recursive: true, force: true});
const {paths, sources} = await bundlePackage('dist');
const parts = thirdParties(sources);
const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Manifest;
writeFileSync(join(projectRoot, 'dist', noticesFile), notices(parts));
writeFileSync(join(projectRoot, 'dist', billFile), bill(parts, manifest));
declareTypes();
writeFileSync(join(projectRoot, 'dist/jsx.js'), 'export {};\n');
for (const [name, data] of Object.entries(editorData())) {
  writeFileSync(join(projectRoot, 'dist', name), `${JSON.stringify(data, null, 2)}\n`);
}
printSizes(paths);
