import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import type {ICruiseResult} from 'dependency-cruiser';
import {projectRoot} from '../../scripts/project-root.js';

/** `from → to: rule` of each violation in the `src/` of a folder. */
function violationsIn(folder: string): string[] {
  const {stdout, stderr} = spawnSync(
    process.execPath,
    [
      join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['src', '--output-type', 'json', '--config', join(projectRoot, '.dependency-cruiser.mjs')],
    ],
    {cwd: folder, encoding: 'utf8', maxBuffer: Infinity},
  );
  assert.notEqual(stdout, '', stderr);
  const {summary} = JSON.parse(stdout) as ICruiseResult;
  return summary.violations.map(({from, to, rule}) => `${from} → ${to}: ${rule.name}`).sort();
}

describe('the layers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'predictive-buttons-layers-'));

  before(() => {
    const files = {
      'tsconfig.json': '{"compilerOptions": {"module": "NodeNext", "target": "ES2022"}}',
      'src/core/sample.ts': 'export interface Sample {}\n',
      'src/prediction/down.ts':
        "import type {Sample} from '../core/sample.js';\nexport type Down = Sample;\n",
      'src/prediction/up.ts': "import {region} from '../region/region.js';\nexport const up = region;\n",
      'src/prediction/up-by-type.ts':
        "import type {Region} from '../region/region.js';\nexport type Up = Region;\n",
      'src/region/region.ts':
        "import type {Down} from '../prediction/down.js';\nexport type Region = Down;\nexport const region: Region = {};\n",
      'src/storage/one.ts': "import type {Two} from './two.js';\nexport type One = Two | 1;\n",
      'src/storage/two.ts': "import type {One} from './one.js';\nexport type Two = One | 2;\n",
      'src/elsewhere/file.ts': "import '../core/sample.js';\n",
    };
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), {recursive: true});
      writeFileSync(join(folder, path), content);
    }
  });
  after(() => rmSync(folder, {recursive: true, force: true}));

  it('forbid imports of values and types from above, cycles of types, and files outside the layers', () => {
    assert.deepEqual(violationsIn(folder), [
      'src/elsewhere/file.ts → src/core/sample.ts: every source is in a layer',
      'src/prediction/up-by-type.ts → src/region/region.ts: prediction imports nothing from above',
      'src/prediction/up.ts → src/region/region.ts: prediction imports nothing from above',
      'src/storage/one.ts → src/storage/two.ts: no circles',
    ]);
  });

  it('hold in the sources', () => assert.deepEqual(violationsIn(projectRoot), []));
});
