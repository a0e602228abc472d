import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';

test('a CHROME_PATH that leads nowhere ends the tests with one sentence', () => {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    ['node_modules/@web/test-runner/dist/bin.js', '--files', 'test/support/commands.test.ts'],
    {encoding: 'utf8', env: {...process.env, CHROME_PATH: '/nowhere/chromium'}},
  );
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.equal(
    stderr,
    'CHROME_PATH is /nowhere/chromium, which is not a program; set it to Chromium or Chrome.\n',
  );
});
