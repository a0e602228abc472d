import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {sites} from '../../bench/sites/catalogue.js';
import {projectRoot} from '../../scripts/project-root.js';

const folder = join(projectRoot, 'demo/routers');
const names = readdirSync(folder, {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => name);

test('every demo of a router is among the sites that are built and measured', () => {
  const sources = sites.map(({source}) => source);
  assert.deepEqual(
    names.filter((name) => !sources.includes(`demo/routers/${name}`)),
    [],
  );
  assert.deepEqual([...names].sort(), ['next', 'sveltekit', 'tanstack', 'turbo']);
});

for (const name of names)
  test(`the demo ${name} installs its own framework in exact versions, and the kit`, () => {
    const manifest = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8'));
    const {'predictive-buttons': kit, ...others} = manifest.dependencies as Record<string, string>;
    assert.match(kit ?? '', /^\^\d/);
    assert.ok(Object.keys(others).length > 0);
    for (const version of Object.values(others)) assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.deepEqual(Object.keys(manifest.scripts), ['build', 'start']);
  });
