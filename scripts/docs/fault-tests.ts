// `npm run check:faults`: prints which tests inject each fault of docs/faults.md, by file and title. Fails where a row
// has neither a test nor a line that says why, where a test has no row, and where the numbers have a gap.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {projectRoot} from '../project-root.js';

/** The numbers that docs/faults.md lists, by group. */
const numbers = [
  [1, 15],
  [20, 29],
  [40, 50],
  [60, 69],
  [80, 89],
] as const;

/** A row of a table, as `| F11 | when | then |`; the last cell may say `not tested: why`. */
const row = /^\| F(\d+) \|.*\|$/gm;

/** A title that begins with a number, in any quotes; some are in tables, apart from their test. */
const title = /(['"`])F(\d+) ((?:\\.|(?!\1)[^\\])+)\1/g;

interface Found {
  file: string;
  title: string;
}

/** Tests by the number of their fault. */
function findTests(): Map<number, Found[]> {
  const found = new Map<number, Found[]>();
  const files = readdirSync(join(projectRoot, 'test'), {recursive: true, encoding: 'utf8'});
  for (const file of files.filter((name) => name.endsWith('.test.ts')).sort())
    for (const [, , number, text] of readFileSync(join(projectRoot, 'test', file), 'utf8').matchAll(title)) {
      const tests = found.get(Number(number)) ?? [];
      tests.push({file: `test/${file}`, title: text!});
      found.set(Number(number), tests);
    }
  return found;
}

const tests = findTests();
const rows = new Map<number, string>();
const problems: string[] = [];
for (const [line, number] of readFileSync(join(projectRoot, 'docs/faults.md'), 'utf8').matchAll(row)) {
  if (rows.has(Number(number))) problems.push(`F${number} is listed twice.`);
  rows.set(Number(number), line);
}
for (const [first, last] of numbers)
  for (let number = first as number; number <= last; number++)
    if (!rows.has(number)) problems.push(`docs/faults.md has no row for F${number}.`);
for (const number of tests.keys())
  if (!rows.has(number))
    problems.push(`There are tests for F${number}, and docs/faults.md has no row for it.`);

for (const [number, line] of rows) {
  const found = tests.get(number) ?? [];
  const reason = /not tested: [^|]*[^|\s]/.exec(line)?.[0];
  process.stdout.write(`F${number}${found.length === 0 && reason ? `  ${reason}` : ''}\n`);
  for (const {file, title: text} of found) process.stdout.write(`  ${file}  ${text}\n`);
  if (found.length === 0 && reason === undefined)
    problems.push(`F${number} has no test, and no \`not tested: …\` in docs/faults.md that says why.`);
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
