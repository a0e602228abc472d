// The steps of `npm test`: `steps` always, `moreSteps` with `--all`; `longSteps` are those of `npm run test:long`.
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {projectRoot} from '../project-root.js';
import {readCounts, type Counts} from './counts.js';
import {commandFile, runNode, type Print} from './run-node.js';

export interface Step {
  title: string;
  /** Runs all of it, or `only` these files or stories if it can. */
  run: (print: Print, only?: readonly string[]) => Promise<Counts>;
  /** Depends on time, so other programs disturb it: a failure counts only if it happens twice. */
  isTimed?: boolean;
}

/** Steps that may run at the same time; groups run one after the other. */
export type Group = readonly Step[];

const scratch = mkdtempSync(join(tmpdir(), 'predictive-buttons-test-'));
process.once('exit', () => rmSync(scratch, {recursive: true, force: true}));

/** Node's options for the project's own TypeScript. */
const typescript = ['--import', 'tsx'];

/** A step that passes or fails as a whole. */
function check(title: string, ...args: string[]): Step {
  return {
    title,
    async run(print) {
      const code = await runNode(args, {print});
      return code === 0 ? {passed: 1, failed: 0} : {passed: 0, failed: 1};
    },
  };
}

/**
 * A step whose command writes its counts to the file that `TEST_COUNTS_FILE` names; what it is to run again is given to
 * it as arguments.
 */
function counted(title: string, ...args: string[]): Step {
  return {
    title,
    async run(print, only = []) {
      const file = join(scratch, `${title}.json`);
      rmSync(file, {force: true});
      return readCounts(
        file,
        await runNode([...args, ...only], {print, environment: {TEST_COUNTS_FILE: file}}),
      );
    },
  };
}

/** Two steps as one: the second runs if the first has passed, and alone if parts of it are to run again. */
function inOrder(first: Step, second: Step): Step {
  return {
    title: `${first.title} and ${second.title}`,
    async run(print, only) {
      if (only !== undefined) return second.run(print, only);
      const before = await first.run(print);
      if (before.failed > 0) return before;
      const after = await second.run(print);
      return {...after, passed: before.passed + after.passed};
    },
  };
}

/**
 * Tests of a folder below test/, which run in Node, `atOnce` files at a time; a few again, one after the other, so that
 * they disturb each other no more.
 */
function inNode(title: string, folder: string, {atOnce}: {atOnce: number}): Step {
  return {
    title,
    run(print, only) {
      const all = readdirSync(join(projectRoot, 'test', folder))
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => `test/${folder}/${name}`);
      const files = only ?? all;
      const concurrency = String(only === undefined ? atOnce : 1);
      const args = [...typescript, 'scripts/test/node-tests.ts', concurrency, ...files];
      return counted(title, ...args).run(print);
    },
  };
}

/** Tests in the browser; `args` go to web-test-runner. Their pointer and their keys are real, so they depend on time. */
export function inBrowser(title: string, ...args: string[]): Step {
  const runner = commandFile('@web/test-runner', 'wtr');
  return {
    title,
    run(print, only) {
      const given =
        only === undefined ? args : ['--concurrency', '1', ...only.flatMap((file) => ['--files', file])];
      return counted(title, runner, ...given).run(print);
    },
    isTimed: true,
  };
}

export const steps: readonly Group[] = [
  [
    check('Lint', commandFile('eslint'), '.', '--max-warnings=0'),
    check('Types', commandFile('typescript', 'tsc')),
    check('Layers', commandFile('dependency-cruiser', 'depcruise'), 'src', '--output-type', 'err-long'),
    check('Format', commandFile('prettier'), '--check', '--log-level=warn', '.'),
    check('custom-elements.json and docs/api.md', ...typescript, 'scripts/docs/analyze.ts', '--check'),
    check('Faults', ...typescript, 'scripts/docs/fault-tests.ts'),
    check('Size', ...typescript, 'scripts/build/size.ts'),
    inNode('Unit tests', 'node', {atOnce: 1}),
  ],
  [inBrowser('Tests in the browser')],
];

export const moreSteps: readonly Group[] = [
  [
    inNode('Package', 'packages', {atOnce: 1}),
    {...inNode('Benchmarks', 'benchmarks', {atOnce: 1}), isTimed: true},
    inNode('Pretraining', 'pretrain', {atOnce: 1}),
    // After it, because they are in what it builds.
    {
      ...inOrder(
        check(
          'Storybook',
          commandFile('storybook'),
          ...['build', '--output-dir', 'storybook-static', '--disable-telemetry', '--quiet'],
        ),
        counted('Stories', ...typescript, 'scripts/test/stories.ts'),
      ),
      // The pointer and the keys of their play functions are real.
      isTimed: true,
    },
  ],
  [{...inNode('Pages', 'pages', {atOnce: 2}), isTimed: true}],
];

/**
 * What takes minutes and seldom breaks, and what measures milliseconds: training in browsers under policies and faults,
 * two tabs, other windows, hours of use in short, every contrast; the page's thread while a region trains.
 */
export const longSteps: readonly Group[] = [
  [{...inNode('Long tests', 'long', {atOnce: 2}), isTimed: true}],
  [inBrowser('Tests in the browser, apart', '--concurrency', '1', '--files', 'test/apart/*.test.ts')],
];
