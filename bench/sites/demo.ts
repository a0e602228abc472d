// `npm run demo:router -- next`: builds a demo of `demo/routers` with the packed kit, as `npm run test:sites` does, and
// serves it with the same delay.
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {projectRoot} from '../../scripts/project-root.js';
import {siteNamed} from './catalogue.js';
import {openFront} from './front.js';
import {packKit, prepareSite} from './prepare.js';

const demos = readdirSync(join(projectRoot, 'demo/routers'), {withFileTypes: true})
  .filter((entry) => entry.isDirectory())
  .map(({name}) => name);

const [name = ''] = process.argv.slice(2);
if (demos.includes(name)) {
  const site = siteNamed(name);
  const {origin} = await openFront(site, prepareSite(site, packKit()));
  console.log(`${site.title}: ${origin}`);
} else {
  console.error(`npm run demo:router -- ${demos.join(' | ')}`);
  process.exitCode = 1;
}
