import {accessSync, constants} from 'node:fs';
import {Launcher} from 'chrome-launcher';

export type BrowserName = 'chromium' | 'firefox' | 'webkit';

export interface BrowserKind {
  title: string;
  /** The environment variable that names its program. */
  variable: string;
  /** The Debian packages that contain it. */
  packages: readonly string[];
  /** The path of an installed one. */
  find: () => string | undefined;
}

/** The browsers that tests run in. WebKit is driven through WebKitGTK's driver, on a virtual screen. */
export const browserKinds: Readonly<Record<BrowserName, BrowserKind>> = {
  chromium: {
    title: 'Chromium or Chrome',
    variable: 'CHROME_PATH',
    packages: ['chromium'],
    find: findChrome,
  },
  firefox: {
    title: 'Firefox',
    variable: 'FIREFOX_PATH',
    packages: ['firefox-esr'],
    find: () =>
      [
        '/usr/bin/firefox-esr',
        '/usr/bin/firefox',
        '/snap/bin/firefox',
        '/Applications/Firefox.app/Contents/MacOS/firefox',
        `${process.env.ProgramFiles}\\Mozilla Firefox\\firefox.exe`,
      ].find(isExecutable),
  },
  webkit: {
    title: 'WebKitGTK’s driver and Xvfb, which exist on Linux only',
    variable: 'WEBKIT_DRIVER_PATH',
    packages: ['webkit2gtk-driver', 'xvfb'],
    find: () => (isExecutable('/usr/bin/Xvfb') ? ['/usr/bin/WebKitWebDriver'].find(isExecutable) : undefined),
  },
};

export class BrowserMissing extends Error {}

/** The path of a browser's program: the one that its variable names, or else an installed one. */
export function findBrowser(name: BrowserName = 'chromium'): string {
  const {title, variable, packages, find} = browserKinds[name];
  const named = process.env[variable];
  if (named) {
    if (isExecutable(named)) return named;
    throw new BrowserMissing(`${variable} is ${named}, which is not a program; set it to ${title}.`);
  }
  const found = find();
  if (found !== undefined) return found;
  throw new BrowserMissing(
    `The tests need ${title}: install one, or set ${variable} to where it is ` +
      `(Debian: \`npm run install-browsers -- ${name}\` as root, or apt-get install ${packages.join(' ')}).`,
  );
}

function findChrome(): string | undefined {
  try {
    return Launcher.getInstallations()[0];
  } catch {
    // On Linux it throws if there is none.
    return undefined;
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
