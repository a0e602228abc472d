import {writeSync} from 'node:fs';
import {chromeLauncher} from '@web/test-runner-chrome';
import {defaultReporter} from '@web/test-runner';
import {BrowserMissing, findBrowser} from './scripts/browser.mjs';
import {countReporter} from './scripts/count-reporter.mjs';
import {middleware, plugins} from './scripts/dev-server-plugins.mjs';
import {createTestPage, testCommands} from './scripts/test-commands.mjs';
import {testMiddleware} from './scripts/test-server.mjs';

const executablePath = await findBrowser().catch((error) => {
  if (!(error instanceof BrowserMissing)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

// The test runner holds back what is printed while it runs, and would end on an error without a word.
process.on('uncaughtExceptionMonitor', (error) => writeSync(2, `${error.stack}\n`));

export default {
  files: ['test/**/*.test.ts', '!test/node/**', '!test/timed/**'],
  nodeResolve: {exportConditions: ['production', 'default']},
  concurrency: 2,
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath,
        // The test runner sets the viewport of every test file to 800 × 600.
        args: [
          '--no-sandbox',
          '--disable-dev-shm-usage',
          '--disable-background-networking',
          '--no-first-run',
        ],
      },
      createPage: createTestPage,
    }),
  ],
  middleware: [...testMiddleware, ...middleware],
  plugins: [testCommands(), ...plugins()],
  reporters: [defaultReporter({reportTestProgress: process.stdout.isTTY === true}), countReporter()],
  testFramework: {config: {ui: 'bdd', timeout: 20_000}},
  testsFinishTimeout: 600_000,
};
