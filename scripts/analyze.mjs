// `npm run analyze`: writes custom-elements.json; with `--check`, fails if the file there is another.
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {cli} from '@custom-elements-manifest/analyzer/cli.js';
import {format, resolveConfig} from 'prettier';
import {projectRoot} from './tensorflow-bundle.mjs';

const file = join(projectRoot, 'custom-elements.json');
const manifest = await cli({argv: ['analyze', '--quiet'], cwd: projectRoot, noWrite: true});
// The order of files on disk differs between machines.
manifest.modules.sort((a, b) => (a.path < b.path ? -1 : 1));
const wanted = await format(JSON.stringify(manifest), {...(await resolveConfig(file)), filepath: file});

if (!process.argv.includes('--check')) {
  await writeFile(file, wanted);
  process.stdout.write(`custom-elements.json: ${manifest.modules.length} modules\n`);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== wanted) {
  process.stderr.write(
    'custom-elements.json is not up to date: run `npm run analyze` and commit the result.\n',
  );
  process.exitCode = 1;
} else {
  process.stdout.write('custom-elements.json is up to date\n');
}
