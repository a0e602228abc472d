import {chromeLauncher} from '@web/test-runner-chrome';
import {findBrowser} from './scripts/browser.mjs';
import {middleware, plugins} from './scripts/dev-server-plugins.mjs';

const executablePath = await findBrowser();

export default {
  files: ['test/**/*.test.ts'],
  nodeResolve: {exportConditions: ['production', 'default']},
  concurrency: 2,
  browsers: [
    chromeLauncher({
      launchOptions: {
        executablePath,
        args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking', '--no-first-run'],
      },
    }),
  ],
  middleware,
  plugins: plugins(),
  testFramework: {config: {ui: 'bdd', timeout: 20_000}},
  testsFinishTimeout: 600_000,
};
