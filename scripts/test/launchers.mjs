// How the test runner starts each browser.
import {chromeLauncher} from '@web/test-runner-chrome';
import {createChromiumPage, createFirefoxPage} from './pages.mjs';
import {webKitLauncher} from './webkit-launcher.mjs';

// The test runner sets the viewport of every test file to 800 × 600.
const launchers = {
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

/** A launcher for web-test-runner: `name` is chromium, firefox or webkit, `path` its program. */
export function createLauncher(name, path) {
  return launchers[name](path);
}
