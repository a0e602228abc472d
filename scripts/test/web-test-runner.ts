// The configuration of web-test-runner; web-test-runner.config.mjs loads it.
import {writeSync} from 'node:fs';
import {defaultReporter, type TestRunnerConfig} from '@web/test-runner';
import {middleware, plugins} from '../dev/dev-server-plugins.js';
import {testCommands} from './commands.js';
import {countReporter} from './count-reporter.js';
import {BrowserMissing, findBrowser, type BrowserName} from './find-browser.js';
import {createLauncher} from './launchers.js';
import {testMiddleware} from './server.js';

/** `TEST_BROWSER=firefox` or `webkit` runs the tests there; scripts/test/browsers.ts runs them in each. */
const name = (process.env.TEST_BROWSER || 'chromium') as BrowserName;

function pathOrExit(): string {
  try {
    return findBrowser(name);
  } catch (error) {
    if (!(error instanceof BrowserMissing)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

// The test runner holds back output while it runs, and would end on an error without printing it.
process.on('uncaughtExceptionMonitor', (error) => writeSync(2, `${error.stack}\n`));

export const config: TestRunnerConfig = {
  files: ['test/**/*.test.ts', '!test/{node,packages,pages,long,benchmarks,pretrain,apart}/**'],
  nodeResolve: {exportConditions: ['production', 'default']},
  concurrency: 2,
  browsers: [createLauncher(name, pathOrExit())],
  middleware: [...testMiddleware, ...middleware],
  plugins: [testCommands(), ...plugins()],
  reporters: [defaultReporter({reportTestProgress: process.stdout.isTTY}), countReporter()],
  testFramework: {config: {ui: 'bdd', timeout: 20_000}},
  // A busy machine starts a browser slowly.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 600_000,
};
