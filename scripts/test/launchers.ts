// How the test runner starts each browser.
import type {BrowserLauncher} from '@web/test-runner';
import {chromeLauncher} from '@web/test-runner-chrome';
import {createChromiumPage} from './chromium-page.js';
import type {BrowserName} from './find-browser.js';
import {createFirefoxPage} from './firefox-page.js';
import {webKitLauncher} from './webkit-launcher.js';

// The test runner sets the viewport of every test file to 800 × 600.
const launchers: Record<BrowserName, (path: string) => BrowserLauncher> = {
  chromium: (executablePath) =>
    chromeLauncher({
      launchOptions: {
        executablePath,
        args: [
          '--no-sandbox',
          '--disable-dev-shm-usage',
          '--disable-background-networking',
          '--no-first-run',
        ],
      },
      createPage: createChromiumPage,
    }),
  firefox(executablePath) {
    const launcher = chromeLauncher({
      launchOptions: {browser: 'firefox', executablePath},
      createPage: createFirefoxPage,
      // A tab in the background has no frames.
      concurrency: 1,
    });
    launcher.name = 'Firefox';
    return launcher;
  },
  webkit: webKitLauncher,
};

/** A launcher for web-test-runner; `path` is the browser's program. */
export function createLauncher(name: BrowserName, path: string): BrowserLauncher {
  return launchers[name](path);
}
