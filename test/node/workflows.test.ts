// The workflows that release the package and publish the site run what this project has, and nothing else.
import assert from 'node:assert/strict';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';

const checkout = new URL('../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, checkout), 'utf8');
const workflows = readdirSync(new URL('.github/workflows/', checkout)).map((name) => ({
  name,
  text: read(`.github/workflows/${name}`),
}));
const workflow = (name: string): string => workflows.find((each) => each.name === name)!.text;

/** The part of a workflow from a job's name to the next job's. */
function job(text: string, name: string): string {
  const [, part] = new RegExp(`^  ${name}:\n((?:    .*\n|\n|  #.*\n)+)`, 'm').exec(text) ?? [];
  assert.ok(part !== undefined, name);
  return part;
}

test('every script and file that a workflow names is there', () => {
  const {scripts} = JSON.parse(read('package.json')) as {scripts: Record<string, string>};
  for (const {name, text} of workflows) {
    for (const [, script] of text.matchAll(/npm run ([\w:-]+)/g))
      assert.ok(scripts[script!], `${name}: ${script}`);
    for (const [, file] of text.matchAll(/(?:run: |version-file: )(\.[\w/]+)/g))
      assert.ok(existsSync(new URL(file!, checkout)), `${name}: ${file}`);
  }
  assert.match(job(workflow('release.yml'), 'test'), /run: \.ci\/run\n/);
  assert.match(scripts['build-storybook']!, /storybook-static/);
  assert.match(
    job(workflow('pages.yml'), 'build'),
    /build-storybook[^]*check:links[^]*path: storybook-static/,
  );
});

test('a version is published with provenance, after the tests, by a job that installs nothing', () => {
  const text = workflow('release.yml');
  const publish = job(text, 'publish');
  assert.match(publish, /needs: test\n/);
  assert.match(publish, /npm publish .*--provenance/);
  assert.match(publish, /permissions:\n {6}id-token: write\n/);
  assert.doesNotMatch(publish, /npm (?:ci|install|run)|checkout@/);
  assert.doesNotMatch(job(text, 'test'), /id-token/);
});

test('they need no secret, name no registry, use nothing but GitHub’s own actions, and may only read by default', () => {
  for (const {name, text} of workflows) {
    assert.doesNotMatch(text, /secrets\.|_authToken|registry-url|https?:/, name);
    assert.match(text, /^permissions:\n {2}contents: read\n/m, name);
    for (const [, action] of text.matchAll(/uses: (\S+)/g))
      assert.match(action!, /^actions\/[\w-]+@v\d+$/, name);
    for (const [run] of text.matchAll(/run:(?: .*|\n(?: {10}.*\n)+)/g))
      assert.doesNotMatch(run, /\$\{\{/, `${name}: a value of an event in a script could be a command`);
  }
});
