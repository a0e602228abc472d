import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';

/** Runs a command that must succeed; returns its output. */
export function run(command: string, args: string[], cwd: string): string {
  const {status, stdout, stderr} = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  assert.equal(status, 0, stderr || stdout);
  return stdout;
}
