import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {gzipSync} from 'node:zlib';
import {UsageError} from '../../tools/arguments.js';
import {readTrials, readWindows} from '../../tools/recordings/recording.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-recording-'));
after(() => rmSync(folder, {recursive: true, force: true}));

const trial = {
  dataset: 'made up',
  person: 'p',
  viewport: [800, 600],
  targets: [
    {id: 'a', x: 0, y: 0, w: 10, h: 10},
    {id: 'b', x: 50, y: 0, w: 10, h: 10},
  ],
  clicked: 'b',
  points: [
    [0, 0, 0],
    [20, 0, 16],
  ],
  click_t: 100,
};
const {clicked: _clicked, click_t: _clickT, ...scene} = trial;
const window = {...scene, presses: [[50, 60, 'a']]};

function file(content: string | Buffer, name = 'data.jsonl'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function lines(...rows: object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

function refuses(read: (path: string) => unknown, row: object, message: string): void {
  const path = file(lines(row));
  assert.throws(
    () => read(path),
    (error) => error instanceof UsageError && error.message === `${path}, line 1: ${message}`,
  );
}

test('trials are read from plain and packed files, up to the limit', () => {
  const plain = readTrials(file(lines(trial, trial, trial)), {limit: 2});
  assert.equal(plain.length, 2);
  assert.equal(plain[0]!.clickT, 100);
  const packed = readTrials(file(gzipSync(lines(trial, trial)), 'data.jsonl.gz'));
  assert.deepEqual(packed, plain);
});

test('a line after the limit is not read', () => {
  assert.equal(readTrials(file(`${lines(trial)}{`), {limit: 1}).length, 1);
});

test('windows keep presses that hit nothing', () => {
  const [read] = readWindows(file(lines({...window, viewport: null, presses: [[1, 2, null]]})));
  assert.deepEqual(read!.presses, [[1, 2, null]]);
  assert.equal(read!.viewport, null);
});

test('a bad line names the file, the line and the field', () => {
  const trials = readTrials;
  const windows = readWindows;
  const path = file(`${lines(trial)}{"dataset": `);
  assert.throws(() => trials(path), {message: `${path}, line 2: is not JSON.`});
  refuses(trials, [], 'is not an object.');
  refuses(trials, {...trial, person: 3}, '"person" is not a name.');
  refuses(
    trials,
    {...trial, viewport: [800, 0]},
    '"viewport" is neither null nor [width, height] in CSS px.',
  );
  refuses(trials, {...trial, targets: []}, '"targets" is not a list with at least one entry.');
  refuses(
    trials,
    {...trial, targets: [trial.targets[0], {id: 'b', x: 1, y: 1, w: -1, h: 1}]},
    '"targets[1]" is not {id, x, y, w, h} with a text and four lengths in CSS px.',
  );
  refuses(
    trials,
    {
      ...trial,
      points: [
        [0, 0, 0],
        [1, 'x', 5],
      ],
    },
    '"points[1]" is not [x, y, t].',
  );
  refuses(
    trials,
    {
      ...trial,
      points: [
        [0, 0, 9],
        [1, 1, 5],
      ],
    },
    '"points[1]" goes back in time.',
  );
  refuses(trials, {...trial, clicked: 'c'}, '"clicked" is not the id of one of the targets.');
  refuses(trials, {...trial, click_t: null}, '"click_t" is not a time in ms.');
  refuses(windows, trial, '"presses" is not a list.');
  refuses(windows, {...window, presses: [[5, 4, 'a']]}, '"presses[0]" goes back in time.');
  refuses(windows, {...window, presses: [[5, 6, 'z']]}, '"presses[0]" is not the id of one of the targets.');
});

test('an empty file and a missing file are reported', () => {
  const path = file('\n');
  assert.throws(() => readTrials(path), {message: `${path}: is empty; it needs one recording per line.`});
  assert.throws(() => readTrials('/nowhere/data.jsonl'), /^Error: \/nowhere\/data\.jsonl: cannot be read \(/);
});

test('a command with an invalid file ends with one sentence', () => {
  const path = file(lines({...trial, points: 7}));
  const {status, stdout, stderr} = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'bench/accuracy/accuracy.ts', '--data', path],
    {encoding: 'utf8'},
  );
  assert.equal(stderr, `${path}, line 1: "points" is not a list with at least one entry.\n`);
  assert.equal(stdout, '');
  assert.equal(status, 1);
});
