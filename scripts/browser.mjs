// Finds a Chromium to run the tests in, and installs one where that can be done without asking.
import {spawnSync} from 'node:child_process';
import {accessSync, constants, existsSync} from 'node:fs';

/** Where Chromium and its relatives are usually found, by platform. */
const usualPlaces = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined
      ? []
      : [
          `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
          `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
        ];
  }),
};

export class BrowserMissing extends Error {}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a browser: `CHROME_PATH`, then the usual places, then (Debian, as root) a fresh install. */
export async function findBrowser() {
  const named = process.env.CHROME_PATH;
  if (named) {
    if (isExecutable(named)) return named;
    throw new BrowserMissing(
      `CHROME_PATH is ${named}, which is not a program; set it to a Chromium or Chrome.`,
    );
  }
  const found = (usualPlaces[process.platform] ?? []).find(isExecutable);
  if (found !== undefined) return found;
  if (canInstall() && install()) return '/usr/bin/chromium';
  throw new BrowserMissing(
    'The tests need Chromium or Chrome: install one, or set CHROME_PATH to where it is (Debian: apt-get install chromium).',
  );
}

function canInstall() {
  return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

function install() {
  process.stderr.write('No browser found; installing Debian’s chromium …\n');
  const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
  const apt = (...args) =>
    spawnSync('apt-get', args, {env, stdio: ['ignore', 'ignore', 'inherit']}).status === 0;
  return (
    apt('update', '-q') &&
    apt('install', '-y', '-q', '--no-install-recommends', 'chromium') &&
    isExecutable('/usr/bin/chromium')
  );
}
