import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {projectRoot} from '../project-root.js';

/** The JavaScript file behind a development dependency's command. */
export function commandFile(packageName: string, name = packageName): string {
  const folder = join(projectRoot, 'node_modules', packageName);
  const {bin} = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
  const file = typeof bin === 'string' ? bin : bin[name];
  if (file === undefined) throw new Error(`${packageName} has no command ${name}.`);
  return join(folder, file);
}

/** Receives what a command prints. */
export type Print = (text: string) => void;

/** Runs Node with `args` in the project; resolves to its exit code. */
export function runNode(
  args: readonly string[],
  {print, environment = {}}: {print: Print; environment?: Record<string, string>},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      env: {...process.env, ...environment},
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      // Whole characters, however the bytes are cut.
      stream.setEncoding('utf8');
      stream.on('data', print);
    }
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
