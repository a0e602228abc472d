// `npm run test:browsers`: the tests in the browser, in Chromium, Firefox and WebKit one after the other.
// Names of browsers select some (`npm run test:browsers -- firefox`); the first argument with a leading dash,
// and all after it, go to web-test-runner (`-- webkit --files 'test/elements/**'`).
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {listFailures, readCounts, type Counts} from './counts.js';
import {BrowserMissing, findBrowser, type BrowserName} from './find-browser.js';
import {commandFile, runNode} from './run-node.js';
import {runTwiceIfTimed} from './run-twice.js';

const titles: Readonly<Record<BrowserName, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
};

function isBrowserName(name: string): name is BrowserName {
  return Object.hasOwn(titles, name);
}

const scratch = mkdtempSync(join(tmpdir(), 'predictive-buttons-browsers-'));
process.once('exit', () => rmSync(scratch, {recursive: true, force: true}));

const given = process.argv.slice(2);
const firstFlag = given.findIndex((argument) => argument.startsWith('-'));
const names = firstFlag === -1 ? given : given.slice(0, firstFlag);
const forRunner = firstFlag === -1 ? [] : given.slice(firstFlag);
const unknown = names.find((name) => !isBrowserName(name));
if (unknown !== undefined) {
  process.stderr.write(`There is no browser ${unknown}; there are ${Object.keys(titles).join(', ')}.\n`);
  process.exit(1);
}

/** Runs the tests in one browser, and the files with failures once more. */
async function runIn(name: BrowserName): Promise<Counts | {missing: string}> {
  try {
    findBrowser(name);
  } catch (error) {
    if (!(error instanceof BrowserMissing)) throw error;
    return {missing: error.message};
  }
  const file = join(scratch, `${name}.json`);
  return runTwiceIfTimed(
    {
      async run(print, only) {
        const selected =
          only === undefined
            ? forRunner
            : ['--concurrency', '1', ...only.flatMap((each) => ['--files', each])];
        rmSync(file, {force: true});
        const code = await runNode([commandFile('@web/test-runner', 'wtr'), ...selected], {
          print,
          environment: {TEST_BROWSER: name, TEST_COUNTS_FILE: file},
        });
        return readCounts(file, code);
      },
      isTimed: true,
    },
    (text) => void process.stdout.write(text),
  );
}

const results = new Map<string, Counts | {missing: string}>();
for (const name of names.length > 0 ? names.filter(isBrowserName) : (Object.keys(titles) as BrowserName[])) {
  process.stdout.write(`\n── ${titles[name]}\n`);
  results.set(titles[name], await runIn(name));
}

process.stdout.write('\n');
for (const [title, result] of results) {
  if ('missing' in result) {
    process.stdout.write(`✗ ${title}: ${result.missing}\n`);
    process.exitCode = 1;
    continue;
  }
  const {passed, failed, notRun = []} = result;
  if (failed > 0) process.exitCode = 1;
  const mark = failed > 0 ? '✗' : '✓';
  process.stdout.write(
    `${mark} ${title}: ${passed} passed, ${failed} failed, ${notRun.length} not run\n${listFailures(result)}`,
  );
  for (const line of notRun) process.stdout.write(`    ${line}\n`);
}
