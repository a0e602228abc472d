// `npm run demo:file [-- FILE]`: writes the demo's first page with its styles, its code and the training worker as one
// file, by default demo.html, that opens from a disk or from any static host.
import {readFileSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {build, type BuildOptions} from 'esbuild';
import {projectRoot} from '../project-root.js';
import {options, workerOptions} from './bundle-package.js';

const folder = join(projectRoot, 'demo');

/** Bundles into one text. Without splitting, what is imported on demand becomes part of it. */
async function bundled(settings: BuildOptions): Promise<string> {
  const {outputFiles} = await build({
    ...settings,
    outdir: folder,
    sourcemap: false,
    metafile: false,
    legalComments: 'inline',
    write: false,
  });
  return outputFiles[0]!.text;
}

/** A script with this code, in which nothing looks like the script's end or a comment of HTML. */
function script(attributes: string, code: string): string {
  const safe = code.replaceAll(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');
  return `<script ${attributes}>${safe}</script>`;
}

/** Replaces the only place that matches; `replacement` is taken as it is. */
function replaceOnly(text: string, pattern: RegExp, replacement: string): string {
  if ([...text.matchAll(new RegExp(pattern, 'g'))].length !== 1)
    throw new Error(`demo/index.html does not have exactly one ${String(pattern)}.`);
  return text.replace(pattern, () => replacement);
}

const file = resolve(process.argv[2] ?? join(projectRoot, 'demo.html'));
const [worker, code, styles] = await Promise.all([
  // A classic script, the only kind of worker that a file may start; it has no address of its own.
  bundled({...workerOptions(), footer: {}, format: 'iife', logOverride: {'empty-import-meta': 'silent'}}),
  bundled({...options, entryPoints: [join(folder, 'home/main.ts')]}),
  Promise.all(
    ['demo.css', 'home/home.css'].map((name) => bundled({...options, entryPoints: [join(folder, name)]})),
  ),
]);
let page = readFileSync(join(folder, 'index.html'), 'utf8');
page = replaceOnly(page, /<html lang="en">/, '<html lang="en" data-server="none">');
page = replaceOnly(page, /<link rel="stylesheet" href="\.\/demo\.css">/, `<style>${styles.join('')}</style>`);
page = replaceOnly(page, / *<link rel="stylesheet" href="\.\/home\/home\.css">\n/, '');
page = replaceOnly(page, / *<script type="module" src="\.\/home\/main\.ts"><\/script>\n/, '');
// At the end, where the elements are there already; the worker's code comes first, because the other asks for it.
page = replaceOnly(
  page,
  /<\/body>/,
  `${script('type="text/plain" id="worker"', worker)}\n${script('type="module"', code)}\n</body>`,
);
writeFileSync(file, page);
process.stdout.write(`${file}: ${Math.round(page.length / 1000)} kB\n`);
