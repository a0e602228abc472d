// `npm test`: every check of the project in order, and one line that says how it went.
// With arguments (`npm test -- --files 'test/elements/**'`) only the tests in the browser run, and the
// arguments go to web-test-runner; `--storybook` alone adds the stories, built and opened one by one, to the full run.
import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {BrowserMissing, findBrowser} from './find-browser.mjs';
import {projectRoot} from '../build/tensorflow-bundle.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'predictive-buttons-test-'));
process.once('exit', () => rmSync(scratch, {recursive: true, force: true}));

/** The JavaScript file behind a development dependency's command. */
function command(packageName, name = packageName) {
  const folder = join(projectRoot, 'node_modules', packageName);
  const {bin} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[name]);
}

/** Runs Node with `args`; resolves to its exit code. */
function node(args, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      env: {...process.env, ...environment},
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** One check that passes or fails as a whole. */
async function check(...args) {
  const code = await node(args);
  return code === 0 ? {passed: 1, failed: 0} : {passed: 0, failed: 1};
}

/** The counts that a test runner wrote to `file`; a runner that failed must not look like a pass. */
function readCounts(file, exitCode) {
  if (!existsSync(file)) return {passed: 0, failed: 1};
  const counts = JSON.parse(readFileSync(file, 'utf8'));
  if (exitCode !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

const nodeFolders = ['node', 'packages', 'pages', 'benchmarks', 'pretrain'];

function nodeTestFiles() {
  return nodeFolders.flatMap((name) => {
    const folder = join(projectRoot, 'test', name);
    return readdirSync(folder, {recursive: true})
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => join(folder, file))
      .sort();
  });
}

async function testInNode() {
  const files = nodeTestFiles();
  if (files.length === 0) return {passed: 0, failed: 0};
  const counts = join(scratch, 'node.json');
  const reporters = [
    ['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ['--test-reporter=./scripts/test/node-count-reporter.mjs', `--test-reporter-destination=${counts}`],
  ].flat();
  return readCounts(counts, await node(['--import', 'tsx', '--test', ...reporters, ...files]));
}

async function testInBrowser(extraArguments) {
  let browser;
  try {
    browser = await findBrowser();
  } catch (error) {
    if (!(error instanceof BrowserMissing)) throw error;
    process.stderr.write(`${error.message}\n`);
    return {passed: 0, failed: 1};
  }
  const counts = join(scratch, 'browser.json');
  const code = await node([command('@web/test-runner', 'wtr'), ...extraArguments], {
    CHROME_PATH: browser,
    TEST_COUNTS_FILE: counts,
  });
  return readCounts(counts, code);
}

async function testStories() {
  const counts = join(scratch, 'stories.json');
  return readCounts(counts, await node(['scripts/test/stories.mjs'], {TEST_COUNTS_FILE: counts}));
}

const argumentsGiven = process.argv.slice(2);
const withStorybook = argumentsGiven.includes('--storybook');
const forBrowser = argumentsGiven.filter((argument) => argument !== '--storybook');

const steps = [
  ['Types', () => check(command('typescript', 'tsc'))],
  ['Lint', () => check(command('eslint'), '.', '--max-warnings=0')],
  ['Format', () => check(command('prettier'), '--check', '--log-level=warn', '.')],
  ['custom-elements.json and docs/api.md', () => check('scripts/docs/analyze.mjs', '--check')],
  ['Size', () => check('scripts/build/size.mjs')],
  ['Tests in Node', testInNode],
  ['Tests in the browser', () => testInBrowser(forBrowser)],
  // What they measure would be disturbed by tests at their side.
  [
    'Timed tests in the browser',
    () => testInBrowser(['--concurrency', '1', '--files', 'test/timed/*.test.ts']),
  ],
];
if (withStorybook) {
  const build = ['build', '--output-dir', 'storybook-static', '--disable-telemetry', '--quiet'];
  steps.push(['Storybook', () => check(command('storybook'), ...build)], ['Stories', testStories]);
}

const wanted = forBrowser.length === 0 ? steps : steps.filter(([title]) => title === 'Tests in the browser');
const results = [];
for (const [title, run] of wanted) {
  process.stdout.write(`\n── ${title}\n`);
  const begun = performance.now();
  const counts = await run();
  results.push({title, seconds: (performance.now() - begun) / 1000, skipped: 0, ...counts});
}

process.stdout.write('\n');
for (const {title, seconds, passed, failed, skipped} of results) {
  const notes = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  const mark = failed > 0 ? '✗' : '✓';
  process.stdout.write(`${mark} ${title}: ${notes.filter(Boolean).join(', ')} (${seconds.toFixed(1)} s)\n`);
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
