// One button of a kit as a page gets it: bundled and minified by esbuild.
import {readFile} from 'node:fs/promises';
import {isAbsolute, join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {build} from 'esbuild';
import type {Kit} from './kits.js';

export interface KitBundle {
  /** The button with its default theme, as a script, and the theme's style sheet. */
  script: string;
  styles: string;
  /** Gzipped bytes of the button alone, and with its theme. */
  bytes: number;
  themedBytes: number;
  /** How many custom properties the button reads. */
  properties: number;
  /** Whether the button has rules of its own for these. */
  rules: Record<'forced-colors' | 'prefers-reduced-motion' | 'prefers-contrast', boolean>;
}

async function bundleScript(contents: string, folder: string): Promise<string> {
  const {outputFiles} = await build({
    stdin: {contents, resolveDir: folder, loader: 'ts'},
    absWorkingDir: folder,
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    conditions: ['production'],
    define: {'process.env.NODE_ENV': '"production"'},
    legalComments: 'none',
    logLevel: 'error',
    tsconfigRaw: {compilerOptions: {experimentalDecorators: true, useDefineForClassFields: false}},
  });
  return outputFiles[0]!.text;
}

async function bundleStyles(stylesheet: string | undefined, folder: string): Promise<string> {
  if (stylesheet === undefined) return '';
  // This kit's own is no package.
  const path = isAbsolute(stylesheet) ? stylesheet : join(folder, 'node_modules', stylesheet);
  const {outputFiles} = await build({
    stdin: {contents: await readFile(path, 'utf8'), resolveDir: join(path, '..'), loader: 'css'},
    bundle: true,
    write: false,
    minify: true,
    external: ['*.woff2', 'https:*'],
    logLevel: 'error',
  });
  return outputFiles[0]!.text;
}

const gzipped = (...texts: string[]): number =>
  texts.reduce((sum, text) => sum + (text === '' ? 0 : gzipSync(text, {level: 9}).length), 0);

/** `folder` has the kit's packages in its `node_modules`. */
export async function bundleKit(kit: Kit, folder: string): Promise<KitBundle> {
  const button = await bundleScript(kit.button, folder);
  const script = await bundleScript(kit.themed, folder);
  const styles = await bundleStyles(kit.stylesheet, folder);
  return {
    script,
    styles,
    bytes: gzipped(button),
    themedBytes: gzipped(script, styles),
    properties: new Set([...button.matchAll(/var\(\s*(--[\w-]+)/g)].map(([, name]) => name)).size,
    rules: {
      'forced-colors': button.includes('forced-colors'),
      'prefers-reduced-motion': button.includes('prefers-reduced-motion'),
      'prefers-contrast': button.includes('prefers-contrast'),
    },
  };
}
