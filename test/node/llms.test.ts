import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {test} from 'node:test';

const checkout = new URL('../../', import.meta.url);

test('every link of llms.txt leads to a file, and it names every guide', () => {
  const links = [...readFileSync(new URL('llms.txt', checkout), 'utf8').matchAll(/\]\(([^)]+)\)/g)];
  const paths = links.map(([, path]) => path!);
  assert.deepEqual(
    paths.filter((path) => !existsSync(new URL(path, checkout))),
    [],
  );
  const more = readFileSync(new URL('README.md', checkout), 'utf8').split('## More')[1]!;
  const guides = [...more.matchAll(/\]\((docs\/[^)]+\.md)\)/g)].map(([, path]) => path!);
  assert.deepEqual(
    guides.filter((path) => !paths.includes(path)),
    [],
  );
});
