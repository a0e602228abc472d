import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';

/** Starts tests in the browser with changed environment variables. */
function startTests(environment: Record<string, string | undefined>) {
  return spawnSync(
    process.execPath,
    ['node_modules/@web/test-runner/dist/bin.js', '--files', 'test/support/commands.test.ts'],
    {encoding: 'utf8', env: {...process.env, ...environment}},
  );
}

test('a CHROME_PATH without a program ends the tests with one sentence', () => {
  const {status, stdout, stderr} = startTests({CHROME_PATH: '/nowhere/chromium'});
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.equal(
    stderr,
    'CHROME_PATH is /nowhere/chromium, which is not a program; set it to Chromium or Chrome.\n',
  );
});

test(
  'tests without a browser end with the command to install one, and install nothing',
  {skip: process.platform !== 'linux' && 'only on Linux, PATH hides the browser'},
  () => {
    const {status, stdout, stderr} = startTests({CHROME_PATH: undefined, HOME: '/nowhere', PATH: '/nowhere'});
    assert.equal(status, 1);
    assert.equal(stdout, '');
    assert.equal(
      stderr,
      'The tests need Chromium or Chrome: install one, or set CHROME_PATH to where it is ' +
        '(Debian: `npm run install-browsers -- chromium` as root, or apt-get install chromium).\n',
    );
  },
);
