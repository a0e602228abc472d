import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import {contentPage, linksPage, type Arrival, type NavigationPolicy} from './pages.js';
import {bundleForPage} from '../../tools/bundle-for-page.js';
import {listen} from '../../tools/listen.js';
import type {RecordedTarget} from '../../tools/recordings/recording.js';

/** The server's usual time for a page of content, ms. */
export const usualServerMs = 300;

/** Cache lifetime of pages and scripts, s: the click can use everything that was fetched ahead. */
const maxAgeS = 600;

/** A request for a page of content: its target, and its wall-clock time, ms. */
export interface ContentRequest {
  target: number;
  at: number;
}

/** One page of links, with pages of content of its own that no cache has. */
export interface Visit {
  url: string;
  /** In chronological order. */
  requests: ContentRequest[];
  /** Resolves when a page of content is visible. */
  arrival: Promise<Arrival & {target: number}>;
}

export interface NavigationSite {
  visit(page: {policy: NavigationPolicy; targets: readonly RecordedTarget[]}): Visit;
  close(): void;
}

type Answer = (target: number, request: IncomingMessage, response: ServerResponse) => void;

/** Serves the kit, js.foresight, and pages of links to slow pages. */
export async function openNavigationSite({serverMs = usualServerMs} = {}): Promise<NavigationSite> {
  const scripts = await bundleForPage(
    {kit: 'src/index.ts', foresight: 'js.foresight'},
    {splitting: true, minify: true},
  );
  const visits: Record<string, Answer>[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const script = scripts.get(path);
    const [, kind = '', visit = '', target = ''] = path.split('/');
    const answer = visits[Number(visit)]?.[kind];
    if (script !== undefined) send(response, 'text/javascript', script);
    else if (answer !== undefined) answer(Number(target), request, response);
    else response.writeHead(404).end();
  });
  const origin = await listen(server);

  const visit: NavigationSite['visit'] = ({policy, targets}) => {
    const index = visits.length;
    const requests: ContentRequest[] = [];
    let arrive: (arrival: Arrival & {target: number}) => void;
    const arrival = new Promise<Arrival & {target: number}>((resolve) => (arrive = resolve));
    const links = linksPage({policy, targets, hrefOf: (target) => `/content/${index}/${target}`});
    visits.push({
      links: (_target, _request, response) => send(response, 'text/html', links),
      content: (target, _request, response) => {
        requests.push({target, at: performance.timeOrigin + performance.now()});
        const page = contentPage(`/arrived/${index}/${target}`);
        setTimeout(() => send(response, 'text/html', page), serverMs);
      },
      arrived: (target, request, response) => {
        response.end();
        void textOf(request).then((text) => arrive({...(JSON.parse(text) as Arrival), target}));
      },
    });
    return {url: `${origin}/links/${index}`, requests, arrival};
  };
  return {visit, close: () => void server.close()};
}

function send(response: ServerResponse, type: string, body: string): void {
  response.setHeader('content-type', `${type}; charset=utf-8`);
  response.setHeader('cache-control', `max-age=${maxAgeS}`);
  response.end(body);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
