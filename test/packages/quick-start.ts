import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {checkout} from './packed.js';

/** The lines of the code block below one of the README's headings. */
export function quickStart(heading: string, language: string): string {
  const [, section] = readFileSync(join(checkout, 'README.md'), 'utf8').split(`### ${heading}\n`);
  const [, lines] = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'ms').exec(section ?? '') ?? [];
  assert.ok(lines !== undefined, `README.md has no ${language} below "${heading}"`);
  return lines;
}

/** A page with the README's buttons for bundlers, and a script. */
export function htmlPage(script: string): string {
  return `<!doctype html>\n${script}\n${quickStart('With npm and a bundler', 'html')}`;
}
