// `npm run install-browsers [-- chromium firefox webkit]`: installs the Debian packages of the browsers that
// are missing, by default Chromium's and Firefox's. Nothing else in the project installs software.
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {browserKinds, BrowserMissing, findBrowser, type BrowserName} from './find-browser.js';

function isBrowserName(name: string): name is BrowserName {
  return Object.hasOwn(browserKinds, name);
}

function messageIfMissing(name: BrowserName): string | undefined {
  try {
    findBrowser(name);
    return undefined;
  } catch (error) {
    if (error instanceof BrowserMissing) return error.message;
    throw error;
  }
}

const canInstall =
  existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

function apt(...args: string[]): boolean {
  const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
  return spawnSync('apt-get', args, {env, stdio: ['ignore', 'ignore', 'inherit']}).status === 0;
}

function install(packages: readonly string[]): void {
  process.stdout.write(`Installing Debian’s ${packages.join(', ')} …\n`);
  if (apt('update', '-q')) apt('install', '-y', '-q', '--no-install-recommends', ...packages);
}

const named = process.argv.slice(2);
const unknown = named.find((name) => !isBrowserName(name));
if (unknown !== undefined) throw new Error(`There is no browser ${unknown}.`);
const names = named.length > 0 ? named.filter(isBrowserName) : (['chromium', 'firefox'] as const);

const missing = names.filter((name) => messageIfMissing(name) !== undefined);
if (missing.length > 0 && canInstall) install(missing.flatMap((name) => browserKinds[name].packages));
for (const name of names) {
  const message = messageIfMissing(name);
  if (message === undefined) {
    process.stdout.write(`${browserKinds[name].title}: ${findBrowser(name)}\n`);
  } else {
    process.stderr.write(`${message}\n`);
    process.exitCode = 1;
  }
}
