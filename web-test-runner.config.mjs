import {writeSync} from 'node:fs';
import {defaultReporter} from '@web/test-runner';
import {BrowserMissing, findBrowser} from './scripts/test/find-browser.mjs';
import {countReporter} from './scripts/test/count-reporter.mjs';
import {middleware, plugins} from './scripts/dev/dev-server-plugins.mjs';
import {createLauncher} from './scripts/test/launchers.mjs';
import {testCommands} from './scripts/test/commands.mjs';
import {testMiddleware} from './scripts/test/server.mjs';

/** `TEST_BROWSER=firefox` or `webkit` runs the tests there; scripts/test/browsers.mjs runs them in each. */
const name = process.env.TEST_BROWSER || 'chromium';

const executablePath = await findBrowser(name).catch((error) => {
  if (!(error instanceof BrowserMissing)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

// The test runner holds back what is printed while it runs, and would end on an error without a word.
process.on('uncaughtExceptionMonitor', (error) => writeSync(2, `${error.stack}\n`));

export default {
  files: ['test/**/*.test.ts', '!test/{node,packages,pages,benchmarks,pretrain,timed}/**'],
  nodeResolve: {exportConditions: ['production', 'default']},
  concurrency: 2,
  browsers: [createLauncher(name, executablePath)],
  middleware: [...testMiddleware, ...middleware],
  plugins: [testCommands(), ...plugins()],
  reporters: [defaultReporter({reportTestProgress: process.stdout.isTTY === true}), countReporter()],
  testFramework: {config: {ui: 'bdd', timeout: 20_000}},
  // A machine that is busy starts a browser slowly.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
};
