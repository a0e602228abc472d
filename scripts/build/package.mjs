// `npm run build`: what browsers and bundlers load, into dist/:
//   index.js               the entry for bundlers; lit is left to them
//   predictive-buttons.js  the same for a plain page, with lit inside
//   open-learner.js, …     what both load when it is needed; shared-….js is what several of them need
//   inspector.js           the inspector, with all that it needs inside; inspector-panel.js is loaded when it opens
//   trainer.worker.js      the worker, with TensorFlow.js inside; wasm/ has its binaries
//   types/                 declarations
//   jsx.js                 nothing: what an import of the types of JSX leaves at run time
//   *.json                 what editors know of the elements
import {spawnSync} from 'node:child_process';
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {bundlePackage} from './bundle-package.mjs';
import {editorData} from './editor-data.mjs';
import {projectRoot} from './tensorflow-bundle.mjs';

function declareTypes() {
  const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');
  const {status} = spawnSync(process.execPath, [compiler, '--project', 'tsconfig.build.json'], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The declarations could not be made.');
}

function printSizes(results) {
  process.stdout.write('Bytes, minified and gzipped\n');
  const files = results.flatMap(({metafile}) => Object.keys(metafile.outputs));
  for (const file of files.filter((path) => path.endsWith('.js'))) {
    const {length} = gzipSync(readFileSync(join(projectRoot, file)), {level: 9});
    process.stdout.write(`${length.toLocaleString('en').padStart(9)}  ${file}\n`);
  }
}

rmSync(join(projectRoot, 'dist'), {recursive: true, force: true});
const results = await bundlePackage('dist');
declareTypes();
writeFileSync(join(projectRoot, 'dist/jsx.js'), 'export {};\n');
for (const [name, data] of Object.entries(editorData())) {
  writeFileSync(join(projectRoot, 'dist', name), `${JSON.stringify(data, null, 2)}\n`);
}
printSizes(results);
