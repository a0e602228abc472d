import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {test} from 'node:test';

const checkout = new URL('../../', import.meta.url);

const guides = ['docs/', 'docs/recipes/'].flatMap((folder) =>
  readdirSync(new URL(folder, checkout))
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name),
);

function linksOf(file: string): string[] {
  const text = readFileSync(new URL(file, checkout), 'utf8');
  return [...text.matchAll(/\]\(([^)#]+)/g)].map(([, path]) => path!);
}

test('every link of llms.txt leads to a file, and it names every guide', () => {
  const paths = linksOf('llms.txt');
  assert.deepEqual(
    paths.filter((path) => !existsSync(new URL(path, checkout))),
    [],
  );
  assert.deepEqual(
    guides.filter((path) => !paths.includes(path)),
    [],
  );
});

test('the README names every guide, and fits on a screen or two', () => {
  const paths = linksOf('README.md');
  assert.deepEqual(
    guides.filter((path) => !paths.includes(path)),
    [],
  );
  assert.ok(readFileSync(new URL('README.md', checkout)).length <= 10_000);
});
