// Finds a browser to run the tests in, and installs one where that can be done without asking.
import {spawnSync} from 'node:child_process';
import {accessSync, constants, existsSync} from 'node:fs';

const programFolders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap(
  (variable) => process.env[variable] ?? [],
);

/**
 * What the tests run in: the variable that names its program, where it usually is by platform, and the
 * packages of Debian that bring it. WebKit is driven through WebKitGTK's driver, on a screen that is not there.
 */
const browsers = {
  chromium: {
    title: 'Chromium or Chrome',
    variable: 'CHROME_PATH',
    packages: ['chromium'],
    places: {
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
      win32: programFolders.flatMap((folder) => [
        `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
        `${folder}\\Microsoft\\Edge\\Application\\msedge.exe`,
      ]),
    },
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    packages: ['firefox-esr'],
    places: {
      linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'],
      darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
      win32: programFolders.map((folder) => `${folder}\\Mozilla Firefox\\firefox.exe`),
    },
  },
  webkit: {
    title: 'WebKitGTK’s driver and Xvfb, which there are on Linux only',
    variable: 'WEBKIT_DRIVER_PATH',
    packages: ['webkit2gtk-driver', 'xvfb'],
    places: {linux: ['/usr/bin/WebKitWebDriver']},
    alsoNeeds: '/usr/bin/Xvfb',
  },
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

/**
 * The path of a browser's program: what its variable names, then the usual places, then (Debian, as root) a
 * fresh install.
 */
export async function findBrowser(name = 'chromium') {
  const {title, variable, packages, places, alsoNeeds} = browsers[name];
  const named = process.env[variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new BrowserMissing(`${variable} is ${named}, which is not a program; set it to ${title}.`);
  }
  const find = () => {
    const found = (places[process.platform] ?? []).find(isExecutable);
    return alsoNeeds === undefined || isExecutable(alsoNeeds) ? found : undefined;
  };
  const found = find() ?? (canInstall() && install(packages) ? find() : undefined);
  if (found !== undefined) return found;
  throw new BrowserMissing(
    `The tests need ${title}: install one, or set ${variable} to where it is (Debian: apt-get install ${packages.join(' ')}).`,
  );
}

function canInstall() {
  return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

function install(packages) {
  process.stderr.write(`No browser found; installing Debian’s ${packages.join(' and ')} …\n`);
  const env = {...process.env, DEBIAN_FRONTEND: 'noninteractive'};
  const apt = (...args) =>
    spawnSync('apt-get', args, {env, stdio: ['ignore', 'ignore', 'inherit']}).status === 0;
  return apt('update', '-q') && apt('install', '-y', '-q', '--no-install-recommends', ...packages);
}
