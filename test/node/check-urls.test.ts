import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {judge} from '../../bench/urls/judge-urls.js';
import {harmlessUrls, unsafeUrls} from '../preload/url-lists.js';

const folder = mkdtempSync(join(tmpdir(), 'urls-'));
after(() => rmSync(folder, {recursive: true}));

function run(...args: string[]): {status: number | null; output: string} {
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'bench/urls/urls.ts', ...args],
    {
      encoding: 'utf8',
    },
  );
  return {status, output: stdout + stderr};
}

test('nine of ten unsafe URLs of our lists are refused, and nine of ten harmless ones pass', () => {
  const {passed, refused} = judge({unsafe: unsafeUrls, harmless: harmlessUrls}, {allow: []});
  assert.ok(passed.length < unsafeUrls.length / 10, passed.join(' '));
  assert.ok(Object.keys(refused).length < harmlessUrls.length / 10, JSON.stringify(refused));
});

test('a list is judged as links to pages would be, and the misjudged are named', () => {
  const file = join(folder, 'urls.json');
  const json = join(folder, 'result.json');
  writeFileSync(
    file,
    JSON.stringify({
      unsafe: ['/logout', '/innocent', '/x?y=1', '/a.zip'],
      harmless: ['/about', '/posts/5/delete'],
    }),
  );
  const {status, output} = run(file, '--misjudged', '--json', json);
  assert.equal(status, 0, output);
  assert.match(output, /^all: refuses 3 of 4 \(75 %\) unsafe, lets 1 of 2 \(50 %\) harmless through$/m);
  assert.match(output, /passed: \/innocent/);
  assert.match(output, /refused: \/posts\/5\/delete \(unsafe-words\)/);
  const result = JSON.parse(readFileSync(json, 'utf8')) as Record<string, {unsafe: number}>;
  assert.equal(result['one half']!.unsafe + result['the other']!.unsafe, 4);
  assert.match(run(file, '--allow', 'query').output, /^all: refuses 2 of 4/m);
});

test('a file that is no list is refused', () => {
  const file = join(folder, 'bad.json');
  writeFileSync(file, '{"unsafe": [1]}');
  for (const args of [[], [file], [join(folder, 'missing.json')]]) {
    const {status, output} = run(...args);
    assert.equal(status, 1);
    assert.match(output, /Usage|is not \{|no such file/);
  }
});
