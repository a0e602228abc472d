import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, describe, test} from 'node:test';
import {people} from '../../pretrain/simulator/parameters.js';
import {samplesOfTrials, samplesOfWindows} from '../../tools/recordings/samples-of-recordings.js';
import {
  simulatedTrials,
  simulatedTrialsOf,
  simulatedWindows,
} from '../../tools/recordings/simulated-recordings.js';
import {seededRandom} from '../../src/core/random.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-personal-'));
after(() => rmSync(folder, {recursive: true, force: true}));

function personal(...options: string[]) {
  return spawnSync('npx', ['tsx', 'bench/personal/personal.ts', ...options], {encoding: 'utf8'});
}

function file(name: string, lines: readonly object[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => JSON.stringify(line)).join('\n'));
  return path;
}

/** In the format of the files. */
const lines = simulatedTrialsOf('p', {random: seededRandom(8), parameters: people, count: 160}).map(
  ({clickT, ...trial}) => ({...trial, click_t: clickT}),
);

describe('bench:personal', () => {
  test('tests every stage on the same later trials, and leaves out stages with fewer than 50', () => {
    const json = join(folder, 'result.json');
    const {status, stderr} = personal('--data', file('one.jsonl', lines), '--json', json);
    assert.equal(status, 0, stderr);
    const result = JSON.parse(readFileSync(json, 'utf8')) as {
      people: number;
      after: Record<string, {n: number; change: {top1At300: number}} | null>;
      worst: Record<string, unknown>;
      perPerson: Record<string, Record<string, {verdict?: string}>>;
    };
    assert.equal(result.people, 1);
    assert.deepEqual(
      Object.values(result.after).map((stage) => stage?.n),
      [60, 60, 60, undefined],
    );
    assert.equal(result.after['0']!.change.top1At300, 0);
    assert.equal(result.worst['200'], null);
    assert.match(result.perPerson['p']!['50']!.verdict!, /^(taken|refused): /);
  });

  test('refuses a file in which nobody has enough trials, and an invalid line', () => {
    const few = personal('--data', file('few.jsonl', lines.slice(0, 149)));
    assert.equal(few.status, 1);
    assert.match(few.stderr, /few\.jsonl: has nobody with 150 trials/);
    const wrong = personal('--data', file('wrong.jsonl', [lines[0]!, {...lines[1]!, click_t: 'soon'}]));
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, /wrong\.jsonl, line 2: "click_t" is not a time in ms/);
  });
});

test('a trial becomes the sample that a region would capture at its press', () => {
  const trials = simulatedTrials({limit: 10});
  samplesOfTrials(trials).forEach((sample, index) => {
    const {clicked, clickT, points} = trials[index]!;
    assert.equal(sample?.pressed, clicked);
    assert.ok(sample.points.length > 1 && sample.points.length <= points.length);
    assert.ok(sample.pressedAt <= Math.ceil(clickT));
  });
});

test('windows give presses and movements without one, in chronological order', () => {
  const samples = samplesOfWindows(simulatedWindows({limit: 4}));
  assert.ok(samples.some(({pressed}) => pressed === null));
  assert.ok(samples.some(({pressed}) => pressed !== null));
  samples.forEach(({time}, index) => assert.ok(index === 0 || time > samples[index - 1]!.time));
});
