// What the project's texts link to and show is there.
import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join, posix} from 'node:path';
import {fileURLToPath} from 'node:url';
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

/** Every text of the project, by its path. */
const texts = [
  ...readdirSync(checkout),
  ...readdirSync(new URL('docs/', checkout), {recursive: true}).map((path) =>
    posix.join('docs', String(path)),
  ),
].filter((path) => /\.(?:md|txt)$/.test(path));

test('everything that a text links to or shows is in the project', () => {
  const missing = texts.flatMap((file) => {
    const text = readFileSync(new URL(file, checkout), 'utf8').replaceAll(/^```[^]*?^```/gm, '');
    const shown = [...text.matchAll(/\b(?:src|srcset|href)="([^"#]+)/g)].map(([, path]) => path!);
    return [...linksOf(file), ...shown]
      .filter((path) => !/^(?:[a-z]+:|\/)/.test(path))
      .filter((path) => !existsSync(join(fileURLToPath(checkout), posix.dirname(file), path)))
      .map((path) => `${file}: ${path}`);
  });
  assert.deepEqual(missing, []);
});

test('llms.txt names every guide', () => {
  const paths = linksOf('llms.txt');
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
