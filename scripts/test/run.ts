// `npm test`: the checks that everybody runs, in about five minutes, with a last line of results. `npm test
// -- --all` runs everything that CI does; `npm run test:long` (`--long`) what takes too long for it. Other
// arguments (`npm test -- --files 'test/elements/**'`) go to web-test-runner, and then only the tests in the
// browser run.
import {listFailures, type Counts} from './counts.js';
import type {Print} from './run-node.js';
import {runTwiceIfTimed} from './run-twice.js';
import {inBrowser, longSteps, moreSteps, steps, type Group, type Step} from './steps.js';

/** As many steps at a time as the smallest machines of CI have processors. */
const stepsAtOnce = 2;

interface Result extends Counts {
  title: string;
  seconds: number;
}

const printAtOnce: Print = (text) => void process.stdout.write(text);

async function runStep(step: Step, print: Print): Promise<Result> {
  print(`\n── ${step.title}\n`);
  const begun = performance.now();
  const counts = await runTwiceIfTimed(step, print);
  return {title: step.title, seconds: (performance.now() - begun) / 1000, ...counts};
}

/** Runs the steps of a group; the output of one among several is printed at its end. */
async function runGroup(group: Group): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < group.length; index = next++) {
      const printed: string[] = [];
      const isAlone = group.length === 1;
      results[index] = await runStep(
        group[index]!,
        isAlone ? printAtOnce : (text) => void printed.push(text),
      );
      printAtOnce(printed.join(''));
    }
  };
  await Promise.all(Array.from({length: stepsAtOnce}, work));
  return results;
}

function describe({title, seconds, passed, failed, skipped = 0}: Result): string {
  const notes = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  return `${failed > 0 ? '✗' : '✓'} ${title}: ${notes.filter(Boolean).join(', ')} (${seconds.toFixed(1)} s)`;
}

const given = process.argv.slice(2);
const all = given.includes('--all');
const forBrowser = given.filter((argument) => !['--all', '--long'].includes(argument));
const groups: readonly Group[] =
  forBrowser.length > 0
    ? [[inBrowser('Tests in the browser', ...forBrowser)]]
    : given.includes('--long')
      ? longSteps
      : [...steps, ...(all ? moreSteps : [])];

const begun = performance.now();
const results: Result[] = [];
for (const group of groups) results.push(...(await runGroup(group)));

const sum = (key: 'passed' | 'failed'): number => results.reduce((total, result) => total + result[key], 0);
const minutes = (performance.now() - begun) / 60_000;
process.stdout.write(
  `\n${results.map((each) => `${describe(each)}\n${listFailures(each)}`).join('')}${minutes.toFixed(1)} min in all\n`,
);
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') > 0 ? 1 : 0;
