import {spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {projectRoot} from '../../scripts/project-root.js';
import type {Site} from './site.js';
import {sitePages} from './pages.js';

/** Kept between runs; git ignores it. */
const cache = join(projectRoot, '.cache/sites');
const apps = join(projectRoot, 'bench/sites/apps');
const sourceOf = ({name, source}: Site): string =>
  source === undefined ? join(apps, name) : join(projectRoot, source);

/** The packed kit, under a name that tells its contents: npm installs a file of a known name once. */
export function packKit(): string {
  const folder = join(cache, 'packed');
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  run('npm', ['pack', '--pack-destination', folder], projectRoot);
  const [file] = readdirSync(folder);
  return keepKit(join(folder, file!));
}

/** Copies a packed kit into the cache. */
export function keepKit(file: string): string {
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 12);
  const kept = join(cache, `kit-${hash}.tgz`);
  mkdirSync(cache, {recursive: true});
  if (!existsSync(kept)) cpSync(file, kept);
  return kept;
}

/** Installs and builds a site with the packed kit, unless that is done; returns its folder. */
export function prepareSite(site: Site, kit: string): string {
  const folder = join(cache, site.name);
  const dependencies = {...site.dependencies, 'predictive-buttons': `file:${kit}`};
  const type = site.hasUntypedScripts === true ? {} : {type: 'module'};
  const manifest = JSON.stringify({name: site.name, private: true, ...type, dependencies}, null, 2);
  const stamp = stampOf(sourceOf(site), `${manifest}${String(site.generate)}${String(site.finish)}`);
  const stampFile = join(folder, '.built');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return folder;

  mkdirSync(folder, {recursive: true});
  // The rest is what the last build left.
  for (const name of readdirSync(folder))
    if (name !== 'node_modules' && name !== 'package-lock.json')
      rmSync(join(folder, name), {recursive: true, force: true});
  // Bundlers take a kit of the same version for the same kit.
  rmSync(join(folder, 'node_modules/.cache'), {recursive: true, force: true});
  cpSync(sourceOf(site), folder, {recursive: true});
  cpSync(join(apps, 'site.css'), join(folder, 'site.css'));
  writeFileSync(join(folder, 'pages.json'), JSON.stringify(sitePages));
  writeFileSync(join(folder, 'package.json'), manifest);
  run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund'], folder);
  // Vite serves it at the root.
  mkdirSync(join(folder, 'public'), {recursive: true});
  cpSync(join(folder, 'site.css'), join(folder, 'public/site.css'));
  site.generate?.(folder);
  if (site.build !== undefined) {
    const [program, ...args] = site.build;
    run(join(folder, 'node_modules/.bin', program!), args, folder);
  }
  site.finish?.(folder);
  writeFileSync(stampFile, stamp);
  return folder;
}

/** Tells whether sources have changed. */
function stampOf(folder: string, rest: string): string {
  const hash = createHash('sha256').update(rest).update(JSON.stringify(sitePages));
  for (const file of readdirSync(folder, {recursive: true, encoding: 'utf8'}).sort()) {
    const path = join(folder, file);
    if (statSync(path).isFile()) hash.update(file).update(readFileSync(path));
  }
  return hash.update(readFileSync(join(apps, 'site.css'))).digest('hex');
}

function run(command: string, args: readonly string[], cwd: string): void {
  const {status, stdout, stderr, error} = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: {...process.env, NEXT_TELEMETRY_DISABLED: '1'},
  });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`, {cause: error});
}
