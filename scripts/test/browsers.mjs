// `npm run test:browsers`: the tests in the browser, in Chromium, Firefox and WebKit one after the other.
// Names of browsers choose some (`npm run test:browsers -- firefox`); what begins with a dash, and all after
// it, goes to web-test-runner (`-- webkit --files 'test/elements/**'`).
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {BrowserMissing, findBrowser} from './find-browser.mjs';
import {projectRoot} from '../build/tensorflow-bundle.mjs';

const titles = {chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit'};

const scratch = mkdtempSync(join(tmpdir(), 'predictive-buttons-browsers-'));
process.once('exit', () => rmSync(scratch, {recursive: true, force: true}));

const argumentsGiven = process.argv.slice(2);
const firstFlag = argumentsGiven.findIndex((argument) => argument.startsWith('-'));
const names = firstFlag === -1 ? argumentsGiven : argumentsGiven.slice(0, firstFlag);
const forRunner = firstFlag === -1 ? [] : argumentsGiven.slice(firstFlag);
const unknown = names.find((name) => !Object.hasOwn(titles, name));
if (unknown !== undefined) {
  process.stderr.write(`no such browser: ${unknown}; there are ${Object.keys(titles).join(', ')}\n`);
  process.exit(1);
}

/** Runs the tests in one browser; what it came to, as scripts/test/count-reporter.mjs wrote it. */
async function runIn(name) {
  try {
    await findBrowser(name);
  } catch (error) {
    if (!(error instanceof BrowserMissing)) throw error;
    return {missing: error.message};
  }
  const counts = join(scratch, `${name}.json`);
  const runner = join(projectRoot, 'node_modules/@web/test-runner/dist/bin.js');
  const code = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [runner, ...forRunner], {
      cwd: projectRoot,
      env: {...process.env, TEST_BROWSER: name, TEST_COUNTS_FILE: counts},
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  const result = existsSync(counts)
    ? JSON.parse(readFileSync(counts, 'utf8'))
    : {passed: 0, failed: 1, notRun: []};
  // A runner that failed must not look like a pass.
  if (code !== 0 && result.failed === 0) result.failed = 1;
  return result;
}

const results = new Map();
for (const name of names.length > 0 ? names : Object.keys(titles)) {
  process.stdout.write(`\n── ${titles[name]}\n`);
  results.set(titles[name], await runIn(name));
}

process.stdout.write('\n');
for (const [title, {missing, passed, failed, notRun}] of results) {
  if (missing !== undefined) {
    process.stdout.write(`✗ ${title}: ${missing}\n`);
    continue;
  }
  const mark = failed > 0 ? '✗' : '✓';
  process.stdout.write(`${mark} ${title}: ${passed} passed, ${failed} failed, ${notRun.length} not run\n`);
  for (const line of notRun) process.stdout.write(`    ${line}\n`);
}
process.exitCode = [...results.values()].some(({missing, failed}) => missing !== undefined || failed > 0)
  ? 1
  : 0;
