import type {Middleware} from '../../dev/dev-server-plugins.js';
import {startServer, type RunningServer} from '../../dev/start-server.js';

/** Where the pages are, beside the sources. */
const folder = '/soak/';

/** A page that loads the kit from `script`; `/watched` first counts what the kit schedules. */
export function pageWith(script: string, path: string): string {
  const watch = path.endsWith('/watched')
    ? `const {watchPage} = await import('/test/support/watch-page.ts');
       window.watched = watchPage();`
    : '';
  return `<!doctype html><meta charset="utf-8"><title>${path}</title><link rel="icon" href="data:,">
<style>predictive-button { width: 120px; height: 80px; margin: 20px } #place { margin-top: 280px }</style>
<div id="place"></div>
<script type="module">${watch} await import('${script}');</script>`;
}

const servePages: Middleware = (context, next) => {
  const {path} = context;
  if (!path.startsWith(folder)) return next();
  context.type = 'html';
  context.body = pageWith('/src/index.ts', path);
  return undefined;
};

/** Serves the sources, and beside them empty pages that load the kit. */
export async function startSite(): Promise<RunningServer & {page: string}> {
  const server = await startServer({middleware: [servePages]});
  return {...server, page: `${server.origin}${folder}`};
}
