// `npm run compare:kits`: installs the kits of docs/comparison.md from npm into a folder of its own, bundles one
// button of each, asks it in Chromium what it does, and prints a table. Needs npm's registry; two minutes.
//
//   npm run compare:kits [-- --folder FOLDER]   a folder that keeps the packages; otherwise one below the system's
//                                               temporary folder
import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import puppeteer from 'puppeteer-core';
import {bytesAtOnce, measureBundle} from '../build/measure-bundle.js';
import {findBrowser} from '../test/find-browser.js';
import {bundleKit} from './kits/bundle-kit.js';
import {kits, native, ours, type Kit} from './kits/kits.js';
import {rendersOnServer} from './kits/render-on-server.js';
import {probeKit, type Answers} from './kits/probe-kit.js';

const {values} = parseArgs({options: {folder: {type: 'string'}}});
const folder = resolve(values.folder ?? join(tmpdir(), 'predictive-buttons-kits'));

/** Installs what is missing, without running scripts of the packages. */
function install(): void {
  mkdirSync(folder, {recursive: true});
  writeFileSync(join(folder, 'package.json'), '{"name": "kits", "private": true}');
  const packages = [...new Set(kits.flatMap((kit) => kit.packages))];
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--save-exact', '--loglevel=error'];
  const {status} = spawnSync('npm', ['install', ...options, ...packages], {cwd: folder, stdio: 'inherit'});
  if (status !== 0) throw new Error(`npm could not install the kits into ${folder}.`);
}

const inWords = (value: boolean | string | number): string =>
  typeof value === 'boolean'
    ? value
      ? 'yes'
      : 'no'
    : typeof value === 'number'
      ? value.toLocaleString('en')
      : value;

install();
const browser = await puppeteer.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  const columns: [kit: Kit, facts: Record<string, Answers[string] | number>][] = [];
  for (const kit of [...kits, ours, native]) {
    const bundle = await bundleKit(kit, folder);
    const answers = await probeKit(browser, kit, bundle);
    const bytes = kit === ours ? bytesAtOnce(await measureBundle('src/button.ts')) : bundle.bytes;
    columns.push([
      kit,
      {
        ...answers,
        ...(kit.packages.length > 0 && {'rendered by Lit on a server': rendersOnServer(kit, folder)}),
        'custom properties that the button reads': bundle.properties,
        'rules for forced colours': bundle.rules['forced-colors'],
        'rules for reduced motion': bundle.rules['prefers-reduced-motion'],
        'bytes of a button, gzip': bytes,
        'bytes with the default theme, gzip': bytes + bundle.themedBytes - bundle.bytes,
      },
    ]);
  }
  const rows = [...new Set(columns.flatMap(([, facts]) => Object.keys(facts)))];
  const line = (cells: readonly string[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
  line([
    '',
    ...columns.map(([{name, packages}]) => packages[0]?.replace(/^@?([^@]+)@(.*)$/, `${name} $2`) ?? name),
  ]);
  line(columns.map(() => '---').concat('---'));
  for (const row of rows) line([row, ...columns.map(([, facts]) => inWords(facts[row] ?? '–'))]);
} finally {
  await browser.close();
}
