import {createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {createServer} from 'node:http';
import {extname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {bundlePackage, options} from '../../scripts/build/bundle-package.js';
import {listen} from '../listen.js';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** A server of the built package, of js.foresight, and of pages that use them. */
export interface Site {
  url: string;
  /** The folder of the built package. */
  folder: string;
  /** Serves a page, script or file at a path that starts with `/`. */
  add(path: string, content: string | Uint8Array): void;
  close(): void;
}

/** Builds the package as it is shipped, and js.foresight likewise, and serves both from one origin. */
export async function openSite(): Promise<Site> {
  mkdirSync(join(project, '.cache'), {recursive: true});
  const folder = mkdtempSync(join(project, '.cache/bench-cost-'));
  await bundlePackage(relative(project, folder));
  await build({
    ...options,
    entryPoints: {foresight: 'js.foresight'},
    outdir: join(folder, 'foresight'),
    splitting: true,
  });
  return serve(folder);
}

async function serve(folder: string): Promise<Site> {
  const added = new Map<string, string | Uint8Array>();
  const server = createServer(({url = '/'}, response) => {
    const [path] = url.split('?') as [string];
    // Isolated pages have a clock with a resolution of 5 µs; others one of 100 µs.
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-embedder-policy', 'require-corp');
    response.setHeader('content-type', types[extname(path)] ?? 'text/html; charset=utf-8');
    const content = path === '/favicon.ico' ? '' : added.get(path);
    const file = join(folder, path);
    if (content !== undefined) response.end(content);
    else if (file.startsWith(folder) && existsSync(file) && extname(file) !== '')
      createReadStream(file).pipe(response);
    else response.writeHead(404).end();
  });
  return {
    url: await listen(server),
    folder,
    add: (path, content) => void added.set(path, content),
    close: () => {
      server.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.bin': 'application/octet-stream',
  '.wasm': 'application/wasm',
};
